import { expect, test } from "vitest";

import type { TakenBack } from "./chargebacks.ts";
import { isPaidBack } from "./paid-back.ts";

const lines = [{ lineItemId: "gid://shopify/LineItem/1", quantity: 1, subtotalMinor: 500 }];
const refund = (more: Partial<TakenBack>): TakenBack => ({
  refundId: "gid://shopify/Refund/1",
  lines,
  chargedBackMinor: 0,
  ...more,
});
const of = (paidBackMinor: number) => ({ paidBackMinor, shippingMinor: 0, taxMinor: 0 });
const disputed = "gid://shopify/ShopifyPaymentsDispute/1";

test.each<[boolean, string, TakenBack[]]>([
  [false, "nothing was taken back", []],
  [false, "goods came back without money", [refund({ money: of(0) })]],
  [false, "a refund comes to nothing", [refund({ lines: [], money: of(0) })]],
  [true, "goods were paid back", [refund({ money: of(500) })]],
  [true, "an amount was paid back without goods", [refund({ lines: [], money: of(300) })]],
  [true, "one of several paid back", [refund({ money: of(0) }), refund({ money: of(1) })]],
  [true, "the money of a refund is not known", [refund({})]],
  [true, "a bank took it back", [refund({ refundId: disputed, lines: [], chargedBackMinor: 1 })]],
  [false, "a bank left it", [refund({ refundId: disputed, lines: [] })]],
])("an order is paid back: %s, where %s", (is, _what, takenBack) => {
  expect(isPaidBack(takenBack)).toBe(is);
});
