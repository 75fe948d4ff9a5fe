import { describe, expect, test } from "vitest";

import { whyNotShown } from "./why-not-shown.ts";
import type { PageFacts, Payment } from "./why-not-shown.ts";

const CARD: Payment = { gateway: "shopify_payments", method: "card", wallet: null };
const FACTS: PageFacts = {
  currencyCode: "EUR",
  presentmentCurrencyCode: "EUR",
  total: "20.00",
  hasDuties: false,
  sourceName: "web",
  requiresShipping: true,
  isLocalDelivery: false,
  isPickUp: false,
  payments: [CARD],
};
const paid = (more: Partial<Payment>): Partial<PageFacts> => ({ payments: [{ ...CARD, ...more }] });

describe("why an order had no post-purchase page (P14)", () => {
  test.each<[string, Partial<PageFacts>]>([
    ["other-channel", { sourceName: "pos" }],
    ["currency", { presentmentCurrencyCode: "USD" }],
    ["duties", { hasDuties: true }],
    ["no-shipping", { requiresShipping: false }],
    ["local-delivery", { isLocalDelivery: true }],
    ["pick-up", { isPickUp: true }],
    ["minimum", { total: "0.49" }],
    ["gift-card", { payments: [CARD, { ...CARD, gateway: "gift_card", method: "unknown" }] }],
    ["installments", paid({ method: "installments" })],
    ["wallet", paid({ wallet: "APPLE_PAY" })],
    ["wallet", paid({ wallet: "GOOGLE_PAY" })],
    ["wallet", paid({ method: "paypal" })],
    ["other-payment", paid({ method: "local" })],
    ["other-payment", paid({ method: "unknown" })],
    ["unknown", {}],
    ["unknown", paid({ wallet: "SHOPIFY_PAY" })],
    ["unknown", { sourceName: null, total: "0.50" }],
  ])("%s", (reason, more) => {
    expect(whyNotShown({ ...FACTS, ...more })).toBe(reason);
  });

  test("what the order itself rules out comes before how it was paid", () => {
    expect(whyNotShown({ ...FACTS, isPickUp: true, ...paid({ wallet: "APPLE_PAY" }) })).toBe(
      "pick-up",
    );
  });
});
