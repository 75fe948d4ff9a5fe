import { z } from "zod";

import { chunk } from "../../../core/lists/chunk.ts";
import type { AttributableOrder } from "../../../core/attribution/attribute-order.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { isGift } from "../../../core/follow-ups/gift.ts";
import type { GiftMarks, NamedValue } from "../../../core/follow-ups/gift.ts";
import {
  ALLOCATION_FIELDS,
  allocationSchema,
  codesOf,
  LINE_FIELDS,
  lineSchema,
  PAYMENT_FIELDS,
  paymentOf,
  paymentSchema,
  toDiscount,
  toLines,
} from "./order-fields.ts";
import { pageInfoSchema } from "./page-info.ts";

/** An order as Shopify answers with it. */
export interface FoundOrder {
  readonly order: AttributableOrder;
  /** Units that stand on it now, by line. */
  readonly currentQuantities: ReadonlyMap<string, number>;
  readonly refundIds: readonly string[];
}

/** How much of orders is read in one call. */
interface Reach {
  readonly lines: number;
  readonly shippingLines: number;
}

/** All that one order has, as a rule; the call costs up to 850 of the 1,000 points that one may (shopify.dev, "Rate limits"). */
const ONE_ORDER: Reach = { lines: 70, shippingLines: 10 };
/** Orders in one call, each with what most have: up to 970 points. What has more is read by itself. */
const ORDERS = 12;
const EACH_OF_THEM: Reach = { lines: 5, shippingLines: 2 };

/** An order with all of its lines, and the ids of its refunds; null when it is gone. */
export async function getOrder(client: AdminClient, id: string): Promise<FoundOrder | null> {
  const lines: OrderLine[] = [];
  let after: string | null = null;
  for (;;) {
    const [order] = await readOrders(client, [id], ONE_ORDER, after);
    if (!order) return null;
    lines.push(...order.lineItems.nodes);
    if (!order.lineItems.pageInfo.hasNextPage) return toFoundOrder(order, lines);
    after = order.lineItems.pageInfo.endCursor;
  }
}

/** The same of several orders, by id: one call for twelve, and one for each that has many lines. One that is gone is not in the map. */
export async function getOrders(
  client: AdminClient,
  ids: readonly string[],
): Promise<Map<string, FoundOrder>> {
  const found = new Map<string, FoundOrder>();
  for (const some of chunk(ids, ORDERS)) {
    for (const order of await readOrders(client, some, EACH_OF_THEM, null)) {
      const isWhole = [order.lineItems, order.shippingLines].every(
        ({ pageInfo }) => !pageInfo.hasNextPage,
      );
      const read = isWhole
        ? toFoundOrder(order, order.lineItems.nodes)
        : await getOrder(client, order.id);
      if (read) found.set(order.id, read);
    }
  }
  return found;
}

async function readOrders(
  client: AdminClient,
  ids: readonly string[],
  reach: Reach,
  after: string | null,
): Promise<ReadOrder[]> {
  const { nodes } = await client.run(GET_ORDERS, { ids, ...reach, after }, schema);
  return nodes.filter(isOrder);
}

/** An order in Tandem's terms. @param lines all of its lines */
function toFoundOrder(order: ReadOrder, lines: readonly OrderLine[]): FoundOrder {
  const { id, createdAt, updatedAt, cancelledAt, currencyCode } = order;
  const properties = lines.flatMap((line) => line.customAttributes.map(toNamed));
  const shippingDiscounts = order.shippingLines.nodes.flatMap((line) =>
    line.discountAllocations.map((allocation) => toDiscount(allocation, currencyCode)),
  );
  return {
    order: {
      orderId: id,
      createdAt,
      updatedAt,
      cancelledAt,
      currencyCode,
      ...paymentOf(order),
      ...(order.customer && { customerId: order.customer.id }),
      lines: toLines(lines, order),
      shippingDiscounts,
      ...(isGift(giftMarksOf(order, properties)) && { isGift: true }),
      ...codesOf(order),
    },
    currentQuantities: new Map(lines.map((line) => [line.id, line.currentQuantity])),
    refundIds: order.refunds.map((refund) => refund.id),
  };
}

/** A line of an order that is there, with the units of it that stand. */
const standingLineSchema = lineSchema.extend({ currentQuantity: z.number() });

type OrderLine = z.infer<typeof standingLineSchema>;

const personSchema = z
  .object({
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    company: z.string().nullable(),
  })
  .nullable();
const attributeSchema = z.object({ key: z.string(), value: z.string().nullable() });

const orderSchema = paymentSchema.extend({
  id: z.string(),
  shippingAddress: personSchema,
  billingAddress: personSchema,
  customAttributes: z.array(attributeSchema),
  createdAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  customer: z.object({ id: z.string() }).nullable(),
  lineItems: z.object({ nodes: z.array(standingLineSchema), pageInfo: pageInfoSchema }),
  shippingLines: z.object({
    nodes: z.array(z.object({ discountAllocations: z.array(allocationSchema) })),
    pageInfo: pageInfoSchema,
  }),
  refunds: z.array(z.object({ id: z.string() })),
});

type ReadOrder = z.infer<typeof orderSchema>;

const schema = z.object({
  nodes: z.array(z.union([orderSchema, z.object({}).strict(), z.null()])),
});

/** A node that is no order, or is gone, answers with nothing. */
function isOrder(node: z.infer<typeof schema>["nodes"][number]): node is ReadOrder {
  return node !== null && "lineItems" in node;
}

/** What tells of a gift; of the names, nothing is stored. */
function giftMarksOf(order: ReadOrder, properties: readonly NamedValue[]): GiftMarks {
  return {
    shippedTo: order.shippingAddress,
    chargedTo: order.billingAddress,
    attributes: order.customAttributes.map(toNamed),
    properties,
  };
}

function toNamed({ key, value }: z.infer<typeof attributeSchema>): NamedValue {
  return { name: key, value };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes
const GET_ORDERS = `#graphql
  query GetOrders($ids: [ID!]!, $lines: Int!, $shippingLines: Int!, $after: String) {
    nodes(ids: $ids) {
      ... on Order {
        id
        createdAt
        updatedAt
        cancelledAt
        ${PAYMENT_FIELDS}
        customer {
          id
        }
        shippingAddress {
          firstName
          lastName
          company
        }
        billingAddress {
          firstName
          lastName
          company
        }
        customAttributes {
          key
          value
        }
        lineItems(first: $lines, after: $after) {
          nodes {
            ${LINE_FIELDS}
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        shippingLines(first: $shippingLines) {
          nodes {
            discountAllocations {
              ${ALLOCATION_FIELDS}
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        refunds {
          id
        }
      }
    }
  }
`;
