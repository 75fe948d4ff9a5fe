import { formatMoney } from "@tandem/storefront-kit/money/decimal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { addToCart, createCart } from "../src/cart/cart.ts";
import {
  cancelOrder,
  currentTotals,
  financialStatus,
  markAsPaid,
  paidBackMinor,
  payPart,
  refundAmount,
  refundLines,
} from "../src/checkout/index.ts";
import { placeKitOrder } from "../src/sample-shop/place-kit-order.ts";
import { numberOf } from "../src/state/store.ts";
import type { Order } from "../src/state/types.ts";
import { orderPayload, refundPayload } from "../src/webhooks/index.ts";
import { startSampleStore } from "./support/sample-store.ts";
import type { SampleStore } from "./support/sample-store.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const LATER = new Date("2026-11-02T09:00:00Z");

let running: SampleStore;
beforeAll(async () => {
  running = await startSampleStore(() => NOW);
});
afterAll(() => running.close());

/** Checkout of a drink at 2.50 with shipping at 4.90, sent forms and read as text. */
function openCheckout(countryCode = "DE", locale = "en") {
  const { store, url } = running;
  const variantNumber = numberOf(store.productByHandle("cola")!.variants[0]!.id);
  const items = [{ variantNumber, quantity: 1, properties: {} }];
  const filled = addToCart(store, createCart(store, locale, NOW), items, NOW);
  const cart = store.carts.put({ ...filled, countryCode });
  const prefix = locale === "en" ? "" : `/${locale}`;
  const address = `${url}${prefix}/checkout?cart=${cart.id}`;
  return {
    async send(fields: Record<string, string>) {
      const body = new URLSearchParams(fields);
      const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
      const page = await answer.text();
      const cell = (name: string) => new RegExp(`${name}>([^<]*)<`).exec(page)?.[1];
      const button = /name="pay"[^>]*>\s*([^<]*?)\s*</.exec(page)?.[1];
      return {
        status: answer.status,
        tip: cell("data-tip"),
        total: cell("data-total"),
        button,
        page,
      };
    },
    order: () => store.orders.find((one) => one.checkoutToken === cart.id)!,
  };
}

const yen = (amount: number) => formatMoney(amount, "JPY", "ja");

describe("a tip at the checkout", () => {
  test.each(["5", "5.00", "5,00"])(
    "is read as it is typed, and asked for in total and button: %s",
    async (typed) => {
      const checkout = openCheckout();
      const shown = await checkout.send({ tip: typed });
      expect(shown).toMatchObject({
        status: 200,
        tip: "€5.00",
        total: "€12.40",
        button: "Pay €12.40",
      });
      await checkout.send({ email: "a@example.com", pay: "1" });
      expect(currentTotals(checkout.order()).totalMinor).toBe(1_240);
    },
  );

  test.each(["much", "-1", "1.234", "1000000"])(
    "is asked for again where it is no amount: %s",
    async (typed) => {
      const checkout = openCheckout();
      await checkout.send({ tip: "2" });
      const refused = await checkout.send({ tip: typed });
      expect(refused).toMatchObject({ status: 422, tip: "€2.00", button: "Pay €9.40" });
      expect(refused.page).toContain("Enter an amount, such as 5.00.");
    },
  );

  test("can be taken off again", async () => {
    const checkout = openCheckout();
    await checkout.send({ tip: "2" });
    expect(await checkout.send({ tip: "" })).toMatchObject({ tip: undefined, button: "Pay €7.40" });
  });

  test("is in the currency that is paid in", async () => {
    running.store.updateShop({ sellsInLocalCurrencies: true });
    const checkout = openCheckout("JP", "ja");
    const { tip, total, button } = await checkout.send({ tip: "500" });
    expect([tip, button]).toEqual([yen(500), `支払う ${total}`]);
    await checkout.send({ email: "a@example.com", country: "JP", pay: "1" });
    const paid = orderPayload(checkout.order(), "EUR").total_price_set.presentment_money.amount;
    expect(total).toBe(yen(Number(paid)));
    running.store.updateShop({ sellsInLocalCurrencies: false });
  });
});

describe("cancelling an order", () => {
  /** One of two burgers, for which 6.90 were paid. */
  const takeOne = (order: Order) =>
    refundLines(running.store, order, new Map([[order.lines[0]!.id, 1]]), NOW).order;
  /** 15.80 of goods, 4.90 of shipping and 3.00 of a tip. */
  const place = (payment: NonNullable<Order["payment"]>) =>
    placeKitOrder(running, NOW, { payment, tipMinor: 300 });

  test.each([
    ["paid at once", () => place("card"), 2_370],
    ["paid by hand", () => markAsPaid(running.store, place("manual"), NOW)!, 2_370],
    ["paid in part", () => payPart(running.store, place("manual"), 500, NOW)!, 500],
    ["not paid", () => place("manual"), 0],
    ["not captured", () => place("card-later"), 0],
    [
      "given back in part",
      () => refundAmount(running.store, place("card"), 700, NOW)!.order,
      1_670,
    ],
    ["taken back in part", () => takeOne(place("card")), 1_680],
  ])("gives back all that was received and is not given back yet: %s", (_state, placed, left) => {
    const { order, refund } = cancelOrder(running.store, placed(), LATER);
    expect(paidBackMinor(refund)).toBe(left);
    const told = refundPayload(refund, order, "EUR");
    const sum = (amounts: readonly string[]) =>
      amounts.reduce((all, one) => all + Math.round(Number(one) * 100), 0);
    expect(sum(told.transactions.map((one) => one.amount))).toBe(left);
    // What the parts of a refund come to, less its adjustments, is what it gave back (shopify.dev, REST Refund).
    if (left > 0)
      expect(
        sum(told.refund_line_items.map((one) => one.subtotal)) +
          sum(told.refund_shipping_lines.map((one) => one.subtotal_amount_set.shop_money.amount)) -
          sum(told.order_adjustments.map((one) => one.amount)),
      ).toBe(left);
    const { totalMinor, refundedMinor } = currentTotals(order);
    const isPaid = financialStatus(order) === "REFUNDED";
    expect(isPaid).toBe(left > 0);
    if (left > 500) expect(refundedMinor).toBe(totalMinor);
  });

  test("gives back just what was paid in another currency, whatever of it went back before", async () => {
    running.store.updateShop({ sellsInLocalCurrencies: true });
    const checkout = openCheckout("JP");
    await checkout.send({ tip: "501" });
    await checkout.send({ email: "a@example.com", country: "JP", pay: "1" });
    const placed = checkout.order();
    const paid = orderPayload(placed, "EUR").total_price_set.presentment_money.amount;
    const backs = Array.from({ length: 40 }, (_, before) => {
      running.store.orders.put(placed);
      const taken = before === 0 ? placed : refundAmount(running.store, placed, before, NOW)!.order;
      const told = orderPayload(cancelOrder(running.store, taken, LATER).order, "EUR");
      expect(told.financial_status).toBe("refunded");
      return told.refunds
        .flatMap((one) => one.transactions)
        .reduce((sum, one) => sum + Number(one.amount), 0);
    });
    expect(new Set(backs)).toEqual(new Set([Number(paid)]));
    running.store.updateShop({ sellsInLocalCurrencies: false });
  });
});
