import { z } from "zod";

import type { EmailConsent } from "../../../core/follow-ups/rules.ts";
import type { AdminClient } from "../admin-client.server.ts";

/** Who ordered, as far as a mail needs it. It is read when the mail is sent, and nothing of it is stored. */
export interface Recipient {
  /** As the buyer knows it: #1001. */
  readonly orderName: string;
  /** Of the checkout: "de", "pt-BR"; null where Shopify does not tell. */
  readonly locale: string | null;
  /** IANA name, by the address; null without one, or where Shopify does not let us see it. */
  readonly timeZone: string | null;
  /** Null where the customer is gone, or has no address that we may see. */
  readonly email: string | null;
  readonly consent: EmailConsent;
}

export interface ShopIdentity {
  readonly name: string;
  /** With its scheme. */
  readonly storefrontUrl: string;
}

/** Orders that are asked for in one call: it stays well below a single query's cost limit of 1,000. */
export const RECIPIENTS_PER_CALL = 50;

/**
 * Whose orders they are, by order id; an order that is gone is not in the map.
 * @param orderIds at most {@link RECIPIENTS_PER_CALL}
 */
export async function getRecipients(
  client: AdminClient,
  orderIds: readonly string[],
): Promise<{ shop: ShopIdentity; recipients: Map<string, Recipient> }> {
  const { nodes, shop } = await client.run(GET_RECIPIENTS, { orderIds }, schema);
  const orders = nodes.filter(isOrder);
  const recipients = new Map(orders.map((node) => [node.id, toRecipient(node)]));
  return { shop: { name: shop.name, storefrontUrl: shop.primaryDomain.url }, recipients };
}

export async function getShopIdentity(client: AdminClient): Promise<ShopIdentity> {
  return (await getRecipients(client, [])).shop;
}

const placeSchema = z.object({ timeZone: z.string().nullable() }).nullable();
const orderSchema = z.object({
  id: z.string(),
  name: z.string(),
  customerLocale: z.string().nullable(),
  shippingAddress: placeSchema,
  customer: z
    .object({
      defaultEmailAddress: z
        .object({
          emailAddress: z.string(),
          marketingState: z.string(),
          marketingOptInLevel: z.string().nullable(),
          marketingUpdatedAt: z.string().nullable(),
        })
        .nullable(),
      defaultAddress: placeSchema,
    })
    .nullable(),
});
const schema = z.object({
  shop: z.object({ name: z.string(), primaryDomain: z.object({ url: z.string() }) }),
  nodes: z.array(z.union([orderSchema, z.object({}).strict(), z.null()])),
});

/** A node that is no order, or is gone, answers with nothing. */
function isOrder(
  node: z.infer<typeof schema>["nodes"][number],
): node is z.infer<typeof orderSchema> {
  return node !== null && "name" in node;
}

function toRecipient({
  name,
  customerLocale,
  shippingAddress,
  customer,
}: z.infer<typeof orderSchema>): Recipient {
  const address = customer?.defaultEmailAddress;
  return {
    orderName: name,
    locale: customerLocale,
    timeZone: shippingAddress?.timeZone ?? customer?.defaultAddress?.timeZone ?? null,
    email: address?.emailAddress ?? null,
    consent: {
      state: address?.marketingState ?? "NOT_SUBSCRIBED",
      optInLevel: address?.marketingOptInLevel ?? null,
      updatedAt: address?.marketingUpdatedAt ?? null,
    },
  };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_RECIPIENTS = `#graphql
  query GetRecipients($orderIds: [ID!]!) {
    nodes(ids: $orderIds) {
      ... on Order {
        id
        name
        customerLocale
        shippingAddress {
          timeZone
        }
        customer {
          defaultEmailAddress {
            emailAddress
            marketingState
            marketingOptInLevel
            marketingUpdatedAt
          }
          defaultAddress {
            timeZone
          }
        }
      }
    }
    shop {
      name
      primaryDomain {
        url
      }
    }
  }
`;
