import { z } from "zod";

import { eachIfAnswered, SHOPIFY_IS_AWAY } from "../shopify/if-answered.server.ts";
import { changeStatus } from "./save-offer.server.ts";
import type { OfferContext } from "./save-offer.server.ts";

export const bulkSchema = z.object({
  ids: z.array(z.string()).min(1).max(250),
  status: z.enum(["active", "paused", "archived"]),
});

/** Changes the status of several offers; those that cannot are left as they were, and named. */
export async function bulkChange(
  context: OfferContext,
  { ids, status }: z.infer<typeof bulkSchema>,
) {
  const refused: string[] = [];
  for (const outcome of await eachIfAnswered(ids, (id) =>
    changeStatus(context, id, null, status),
  )) {
    if (outcome === null) refused.push(SHOPIFY_IS_AWAY);
    else if (!outcome.ok)
      refused.push(
        outcome.issues.find((issue) => issue.severity === "error")?.message ??
          "It could not be changed.",
      );
  }
  const changed = ids.length - refused.length;
  const done = `${changed} of ${ids.length} ${ids.length === 1 ? "offer" : "offers"} changed.`;
  return { message: [done, ...new Set(refused)].join(" "), isError: refused.length > 0 };
}
