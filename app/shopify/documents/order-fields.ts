import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { addedFrom, OFFER_PROPERTY } from "../../../core/attribution/attribute-order.ts";
import type {
  AllocatedDiscount,
  AttributableLine,
} from "../../../core/attribution/attribute-order.ts";
import { findTips } from "../../../core/attribution/find-tips.ts";
import { moneyBagSchema } from "./page-info.ts";

/*
 * What is read of an order wherever it is read: by itself, or in the file of all. The fields are text that documents take in, since
 * Shopify does not say whether a bulk operation takes fragments.
 */

export const allocationSchema = z.object({
  allocatedAmountSet: moneyBagSchema,
  discountApplication: z.object({
    title: z.string().optional(),
    targetSelection: z.string().optional(),
  }),
});

/** What is known of a line. The units that stand on the order now are not in files that Shopify wrote for an older version of Tandem. */
export const lineSchema = z.object({
  id: z.string(),
  quantity: z.number(),
  currentQuantity: z.number().nullish(),
  originalUnitPriceSet: moneyBagSchema,
  variant: z.object({ id: z.string() }).nullable(),
  product: z.object({ id: z.string() }).nullable(),
  isGiftCard: z.boolean(),
  requiresShipping: z.boolean(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
  discountAllocations: z.array(allocationSchema),
});

export type OrderLine = z.infer<typeof lineSchema>;

/**
 * What of an order says whether, and of what, it counts, and how it is known. Files that Shopify wrote for an older version of
 * Tandem have none of it; what is left out is nothing.
 */
export const paymentSchema = z.object({
  name: z.string().nullish(),
  discountCodes: z.array(z.string()).nullish(),
  currencyCode: z.string(),
  test: z.boolean().nullish(),
  displayFinancialStatus: z.string().nullish(),
  taxesIncluded: z.boolean().nullish(),
  totalOutstandingSet: moneyBagSchema.nullish(),
  totalTipReceivedSet: moneyBagSchema.nullish(),
});

type Payment = z.infer<typeof paymentSchema>;

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

/** Codes that it was bought with, as customers may have typed them. */
export function codesOf({ discountCodes }: Payment): { discountCodes?: string[] } {
  if (!discountCodes || discountCodes.length === 0) return {};
  return { discountCodes: discountCodes.map((code) => code.toUpperCase()) };
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

export const ALLOCATION_FIELDS = `
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
`;

export const LINE_FIELDS = `
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
    ${ALLOCATION_FIELDS}
  }
`;

export const PAYMENT_FIELDS = `
  name
  discountCodes
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
`;
