import type { Order } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { writeConfirmations } from "../../app/follow-ups/confirmation/write-confirmations.server.ts";
import { createOffer } from "../../app/offers/offer-store.server.ts";
import { recordOrder } from "../../app/orders/record-order.server.ts";
import { parseOrderPayload } from "../../app/orders/webhook-payloads.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { crossSellOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const ORDERED = new Date("2026-11-02T08:00:00Z");
const DAY = 86_400_000;

describe.each(EITHER_DATABASE)("what a confirmation names, on %s", (_name, open) => {
  const shop = useShop(open, () => ORDERED);

  beforeEach(async () => {
    await emptyTables(shop.opened.database.prisma, ["orderConfirmation", "orderFact"]);
    const offer = crossSellOf(
      "Goes with it",
      [shop.standIn.productId("classic-burger")],
      ["fries", "cola"].map(shop.standIn.productId),
    );
    await createOffer(shop.context.prisma, SHOP, offer, "active");
    await publishShop(shop.opened.database, SHOP, shop.context.client, () => ORDERED);
  });

  const record = (order: Order, now = ORDERED) =>
    recordOrder(shop.context.prisma, SHOP, parseOrderPayload(orderPayload(order, "EUR")), now);
  const write = (client: AdminClient = shop.context.client) =>
    writeConfirmations({ ...shop.context, client }, () => ORDERED);
  const written = (order: Order) =>
    shop.standIn.store.metafields
      .all()
      .filter((one) => one.ownerId === order.id)
      .map((one) => [one.namespace, one.key, JSON.parse(one.value) as unknown]);

  test("is what goes with the order, in its buyer's language, with a link into a cart", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    shop.standIn.store.orders.put({ ...order, locale: "fr-CA" });
    await record(order);
    await write();
    expect(written(order)).toEqual([
      [
        "tandem",
        "offers",
        {
          heading: "Va bien avec votre commande",
          items: [
            {
              title: "Fries",
              price: expect.stringMatching(/^\d,\d\d\s€$/),
              image: expect.stringMatching(/fries/),
              url: expect.stringMatching(/\/cart\/\d+:1\?storefront=true&properties=/),
              button: "Ajouter au panier",
            },
          ],
        },
      ],
    ]);
  });

  test("is nothing that is sold out, and nothing of an order of long ago", async () => {
    const { store } = shop.standIn;
    const fries = store.productByHandle("fries")!;
    store.putProduct({
      ...fries,
      variants: fries.variants.map((one) => ({
        ...one,
        tracksInventory: true,
        inventoryQuantity: 0,
      })),
    });
    const order = placeKitOrder(shop.standIn, ORDERED);
    await record(order);
    await write();
    expect(written(order)).toEqual([]);
    const old = placeKitOrder(shop.standIn, new Date(ORDERED.getTime() - 2 * DAY));
    await record(old);
    expect(await shop.context.prisma.orderConfirmation.count()).toBe(1);
  });

  test("is asked for of all orders at once, and P27: one by one where that fails", async () => {
    const orders = [1, 2, 3].map(() => placeKitOrder(shop.standIn, ORDERED));
    for (const order of orders) await record(order);
    const asked: number[] = [];
    const counting: AdminClient = {
      run(document, variables, schema) {
        const { orderIds } = variables;
        if (!Array.isArray(orderIds)) return shop.context.client.run(document, variables, schema);
        asked.push(orderIds.length);
        return orderIds.includes(orders[1]!.id)
          ? Promise.reject(new AdminApiError("odd", { isTransient: false }))
          : shop.context.client.run(document, variables, schema);
      },
    };
    await write(counting);
    expect(asked).toEqual([3, 1, 1, 1]);
    expect(orders.map((order) => written(order).length)).toEqual([1, 0, 1]);
  });

  test("waits while Shopify cannot be reached, and is written once", async () => {
    const order = placeKitOrder(shop.standIn, ORDERED);
    await record(order);
    await record(order);
    const gone: AdminClient = {
      run: () => Promise.reject(new AdminApiError("gone", { isTransient: true })),
    };
    await expect(write(gone)).rejects.toThrow("gone");
    await write();
    const { metafields } = shop.standIn.store;
    for (const one of metafields.all()) if (one.ownerId === order.id) metafields.remove(one.id);
    await write();
    expect(written(order)).toEqual([]);
  });
});
