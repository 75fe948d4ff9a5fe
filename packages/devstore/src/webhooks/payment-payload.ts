import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { currentTotals } from "../checkout/order-totals.ts";
import { paidBackMinor, refundedGoods } from "../checkout/paid-back.ts";
import { inPresentment, presentmentCurrency } from "../checkout/presentment.ts";
import { financialStatus, outstandingMinor } from "../checkout/payment.ts";
import { numberOf } from "../state/store.ts";
import type { Order, Refund } from "../state/types.ts";

/*
 * How an order is paid and refunded, as REST tells it (shopify.dev, REST Order, Refund and Transaction). Prices of the stand-in are
 * with taxes, and taxes are told apart where an order was imported with them, or the shop knows its rate.
 */

/** Names of gateways: `bogus` is Shopify's for test orders. */
export const GATEWAYS: ReadonlyMap<string, string> = new Map([
  ["gift-card", "gift_card"],
  ["manual", "Cash on Delivery (COD)"],
  ["bogus", "bogus"],
]);

export function gatewayOf({ payment = "card" }: Order): string {
  return GATEWAYS.get(payment) ?? "shopify_payments";
}

export function paymentFields(order: Order, money: (minor: number) => string) {
  return {
    test: order.payment === "bogus",
    financial_status: financialStatus(order).toLowerCase(),
    taxes_included: order.taxes?.areIncluded ?? true,
    payment_gateway_names: [gatewayOf(order)],
    total_outstanding: money(outstandingMinor(order)),
    total_tip_received: money(order.tip?.amountMinor ?? 0),
    total_price: money(currentTotals(order).totalMinor),
  };
}

/** The line of a tip: it has no product, and alone names how it was paid ("tip_payment_gateway: present only on tips"). */
export function tipPayload({ tip, ...order }: Order, money: (minor: number) => string) {
  if (!tip) return [];
  return [
    {
      id: numberOf(tip.lineId),
      admin_graphql_api_id: tip.lineId,
      product_id: null,
      variant_id: null,
      title: "Tip",
      variant_title: null,
      gift_card: false,
      requires_shipping: false,
      quantity: 1,
      current_quantity: 1,
      price: money(tip.amountMinor),
      properties: [],
      discount_allocations: [],
      tip_payment_gateway: gatewayOf({ ...order, payment: order.payment ?? "card" }),
      tip_payment_method: "visa",
    },
  ];
}

/** The money of a refund, and what it differs from its lines. */
export function refundMoney(refund: Refund, order: Order, currencyCode: string) {
  const money = (minor: number) => toDecimal(minor, currencyCode);
  const shopMoney = (minor: number) => ({ amount: money(minor), currency_code: currencyCode });
  const difference = differenceOf(refund, order);
  // Transactions are in what the buyer paid in (shopify.dev, REST Transaction: `in_shop_currency` has to be asked for).
  const paidIn = presentmentCurrency(order, currencyCode);
  const at = order.refunds.findIndex((one) => one.id === refund.id);
  const seen = inPresentment(order, currencyCode).refunds[at] ?? refund;
  return {
    order_adjustments:
      difference === 0
        ? []
        : [
            {
              id: numberOf(refund.id),
              order_id: numberOf(order.id),
              refund_id: numberOf(refund.id),
              amount: money(difference),
              tax_amount: money(0),
              kind: "refund_discrepancy",
              reason: "Refund discrepancy",
            },
          ],
    refund_shipping_lines: refund.shippingMinor
      ? [
          {
            subtotal_amount_set: { shop_money: shopMoney(refund.shippingMinor) },
            tax_amount_set: { shop_money: shopMoney(0) },
          },
        ]
      : [],
    transactions: transactionsOf(seen).map(({ id, amountMinor, status }) => ({
      id: numberOf(id),
      order_id: numberOf(order.id),
      kind: "refund",
      status: status.toLowerCase(),
      gateway: gatewayOf(order),
      amount: toDecimal(amountMinor, paidIn),
      currency: paidIn,
      test: order.payment === "bogus",
    })),
  };
}

/**
 * What was suggested less what was given back: an order adjustment, negative where more was given back (shopify.dev, REST Refund).
 * Units that were taken off before they were paid have none.
 */
export function differenceOf(refund: Refund, { taxes }: Order): number {
  const { goodsMinor, taxMinor, shippingMinor } = refundedGoods([refund]);
  const paidBack = paidBackMinor(refund);
  const addedTaxMinor = (taxes?.areIncluded ?? true) ? 0 : taxMinor;
  return refund.isBeforeFulfillment && paidBack === 0
    ? 0
    : goodsMinor + addedTaxMinor + shippingMinor - paidBack;
}

/** The transactions of a refund; those of before had one. */
export function transactionsOf(refund: Refund): NonNullable<Refund["transactions"]> {
  const id = refund.id.replace("Refund", "OrderTransaction");
  return refund.transactions ?? [{ id, amountMinor: paidBackMinor(refund), status: "SUCCESS" }];
}
