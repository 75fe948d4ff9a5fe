import fc from "fast-check";
import { expect, test } from "vitest";

import {
  parseChargebackPayload,
  parseCustomerPayload,
  parseOrderPayload,
  parseRefundPayload,
} from "./webhook-payloads.server.ts";

const REFUND = {
  id: 7,
  order_id: 5,
  refund_line_items: [
    { line_item_id: 1, quantity: 1, subtotal: 5, total_tax: 1, restock_type: "return" },
  ],
  refund_shipping_lines: [
    {
      subtotal_amount_set: { shop_money: { amount: "2.00" } },
      tax_amount_set: { shop_money: { amount: "0.40" } },
    },
  ],
  order_adjustments: [{ kind: "refund_discrepancy", amount: "-1.00", tax_amount: "-0.20" }],
  total_duties_set: { shop_money: { amount: "1.00" } },
  total_additional_fees_set: { shop_money: { amount: "1.00" } },
  transactions: [{ kind: "refund", status: "success", amount: "10.60", currency: "EUR" }],
};

const ORDER = {
  id: 5,
  name: "#1001",
  created_at: "2026-11-02T08:00:00Z",
  updated_at: "2026-11-02T08:00:00Z",
  cancelled_at: "2026-11-02T09:00:00Z",
  currency: "EUR",
  test: true,
  financial_status: "partially_paid",
  taxes_included: true,
  total_outstanding: "4.00",
  total_tip_received: "3.00",
  checkout_token: "token",
  customer: { id: 7001 },
  email: "buyer@example.com",
  shipping_address: { address1: "Street 1", zip: "10115", country_code: "DE" },
  discount_codes: [{ code: "ten" }],
  line_items: [
    {
      id: 1,
      quantity: 2,
      current_quantity: 1,
      price: "10.00",
      variant_id: 3,
      product_id: 4,
      gift_card: true,
      properties: [{ name: "_tandem", value: "kit" }],
      discount_allocations: [{ amount: "1.00", discount_application_index: 0 }],
      tip_payment_gateway: "shopify_payments",
      tip_payment_method: "visa",
    },
  ],
  shipping_lines: [{ discount_allocations: [{ amount: "1.00", discount_application_index: 0 }] }],
  discount_applications: [{ type: "automatic", title: "Kit", target_selection: "explicit" }],
  refunds: [REFUND],
};

const DISPUTE = {
  id: 9,
  order_id: 5,
  type: "chargeback",
  amount: "1.00",
  currency: "EUR",
  status: "lost",
};

const CUSTOMER = {
  id: 7001,
  state: "enabled",
  created_at: "2026-11-02T08:00:00Z",
  updated_at: "2026-11-02T09:00:00Z",
};

/** Paths of what Shopify may leave out. */
const ORDER_OPTIONAL = [
  "name cancelled_at test financial_status taxes_included total_outstanding total_tip_received",
  "checkout_token customer customer.id email shipping_address shipping_address.address1",
  "shipping_address.zip shipping_address.country_code discount_codes discount_codes.0.code line_items",
  "line_items.0.current_quantity line_items.0.variant_id line_items.0.product_id line_items.0.gift_card",
  "line_items.0.properties line_items.0.properties.0.value line_items.0.discount_allocations",
  "line_items.0.tip_payment_gateway line_items.0.tip_payment_method shipping_lines",
  "shipping_lines.0.discount_allocations discount_applications discount_applications.0.type",
  "discount_applications.0.title discount_applications.0.target_selection refunds",
].flatMap((line) => line.split(" "));
const REFUND_OPTIONAL = [
  "refund_line_items refund_line_items.0.total_tax refund_line_items.0.restock_type",
  "refund_shipping_lines refund_shipping_lines.0.subtotal_amount_set",
  "refund_shipping_lines.0.tax_amount_set.shop_money order_adjustments order_adjustments.0.kind",
  "order_adjustments.0.amount order_adjustments.0.tax_amount total_duties_set",
  "total_additional_fees_set transactions transactions.0.kind transactions.0.status",
  "transactions.0.amount transactions.0.currency",
].flatMap((line) => line.split(" "));

type Nothing = "null" | "absent" | "empty";

/** The body with nothing at a path, where the path is still there. */
function without(body: unknown, path: string, way: Nothing): void {
  const keys = path.split(".");
  let at = body;
  for (const key of keys.slice(0, -1)) at = at && (at as Record<string, unknown>)[key];
  if (typeof at !== "object" || at === null) return;
  const key = keys.at(-1)!;
  const fields = at as Record<string, unknown>;
  if (way === "absent") delete fields[key];
  else fields[key] = way === "null" ? null : emptyLike(fields[key]);
}

function emptyLike(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  // An object that is empty is one without its fields; a number or a flag has no empty form but nothing.
  if (typeof value === "string") return "";
  return null;
}

/** All numbers as text, and amounts that are text as numbers. */
function otherwise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => otherwise(one));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, otherwise(one)]));
  if (typeof value === "number") return String(value);
  return typeof value === "string" && /^-?\d+\.\d\d$/.test(value) ? Number(value) : value;
}

const read = (parse: (body: unknown) => unknown, body: unknown) => parse(body);

test.each([
  ["an order", ORDER, ORDER_OPTIONAL, parseOrderPayload],
  ["a refund", REFUND, REFUND_OPTIONAL, (body: unknown) => parseRefundPayload(body, "EUR")],
  ["a dispute", DISPUTE, ["order_id"], parseChargebackPayload],
  ["a customer", CUSTOMER, ["state", "updated_at"], parseCustomerPayload],
])(
  "P36: what %s leaves out is null, absent or empty, which is one thing",
  (_what, body, paths, parse) => {
    fc.assert(
      fc.property(fc.subarray(paths, { minLength: 1 }), (left) => {
        const ways = (["null", "absent", "empty"] as const).map((way) => {
          const changed = structuredClone(body);
          for (const path of left) without(changed, path, way);
          return read(parse, changed);
        });
        expect(ways[1]).toEqual(ways[0]);
        expect(ways[2]).toEqual(ways[0]);
      }),
      { numRuns: 300 },
    );
  },
);

test.each([
  ["an order", ORDER, parseOrderPayload],
  ["a refund", REFUND, (body: unknown) => parseRefundPayload(body, "EUR")],
  ["a dispute", DISPUTE, parseChargebackPayload],
  ["a customer", CUSTOMER, parseCustomerPayload],
])("P36: %s reads the same with numbers as text and amounts as numbers", (_what, body, parse) => {
  expect(read(parse, otherwise(body))).toEqual(read(parse, body));
});
