import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { FulfilledLine, Fulfillment } from "../../../core/follow-ups/fulfillment.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { pageInfoSchema } from "./page-info.ts";

/** Orders in one call: with their fulfillments, well below the thousand points that one may cost. */
const PAGE = 50;
/** Lines of a fulfillment in one call. */
const MOST_LINES = 100;
/** Fulfillments in one call, each with as many lines as most have: up to 850 points. */
const PARCELS = 25;
const LINES_OF_EACH = 10;

/**
 * The fulfillments of orders, up to fifteen of each, by order id, without what is in them, which would cost many times as much of the shop's limit of
 * calls. An order that is gone is not in the map.
 */
export async function getFulfillments(
  client: AdminClient,
  orderIds: readonly string[],
): Promise<Map<string, Fulfillment[]>> {
  const byOrder = new Map<string, Fulfillment[]>();
  for (const some of chunk(orderIds, PAGE)) {
    const { nodes } = await client.run(GET_FULFILLMENTS, { orderIds: some }, schema);
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
    const [page] = await readContents(client, [id], MOST_LINES, after);
    if (!page) return null;
    lines.push(...toLines(page));
    const { hasNextPage, endCursor } = page.fulfillmentLineItems.pageInfo;
    if (!hasNextPage) return lines;
    after = endCursor;
  }
}

/** The same of several, by id: one call for 25, and one for each that has many lines. One that is gone is not in the map. */
export async function getContents(
  client: AdminClient,
  ids: readonly string[],
): Promise<Map<string, FulfilledLine[]>> {
  const contents = new Map<string, FulfilledLine[]>();
  for (const some of chunk(ids, PARCELS)) {
    for (const page of await readContents(client, some, LINES_OF_EACH, null)) {
      const lines = page.fulfillmentLineItems.pageInfo.hasNextPage
        ? await getFulfilledLines(client, page.id)
        : toLines(page);
      if (lines) contents.set(page.id, lines);
    }
  }
  return contents;
}

async function readContents(
  client: AdminClient,
  ids: readonly string[],
  lines: number,
  after: string | null,
): Promise<Contents[]> {
  const { nodes } = await client.run(GET_FULFILLED_LINES, { ids, lines, after }, contentsSchema);
  return nodes.filter((node): node is Contents => node !== null && "fulfillmentLineItems" in node);
}

function toLines({ fulfillmentLineItems }: Contents): FulfilledLine[] {
  return fulfillmentLineItems.nodes.map(({ lineItem, quantity }) => ({
    lineItemId: lineItem.id,
    quantity: quantity ?? 0,
  }));
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

const oneContentsSchema = z.object({
  id: z.string(),
  fulfillmentLineItems: z.object({
    nodes: z.array(
      z.object({ quantity: z.number().nullable(), lineItem: z.object({ id: z.string() }) }),
    ),
    pageInfo: pageInfoSchema,
  }),
});
const contentsSchema = z.object({
  nodes: z.array(z.union([oneContentsSchema, z.object({}).strict(), z.null()])),
});

type Contents = z.infer<typeof oneContentsSchema>;

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

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_FULFILLED_LINES = `#graphql
  query GetFulfilledLines($ids: [ID!]!, $lines: Int!, $after: String) {
    nodes(ids: $ids) {
      ... on Fulfillment {
        id
        fulfillmentLineItems(first: $lines, after: $after) {
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
  }
`;
