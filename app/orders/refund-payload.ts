import { globalId } from "@tandem/storefront-kit/ids";
import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import type { RefundedLine } from "../../core/attribution/attribute-order.ts";
import type { RefundMoney } from "../../core/attribution/chargebacks.ts";
import {
  amountSchema,
  countSchema,
  idSchema,
  listOf,
  optionalAmountSchema,
  optionalIdSchema,
  optionalTextSchema,
  shopMoneySchema,
} from "./webhook-fields.ts";

/**
 * What Shopify tells of a refund (shopify.dev, REST Refund). `subtotal` is with taxes where the shop's prices are, `total_tax` beside it
 * where they are not. Shipping is in `refund_shipping_lines` since 2024-10, and was an adjustment of the kind `shipping_refund`
 * before; what else is an adjustment follows of the money. The money is in `transactions`: a refund is "independent from the movement of money" (topic refunds/create).
 */
export const refundSchema = z.object({
  id: idSchema,
  order_id: optionalIdSchema,
  refund_line_items: listOf(
    z.object({
      line_item_id: idSchema,
      quantity: countSchema,
      subtotal: amountSchema,
      total_tax: optionalAmountSchema,
      restock_type: optionalTextSchema,
    }),
  ),
  refund_shipping_lines: listOf(
    z.object({ subtotal_amount_set: shopMoneySchema, tax_amount_set: shopMoneySchema }),
  ),
  order_adjustments: listOf(
    z.object({
      kind: optionalTextSchema,
      amount: optionalAmountSchema,
      tax_amount: optionalAmountSchema,
    }),
  ),
  total_duties_set: shopMoneySchema,
  total_additional_fees_set: shopMoneySchema,
  transactions: listOf(
    z.object({
      kind: optionalTextSchema,
      status: optionalTextSchema,
      amount: optionalAmountSchema,
      currency: optionalTextSchema,
    }),
  ),
});

type Refund = z.infer<typeof refundSchema>;

export interface OrderRefund {
  readonly refundId: string;
  readonly orderId: string;
  readonly lines: readonly RefundedLine[];
  /** Of a chargeback; a refund has none. */
  readonly chargedBackMinor?: number;
  /** Left out for a chargeback, and where the money was told in a currency of which the worth is not known here. */
  readonly money?: RefundMoney;
}

/** A refund in Tandem's terms. @param currencyCode the order's currency */
export function toRefund(refund: Refund, orderId: string, currencyCode: string): OrderRefund {
  const money = moneyOf(refund, currencyCode);
  return {
    refundId: globalId("Refund", refund.id),
    orderId,
    lines: refund.refund_line_items.map((line) => ({
      lineItemId: globalId("LineItem", line.line_item_id),
      quantity: line.quantity,
      subtotalMinor: toMinor(line.subtotal, currencyCode),
      ...(line.restock_type === "cancel" && { isCancelled: true }),
    })),
    ...(money && { money }),
  };
}

function moneyOf(refund: Refund, currencyCode: string): RefundMoney | null {
  const { transactions, order_adjustments: adjustments } = refund;
  const paidBack = transactions.filter(
    ({ kind, status }) => kind === "refund" && status === "success",
  );
  // A buyer's own currency: the Admin API tells what it was in the shop's.
  if (paidBack.some(({ currency }) => currency !== null && currency !== currencyCode)) return null;
  const sumOf = (amounts: readonly (string | number)[]) =>
    amounts.reduce<number>((sum, amount) => sum + toMinor(amount, currencyCode), 0);
  const ofShipping = adjustments.filter(({ kind }) => kind === "shipping_refund");
  return {
    paidBackMinor: sumOf(paidBack.map((one) => one.amount)),
    shippingMinor:
      sumOf(refund.refund_shipping_lines.map((line) => line.subtotal_amount_set)) +
      Math.abs(sumOf(ofShipping.map((one) => one.amount))) +
      sumOf([refund.total_duties_set, refund.total_additional_fees_set]),
    taxMinor:
      sumOf(refund.refund_line_items.map((line) => line.total_tax)) +
      sumOf(refund.refund_shipping_lines.map((line) => line.tax_amount_set)) +
      Math.abs(sumOf(ofShipping.map((one) => one.tax_amount))),
  };
}
