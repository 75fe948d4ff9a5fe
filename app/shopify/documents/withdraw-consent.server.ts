import { z } from "zod";

import { requireNoUserErrors } from "../admin-client.server.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { userErrorsSchema } from "./user-errors.ts";

/**
 * Tells Shopify that a customer wants no more marketing by e-mail. Said twice, it is said once.
 * @param at when they said it
 * @throws {AdminApiRefusal} when Shopify refuses it for good: the customer is gone, or has no address
 */
export async function withdrawConsent(
  client: AdminClient,
  customerId: string,
  at: Date,
): Promise<void> {
  const input = {
    customerId,
    emailMarketingConsent: { marketingState: "UNSUBSCRIBED", consentUpdatedAt: at.toISOString() },
  };
  const { customerEmailMarketingConsentUpdate } = await client.run(
    WITHDRAW_CONSENT,
    { input },
    schema,
  );
  requireNoUserErrors("Unsubscribing a customer", customerEmailMarketingConsentUpdate.userErrors);
}

const schema = z.object({
  customerEmailMarketingConsentUpdate: z.object({ userErrors: userErrorsSchema }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerEmailMarketingConsentUpdate
const WITHDRAW_CONSENT = `#graphql
  mutation WithdrawConsent($input: CustomerEmailMarketingConsentUpdateInput!) {
    customerEmailMarketingConsentUpdate(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`;
