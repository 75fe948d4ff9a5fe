import { z } from "zod";

import { addedFrom, OFFER_PROPERTY } from "../../../core/attribution/attribute-order.ts";
import type {
  AllocatedDiscount,
  AttributableLine,
  AttributableOrder,
} from "../../../core/attribution/attribute-order.ts";
import { findTips } from "../../../core/attribution/find-tips.ts";
import { toMinor } from "../../../core/money/decimal.ts";
import type { AdminClient } from "../admin-client.server.ts";
import { isGift } from "../../../core/follow-ups/gift.ts";
import type { GiftMarks, NamedValue } from "../../../core/follow-ups/gift.ts";
import { moneyBagSchema, pageInfoSchema } from "./page-info.ts";

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
        ...(order.discountCodes.length > 0 && {
          discountCodes: order.discountCodes.map((code) => code.toUpperCase()),
        }),
      },
      currentQuantities,
      refundIds: order.refunds.map((refund) => refund.id),
    };
  }
}

export const allocationSchema = z.object({
  allocatedAmountSet: moneyBagSchema,
  discountApplication: z.object({
    title: z.string().optional(),
    targetSelection: z.string().optional(),
  }),
});

export const lineSchema = z.object({
  id: z.string(),
  quantity: z.number(),
  originalUnitPriceSet: moneyBagSchema,
  variant: z.object({ id: z.string() }).nullable(),
  product: z.object({ id: z.string() }).nullable(),
  isGiftCard: z.boolean(),
  requiresShipping: z.boolean(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
  discountAllocations: z.array(allocationSchema),
});

type OrderLine = z.infer<typeof lineSchema>;

/**
 * What of an order says whether, and of what, it counts. Files that Shopify wrote for an older version of Tandem have none of it;
 * what is left out is nothing.
 */
export const paymentSchema = z.object({
  name: z.string().nullish(),
  currencyCode: z.string(),
  test: z.boolean().nullish(),
  displayFinancialStatus: z.string().nullish(),
  taxesIncluded: z.boolean().nullish(),
  totalOutstandingSet: moneyBagSchema.nullish(),
  totalTipReceivedSet: moneyBagSchema.nullish(),
});

type Payment = z.infer<typeof paymentSchema>;

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
      discountCodes: z.array(z.string()),
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

/** Whether and how an order is paid, and its name. */
export function paymentOf(order: Payment) {
  const { name, test, displayFinancialStatus: financialStatus, taxesIncluded } = order;
  const outstandingMinor = minorOf(order.totalOutstandingSet, order.currencyCode);
  return {
    ...(name && { name }),
    ...(test && { isTest: true }),
    ...(financialStatus && { financialStatus }),
    ...(financialStatus === "PARTIALLY_PAID" && outstandingMinor > 0 && { outstandingMinor }),
    ...(taxesIncluded && { taxesIncluded: true }),
  };
}

function minorOf(bag: Payment["totalOutstandingSet"], currencyCode: string): number {
  return bag ? toMinor(bag.shopMoney.amount, currencyCode) : 0;
}

/** All lines of an order in Tandem's terms. */
export function toLines(
  lines: readonly OrderLine[],
  { currencyCode, totalTipReceivedSet }: Payment,
): AttributableLine[] {
  const read = lines.map((line) => toLine(line, currencyCode));
  const tips = findTips(
    read.map(({ lineItemId, quantity, unitPriceMinor, productId, variantId }) => ({
      lineItemId,
      hasProduct: productId !== undefined || variantId !== undefined,
      amountMinor: quantity * unitPriceMinor,
    })),
    minorOf(totalTipReceivedSet, currencyCode),
  );
  return read.map((line) => (tips.has(line.lineItemId) ? { ...line, isTip: true } : line));
}

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

/** A line in Tandem's terms. */
function toLine(line: OrderLine, currencyCode: string): AttributableLine {
  return {
    lineItemId: line.id,
    quantity: line.quantity,
    unitPriceMinor: toMinor(line.originalUnitPriceSet.shopMoney.amount, currencyCode),
    ...(line.variant && { variantId: line.variant.id }),
    ...(line.product && { productId: line.product.id }),
    ...(line.isGiftCard && { isGiftCard: true }),
    ...(!line.requiresShipping && { requiresShipping: false as const }),
    ...addedFrom(line.customAttributes.find((one) => one.key === OFFER_PROPERTY)?.value),
    discounts: line.discountAllocations.map((allocation) => toDiscount(allocation, currencyCode)),
  };
}

/** What a discount takes off a line, or off shipping. */
export function toDiscount(
  { allocatedAmountSet, discountApplication }: z.infer<typeof allocationSchema>,
  currencyCode: string,
): AllocatedDiscount {
  return {
    title: discountApplication.title ?? "",
    amountMinor: toMinor(allocatedAmountSet.shopMoney.amount, currencyCode),
    ...(discountApplication.targetSelection === "ALL" && { isOffOrder: true }),
  };
}

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/order
const GET_ORDER = `#graphql
  query GetOrder($id: ID!, $after: String) {
    order(id: $id) {
      createdAt
      updatedAt
      cancelledAt
      name
      currencyCode
      test
      displayFinancialStatus
      taxesIncluded
      totalOutstandingSet {
        shopMoney {
          amount
        }
      }
      totalTipReceivedSet {
        shopMoney {
          amount
        }
      }
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
      discountCodes
      lineItems(first: 70, after: $after) {
        nodes {
          id
          quantity
          currentQuantity
          variant {
            id
          }
          product {
            id
          }
          isGiftCard
          requiresShipping
          customAttributes {
            key
            value
          }
          originalUnitPriceSet {
            shopMoney {
              amount
            }
          }
          discountAllocations {
            ...Allocation
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      shippingLines(first: 10) {
        nodes {
          discountAllocations {
            ...Allocation
          }
        }
      }
      refunds {
        id
      }
    }
  }

  fragment Allocation on DiscountAllocation {
    allocatedAmountSet {
      shopMoney {
        amount
      }
    }
    discountApplication {
      ... on AutomaticDiscountApplication {
        title
        targetSelection
      }
    }
  }
`;
