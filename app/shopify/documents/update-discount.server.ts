import { z } from "zod";

import type { CombinesWith } from "../../../core/offers/combination-rules.ts";
import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/** Changes with what the automatic discount combines. */
export async function updateDiscount(
  client: AdminClient,
  id: string,
  combinesWith: CombinesWith,
): Promise<void> {
  const { discountAutomaticAppUpdate: answer } = await client.run(
    UPDATE_DISCOUNT,
    { id, automaticAppDiscount: { combinesWith } },
    schema,
  );
  requireNoUserErrors("Changing the discount", answer.userErrors);
}

const schema = z.object({
  discountAutomaticAppUpdate: z.object({ userErrors: userErrorsSchema }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountAutomaticAppUpdate
const UPDATE_DISCOUNT = `#graphql
  mutation UpdateDiscount($id: ID!, $automaticAppDiscount: DiscountAutomaticAppInput!) {
    discountAutomaticAppUpdate(id: $id, automaticAppDiscount: $automaticAppDiscount) {
      userErrors {
        field
        message
      }
    }
  }
`;
