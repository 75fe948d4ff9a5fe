import { z } from "zod";

import type { EmailConsent } from "../../../core/follow-ups/rules.ts";
import type { AdminClient } from "../admin-client.server.ts";

/** What a customer says to marketing by e-mail now; null where they are gone, or have no address. */
export async function getConsent(
  client: AdminClient,
  customerId: string,
): Promise<EmailConsent | null> {
  const { customer } = await client.run(GET_CONSENT, { customerId }, schema);
  const address = customer?.defaultEmailAddress;
  if (!address) return null;
  const { marketingState, marketingOptInLevel, marketingUpdatedAt } = address;
  return { state: marketingState, optInLevel: marketingOptInLevel, updatedAt: marketingUpdatedAt };
}

const schema = z.object({
  customer: z
    .object({
      defaultEmailAddress: z
        .object({
          marketingState: z.string(),
          marketingOptInLevel: z.string().nullable(),
          marketingUpdatedAt: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customer
const GET_CONSENT = `#graphql
  query GetConsent($customerId: ID!) {
    customer(id: $customerId) {
      defaultEmailAddress {
        marketingState
        marketingOptInLevel
        marketingUpdatedAt
      }
    }
  }
`;
