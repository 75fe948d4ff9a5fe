import { z } from "zod";

import { audienceSchema } from "../../core/audience/schema.ts";
import { asksForMore, segmentQuery } from "../../core/audience/segment-query.ts";
import { countCustomers } from "../shopify/documents/count-customers.server.ts";
import { ifAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

/** How many customers an audience has; null where no condition asks for anything of a customer. */
export type AudienceCount =
  | {
      readonly ok: true;
      readonly matching: number | null;
      readonly all: number;
      /** Whether a condition is not counted: it depends on the visit, or on what was bought. */
      readonly asksForMore: boolean;
    }
  | { readonly ok: false; readonly reason: string };

export const audienceQuestionSchema = z.object({ audience: z.unknown() });

/** Counts the customers of an audience as it is typed, in Shopify's own segments. */
export async function countAudience(
  { client, currencyCode }: OfferContext,
  { audience }: z.infer<typeof audienceQuestionSchema>,
): Promise<AudienceCount> {
  const parsed = audienceSchema(currencyCode).safeParse(audience);
  if (!parsed.success)
    return { ok: false, reason: parsed.error.issues[0]?.message ?? "Complete the conditions." };
  const query = segmentQuery(parsed.data, currencyCode);
  const counts = await ifAnswered(
    Promise.all([
      countCustomers(client, ""),
      query === null ? null : countCustomers(client, query),
    ]),
  );
  if (counts === null) return { ok: false, reason: SHOPIFY_IS_AWAY };
  const [all, matching] = counts;
  return { ok: true, matching, all, asksForMore: asksForMore(parsed.data) };
}
