import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import type { DiscountInput } from "./create-discount.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/** Changes the automatic discount's classes, and with what it combines. */
export async function updateDiscount(
  client: AdminClient,
  id: string,
  change: Pick<DiscountInput, "combinesWith" | "discountClasses">,
): Promise<void> {
  const { discountAutomaticAppUpdate: answer } = await client.run(
    UPDATE_DISCOUNT,
    { id, automaticAppDiscount: change },
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
