import { addProduct, SPECIAL_PRODUCTS } from "@tandem/devstore/sample-shop";
import { orderPayload } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { describeCollection } from "../../app/offers/mixed-collection.server.ts";
import { reviewContent } from "../../app/offers/save-offer.server.ts";
import { CATALOG_NOW } from "../../app/offers/recent-catalog.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { getOrder } from "../../app/shopify/documents/get-order.server.ts";
import { AjaxShopper } from "../support/ajax-shopper.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { bundleOf, cartRewardOf, mixOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");
const numberOf = (id: string) => Number(id.split("/").at(-1));

describe.each(EITHER_DATABASE)("a shop that sells gift cards, on %s", (_name, open) => {
  const shop = useShop(open, now);
  const addCard = (more = {}) =>
    addProduct(shop.standIn.store, { ...SPECIAL_PRODUCTS["gift-card"], ...more }, now());
  const publish = () => publishShop(shop.opened.database, SHOP, shop.standIn.client, now);

  test("P1: offers take nothing off them, also what was set live before that was refused", async () => {
    const { prisma } = shop.opened.database;
    const { standIn } = shop;
    const card = addCard();
    const burger = standIn.productId("classic-burger");
    await createOffer(prisma, SHOP, mixOf("Any two", [card.id, burger], [[2, 10]]), "active");
    await createOffer(prisma, SHOP, cartRewardOf("Rewards", standIn.productId("cola")), "active");
    await publish();
    const shopper = new AjaxShopper(standIn);
    const items = [
      { id: numberOf(card.variants[2]!.id), quantity: 3 },
      { id: numberOf(standIn.variantId("nord-sofa")), quantity: 1 },
      { id: numberOf(standIn.variantId("classic-burger")), quantity: 1 },
    ];
    await shopper.ajax("/cart/add.js", { items });
    const { body } = await shopper.ajax("/cart.js");
    expect(body["items"]).toMatchObject([
      { gift_card: true, requires_shipping: false, total_discount: 0 },
      { gift_card: false, total_discount: 0 },
      { gift_card: false, total_discount: 0 },
    ]);
    const order = await shopper.pay();
    const [first, ...rest] = order.lines;
    expect(first).toMatchObject({ isGiftCard: true, quantity: 3, requiresShipping: false });
    expect(first!.allocations).toEqual([]);
    // 5 % off the order, on what is no gift card.
    const off = rest
      .flatMap((line) => line.allocations)
      .reduce((sum, one) => sum + one.amountMinor, 0);
    const listMinor = rest.reduce((sum, line) => sum + line.unitPriceMinor, 0);
    expect(off).toBe(Math.floor(listMinor * 0.05 + 0.5));
  });

  test("their orders say so, in a webhook and in the Admin API alike", async () => {
    const shopper = new AjaxShopper(shop.standIn);
    const card = addCard();
    await shopper.ajax("/cart/add.js", { id: numberOf(card.variants[0]!.id), quantity: 1 });
    const order = await shopper.pay();
    const told = parseOrderPayload(orderPayload(order, "EUR")).order.lines;
    expect(told).toMatchObject([{ isGiftCard: true, requiresShipping: false }]);
    expect((await getOrder(shop.standIn.client, order.id))?.order.lines).toEqual(told);
  });

  test("an offer with a price refuses them at the field, and a collection that is mixed leaves them out", async () => {
    const { standIn, context } = shop;
    const card = addCard({ collection: "kitchen" });
    const offer = bundleOf("Kit", [standIn.productId("cola"), card.id]);
    expect(await reviewContent(context, null, offer, CATALOG_NOW)).toContainEqual({
      severity: "error",
      field: "terms.components.1.productId",
      message:
        "Gift Card is a gift card, and offers don’t make gift cards cheaper, give them away or step up to them. Choose another product.",
    });
    const { id } = standIn.store.collections.find((one) => one.handle === "kitchen")!;
    const collection = await describeCollection(context, { id });
    const titles = collection.ok ? collection.products.map(({ title }) => title) : [];
    expect(titles).toContain("Cola");
    expect(titles).not.toContain("Gift Card");
  });
});
