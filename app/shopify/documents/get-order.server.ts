import { z } from "zod";

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
import type { OrderLine } from "./order-fields.ts";
import { pageInfoSchema } from "./page-info.ts";

/** An order with all of its lines, and the ids of its refunds; null when it is gone. */
export async function getOrder(
  client: AdminClient,
  id: string,
): Promise<{
  order: AttributableOrder;
  /** Units that stand on it now, by line. */
  currentQuantities: Map<string, number>;
  refundIds: string[];
} | null> {
  const lines: OrderLine[] = [];
  const properties: NamedValue[] = [];
  const currentQuantities = new Map<string, number>();
  let after: string | null = null;
  for (;;) {
    const { order }: z.infer<typeof schema> = await client.run(GET_ORDER, { id, after }, schema);
    if (!order) return null;
    lines.push(...order.lineItems.nodes);
    for (const line of order.lineItems.nodes) {
      currentQuantities.set(line.id, line.currentQuantity);
      properties.push(...line.customAttributes.map(toNamed));
    }
    if (order.lineItems.pageInfo.hasNextPage) {
      after = order.lineItems.pageInfo.endCursor;
      continue;
    }
    const { createdAt, updatedAt, cancelledAt, currencyCode } = order;
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
      currentQuantities,
      refundIds: order.refunds.map((refund) => refund.id),
    };
  }
}

const personSchema = z
  .object({
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    company: z.string().nullable(),
  })
  .nullable();
const attributeSchema = z.object({ key: z.string(), value: z.string().nullable() });

const schema = z.object({
  order: paymentSchema
    .extend({
      shippingAddress: personSchema,
      billingAddress: personSchema,
      customAttributes: z.array(attributeSchema),
      createdAt: z.string(),
      updatedAt: z.string(),
      cancelledAt: z.string().nullable(),
      customer: z.object({ id: z.string() }).nullable(),
      lineItems: z.object({
        nodes: z.array(lineSchema.extend({ currentQuantity: z.number() })),
        pageInfo: pageInfoSchema,
      }),
      shippingLines: z.object({
        nodes: z.array(z.object({ discountAllocations: z.array(allocationSchema) })),
      }),
      refunds: z.array(z.object({ id: z.string() })),
    })
    .nullable(),
});

/** What tells of a gift; of the names, nothing is stored. */
function giftMarksOf(
  order: NonNullable<z.infer<typeof schema>["order"]>,
  properties: readonly NamedValue[],
): GiftMarks {
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

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/order
const GET_ORDER = `#graphql
  query GetOrder($id: ID!, $after: String) {
    order(id: $id) {
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
      lineItems(first: 70, after: $after) {
        nodes {
          ${LINE_FIELDS}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      shippingLines(first: 10) {
        nodes {
          discountAllocations {
            ${ALLOCATION_FIELDS}
          }
        }
      }
      refunds {
        id
      }
    }
  }
`;
