import { z } from "zod";

import type { CombinesWith } from "../../../core/offers/combination-rules.ts";
import type { DiscountClass } from "../../../core/offers/discount-classes.ts";
import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

export interface DiscountInput {
  readonly title: string;
  readonly functionHandle: string;
  readonly discountClasses: readonly DiscountClass[];
  readonly combinesWith: CombinesWith;
  readonly startsAt: string;
}

/** Creates the automatic discount that our Function prices. @returns its id */
export async function createDiscount(client: AdminClient, input: DiscountInput): Promise<string> {
  const { discountAutomaticAppCreate: answer } = await client.run(
    CREATE_DISCOUNT,
    { automaticAppDiscount: { ...input, ...ONE_TIME_PURCHASES } },
    schema,
  );
  requireNoUserErrors("Creating the discount", answer.userErrors);
  return answer.automaticAppDiscount!.discountId;
}

/** Lines on a selling plan keep the terms of their plan, whatever Shopify takes for granted. */
const ONE_TIME_PURCHASES = { appliesOnOneTimePurchase: true, appliesOnSubscription: false };

const schema = z.object({
  discountAutomaticAppCreate: z.object({
    automaticAppDiscount: z.object({ discountId: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountAutomaticAppCreate
const CREATE_DISCOUNT = `#graphql
  mutation CreateDiscount($automaticAppDiscount: DiscountAutomaticAppInput!) {
    discountAutomaticAppCreate(automaticAppDiscount: $automaticAppDiscount) {
      automaticAppDiscount {
        discountId
      }
      userErrors {
        field
        message
      }
    }
  }
`;
