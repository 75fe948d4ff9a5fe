import { z } from "zod";

import type { FulfilledLine, Fulfillment } from "../../../core/follow-ups/fulfillment.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { pageInfoSchema } from "./page-info.ts";

/** Orders in one call: with their fulfillments, well below the thousand points that one may cost. */
const PAGE = 50;

/**
 * The fulfillments of orders, up to fifteen of each, by order id, without what is in them, which would cost many times as much of the shop's limit of
 * calls. An order that is gone is not in the map.
 */
export async function getFulfillments(
  client: AdminClient,
  orderIds: readonly string[],
): Promise<Map<string, Fulfillment[]>> {
  const byOrder = new Map<string, Fulfillment[]>();
  for (let start = 0; start < orderIds.length; start += PAGE) {
    const variables = { orderIds: orderIds.slice(start, start + PAGE) };
    const { nodes } = await client.run(GET_FULFILLMENTS, variables, schema);
    for (const node of nodes)
      if (isOrder(node)) byOrder.set(node.id, node.fulfillments.map(toFulfillment));
  }
  return byOrder;
}

/** What is in a fulfillment; null where it is gone. */
export async function getFulfilledLines(
  client: AdminClient,
  id: string,
): Promise<FulfilledLine[] | null> {
  const lines: FulfilledLine[] = [];
  let after: string | null = null;
  for (;;) {
    const { fulfillment }: LinesAnswer = await client.run(
      GET_FULFILLED_LINES,
      { id, after },
      linesSchema,
    );
    if (!fulfillment) return null;
    const { nodes, pageInfo }: LinesPage = fulfillment.fulfillmentLineItems;
    for (const { lineItem, quantity } of nodes)
      lines.push({ lineItemId: lineItem.id, quantity: quantity ?? 0 });
    if (!pageInfo.hasNextPage) return lines;
    after = pageInfo.endCursor;
  }
}

const fulfillmentSchema = z.object({
  id: z.string(),
  status: z.string(),
  displayStatus: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  deliveredAt: z.string().nullable(),
  requiresShipping: z.boolean(),
});

/** How Shopify shows a fulfillment of which nobody has told anything since (FulfillmentDisplayStatus). */
const UNTOLD: readonly (string | null)[] = [
  "FULFILLED",
  "MARKED_AS_FULFILLED",
  "SUBMITTED",
  "CANCELED",
];

/** In the words of webhooks, which say the same in lower case. */
function toFulfillment(node: z.infer<typeof fulfillmentSchema>): Fulfillment {
  const { id, displayStatus, createdAt, updatedAt, requiresShipping } = node;
  const shipmentStatus = UNTOLD.includes(displayStatus) ? null : displayStatus;
  const hasArrived = shipmentStatus === "DELIVERED" || shipmentStatus === "PICKED_UP";
  return {
    fulfillmentId: id,
    status: node.status.toLowerCase(),
    shipmentStatus: shipmentStatus?.toLowerCase() ?? null,
    createdAt,
    updatedAt,
    deliveredAt: hasArrived ? (node.deliveredAt ?? updatedAt) : null,
    requiresShipping,
    lines: null,
  };
}

const orderSchema = z.object({ id: z.string(), fulfillments: z.array(fulfillmentSchema) });
const schema = z.object({
  nodes: z.array(z.union([orderSchema, z.object({}).strict(), z.null()])),
});

/** A node that is no order, or is gone, answers with nothing. */
function isOrder(
  node: z.infer<typeof schema>["nodes"][number],
): node is z.infer<typeof orderSchema> {
  return node !== null && "fulfillments" in node;
}

const linesSchema = z.object({
  fulfillment: z
    .object({
      fulfillmentLineItems: z.object({
        nodes: z.array(
          z.object({ quantity: z.number().nullable(), lineItem: z.object({ id: z.string() }) }),
        ),
        pageInfo: pageInfoSchema,
      }),
    })
    .nullable(),
});

type LinesAnswer = z.infer<typeof linesSchema>;
type LinesPage = NonNullable<LinesAnswer["fulfillment"]>["fulfillmentLineItems"];

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_FULFILLMENTS = `#graphql
  query GetFulfillments($orderIds: [ID!]!) {
    nodes(ids: $orderIds) {
      ... on Order {
        id
        fulfillments(first: 15) {
          id
          status
          displayStatus
          createdAt
          updatedAt
          deliveredAt
          requiresShipping
        }
      }
    }
  }
`;

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/fulfillment
const GET_FULFILLED_LINES = `#graphql
  query GetFulfilledLines($id: ID!, $after: String) {
    fulfillment(id: $id) {
      fulfillmentLineItems(first: 100, after: $after) {
        nodes {
          quantity
          lineItem {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
