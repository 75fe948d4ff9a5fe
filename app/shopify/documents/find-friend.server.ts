import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/** How a customer is known: one of them. */
export type CustomerIdentifier = { readonly id: string } | { readonly emailAddress: string };

/** What tells whether somebody is new here. Tandem stores none of it. */
export interface FoundCustomer {
  readonly id: string;
  readonly email: string | null;
  /** Orders that they have made in their lifetime, also before Tandem was there. */
  readonly orders: number;
}

/** A friend, and the customer who brought them; null for whom Shopify does not know. */
export async function findFriend(
  client: AdminClient,
  friend: CustomerIdentifier,
  referrerId: string,
): Promise<{ friend: FoundCustomer | null; referrer: FoundCustomer | null }> {
  const variables = { friend, referrer: { id: referrerId } };
  const found = await client.run(FIND_FRIEND, variables, foundSchema);
  return { friend: toFound(found.friend), referrer: toFound(found.referrer) };
}

const customerSchema = z
  .object({
    id: z.string(),
    // An UnsignedInt64 comes as text.
    numberOfOrders: z.coerce.number().int().nonnegative(),
    defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
  })
  .nullable();
const foundSchema = z.object({ friend: customerSchema, referrer: customerSchema });

function toFound(node: z.infer<typeof customerSchema>): FoundCustomer | null {
  if (!node) return null;
  const email = node.defaultEmailAddress?.emailAddress ?? null;
  return { id: node.id, email, orders: node.numberOfOrders };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customerByIdentifier
const FIND_FRIEND = `#graphql
  query FindFriend($friend: CustomerIdentifierInput!, $referrer: CustomerIdentifierInput!) {
    friend: customerByIdentifier(identifier: $friend) {
      ...KnownAs
    }
    referrer: customerByIdentifier(identifier: $referrer) {
      ...KnownAs
    }
  }
  fragment KnownAs on Customer {
    id
    numberOfOrders
    defaultEmailAddress {
      emailAddress
    }
  }
`;
