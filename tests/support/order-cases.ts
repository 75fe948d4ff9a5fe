import { orderBody } from "./order-bodies.ts";

/** News of an order as Shopify sends it. */
export interface OrderNewsCase {
  readonly topic: string;
  readonly body: object;
  /** Milliseconds after the first one: what Shopify writes into X-Shopify-Triggered-At. */
  readonly triggeredAfter?: number;
}

/** What is left when all of it was told, in whatever order. */
export interface CountedCase {
  readonly name: string;
  readonly news: readonly OrderNewsCase[];
  readonly points: number;
  readonly revenueMinor: number;
}

const ID = 5_000_001;
const PRICE = "15.80";

/** An order of one burger at 15.80, paid, of which the offer "Kit" took nothing. */
const body = (more: Readonly<Record<string, unknown>> = {}) =>
  orderBody(ID, { price: PRICE, name: "#1001", ...more });
const created = (more = {}): OrderNewsCase => ({ topic: "ORDERS_CREATE", body: body(more) });
const updated = (minute: number, more = {}): OrderNewsCase => ({
  topic: "ORDERS_UPDATED",
  body: body({ updated_at: `2026-11-02T08:${String(minute).padStart(2, "0")}:00Z`, ...more }),
});
const line = body().line_items[0]!;
const tip = {
  ...line,
  id: 2,
  product_id: null,
  variant_id: null,
  price: "20.00",
  title: "Tip",
  discount_allocations: [],
  tip_payment_gateway: "shopify_payments",
  tip_payment_method: "visa",
};

/** A refund in REST's form. @param status of its transaction; null for none */
function refund(more: object, amount: string, status: string | null = "success") {
  const transactions =
    status === null ? [] : [{ id: 2, kind: "refund", status, amount, currency: "EUR" }];
  return {
    id: 70_001,
    order_id: ID,
    refund_line_items: [],
    order_adjustments: [],
    transactions,
    ...more,
  };
}
const ofLine = (subtotal: string) => ({
  refund_line_items: [
    { line_item_id: ID, quantity: 1, subtotal, total_tax: 0, restock_type: "return" },
  ],
});
const refunded = (one: object): OrderNewsCase[] => [
  created(),
  { topic: "REFUNDS_CREATE", body: one },
  updated(10, { financial_status: "partially_refunded", refunds: [one] }),
];

/** Orders that are not simply paid and kept. Points are one for a euro; revenue is the offer's. */
export const COUNTED_CASES: readonly CountedCase[] = [
  { name: "a paid order", news: [created()], points: 15, revenueMinor: 1_580 },
  { name: "a test order", news: [created({ test: true })], points: 0, revenueMinor: 0 },
  {
    name: "an order that is never paid",
    news: [created({ financial_status: "pending" }), updated(59, { financial_status: "voided" })],
    points: 0,
    revenueMinor: 0,
  },
  {
    name: "an order that waits for its money",
    news: [created({ financial_status: "authorized" })],
    points: 0,
    revenueMinor: 0,
  },
  {
    name: "an order that is paid in the end",
    news: [created({ financial_status: "pending" }), updated(9, { financial_status: "paid" })],
    points: 15,
    revenueMinor: 1_580,
  },
  {
    name: "a payment that is voided after it had counted",
    news: [created(), updated(9, { financial_status: "voided" })],
    points: 0,
    revenueMinor: 0,
  },
  {
    name: "an order that is paid in part",
    news: [created({ financial_status: "partially_paid", total_outstanding: "5.80" })],
    points: 10,
    revenueMinor: 1_000,
  },
  {
    name: "money given back without lines",
    news: refunded(
      refund({ order_adjustments: [{ amount: "-15.80", kind: "refund_discrepancy" }] }, PRICE),
    ),
    points: 0,
    revenueMinor: 0,
  },
  {
    name: "a part of the money given back",
    news: refunded(refund({}, "5.80")),
    points: 10,
    revenueMinor: 1_000,
  },
  {
    name: "shipping given back alone",
    news: refunded(
      refund(
        { refund_shipping_lines: [{ subtotal_amount_set: { shop_money: { amount: 4.9 } } }] },
        "4.90",
      ),
    ),
    points: 15,
    revenueMinor: 1_580,
  },
  {
    name: "goods that came back with less than their price",
    news: refunded(refund(ofLine(PRICE), "10.00")),
    points: 5,
    revenueMinor: 580,
  },
  {
    name: "goods that came back without money",
    news: refunded(refund(ofLine(PRICE), PRICE, null)),
    points: 15,
    revenueMinor: 1_580,
  },
  {
    name: "money that did not go back, since the refund failed",
    news: refunded(refund(ofLine(PRICE), PRICE, "failure")),
    points: 15,
    revenueMinor: 1_580,
  },
  {
    name: "a tip",
    news: [created({ line_items: [line, tip], total_tip_received: "20.00" })],
    points: 15,
    revenueMinor: 1_580,
  },
  {
    name: "a customer who is removed from the order",
    news: [created(), updated(1, { customer: null })],
    points: 0,
    revenueMinor: 1_580,
  },
  {
    name: "an order that is deleted",
    news: [created(), { topic: "ORDERS_DELETE", body: { id: ID } }],
    points: 0,
    revenueMinor: 0,
  },
  {
    name: "two states within a second",
    news: [
      { ...created(), triggeredAfter: 100 },
      {
        topic: "ORDERS_CANCELLED",
        body: body({ cancelled_at: "2026-11-02T08:00:00Z", financial_status: "voided" }),
        triggeredAfter: 900,
      },
    ],
    points: 0,
    revenueMinor: 0,
  },
  {
    name: "lists that are null",
    news: [
      created({ shipping_lines: null, discount_codes: null, refunds: null }),
      updated(2, { line_items: [{ ...line, properties: null, gift_card: null }] }),
    ],
    points: 15,
    revenueMinor: 1_580,
  },
];
