import { refundLines } from "@tandem/devstore/checkout";
import { orderPayload, refundPayload } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { listOfferResults } from "../../app/offers/offer-results.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { getOrder } from "../../app/shopify/documents/get-order.server.ts";
import { AjaxShopper } from "../support/ajax-shopper.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { breakOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");
const later = () => new Date("2026-11-25T13:00:00Z");

describe.each(EITHER_DATABASE)("P31: prices with taxes in them, on %s", (_name, open) => {
  const shop = useShop(open, now);

  test("an order counts at what was paid with taxes, is told alike by webhook and Admin API, and a refund takes back just that", async () => {
    const { standIn, opened } = shop;
    const { prisma } = opened.database;
    standIn.store.updateShop({ taxPercent: 19 });
    await createOffer(
      prisma,
      SHOP,
      breakOf("More cola", standIn.productId("cola"), [[2, 10]]),
      "active",
    );
    await publishShop(opened.database, SHOP, standIn.client, now);
    const shopper = new AjaxShopper(standIn);
    const id = Number(standIn.variantId("cola").split("/").at(-1));
    await shopper.ajax("/cart/add.js", { id, quantity: 2 });
    const order = await shopper.pay();
    // 4.50 has 0.72 in it, and shipping of 4.90 has 0.78.
    const payload = orderPayload(order, "EUR");
    expect(payload).toMatchObject({
      taxes_included: true,
      total_price: "9.40",
      total_tax: "1.50",
      line_items: [{ tax_lines: [{ rate: 0.19, price: "0.72" }] }],
    });
    const told = parseOrderPayload(payload).order;
    expect(told.taxesIncluded).toBe(true);
    const asked = await getOrder(standIn.client, order.id);
    expect(asked?.order.lines).toEqual(told.lines);
    expect(asked?.order.taxesIncluded).toBe(true);

    const results = () => listOfferResults(prisma, SHOP, new Date("2026-01-01T00:00:00Z"));
    const receive = async (webhookId: string, topic: string, triggeredAt: Date, body: unknown) => {
      await storeWebhook(prisma, { shop: SHOP, webhookId, topic, triggeredAt, payload: body });
      await processInbox(prisma, SHOP, clockOf(later));
    };
    await receive("create", "ORDERS_CREATE", now(), payload);
    expect(await results()).toMatchObject([{ units: 2, revenueMinor: 450, discountMinor: 50 }]);
    const one = refundLines(standIn.store, order, new Map([[order.lines[0]!.id, 1]]), later());
    const refund = refundPayload(one.refund, one.order, "EUR");
    expect(refund).toMatchObject({
      refund_line_items: [{ subtotal: "2.25", total_tax: "0.36" }],
      order_adjustments: [],
      transactions: [{ amount: "2.25" }],
    });
    await receive("refund", "REFUNDS_CREATE", later(), refund);
    expect(await results()).toMatchObject([{ units: 1, revenueMinor: 225, discountMinor: 25 }]);
  });
});
