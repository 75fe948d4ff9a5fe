import { addProduct, SPECIAL_PRODUCTS } from "@tandem/devstore/sample-shop";
import { orderPayload } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import type { AnyOfferContent } from "../../core/offers/offer.ts";
import { AjaxShopper } from "../support/ajax-shopper.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { breakOf, bundleOf, crossSellOf, mixOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");
const numberOf = (id: string) => Number(id.split("/").at(-1));
const COMPANY = {
  id: "gid://shopify/Company/1",
  locationId: "gid://shopify/CompanyLocation/1",
  name: "Desk & Co",
};

describe.each(EITHER_DATABASE)("who buys for a company, on %s", (_name, open) => {
  const shop = useShop(open, now);
  const addCoffee = () => addProduct(shop.standIn.store, SPECIAL_PRODUCTS.coffee, now());
  const buyer = () => {
    const [customer] = shop.standIn.store.customers.all();
    shop.standIn.store.customers.put({ ...customer!, company: COMPANY });
    const shopper = new AjaxShopper(shop.standIn);
    shopper.signIn(customer!.id);
    return shopper;
  };
  const publish = async (...offers: AnyOfferContent[]) => {
    const { prisma } = shop.opened.database;
    for (const offer of offers) await createOffer(prisma, SHOP, offer, "active");
    await publishShop(shop.opened.database, SHOP, shop.standIn.client, now);
  };

  test("P38: has the catalog's quantities and prices, and who buys for themselves the shop's", async () => {
    const [beans, filter] = addCoffee().variants.map((variant) => numberOf(variant.id));
    const company = buyer();
    const add = (quantity: number, id = beans) => company.ajax("/cart/add.js", { id, quantity });
    for (const quantity of [1, 5, 7, 126])
      expect(await add(quantity)).toMatchObject({ status: 422, body: { message: "Cart Error" } });
    expect(await add(6)).toMatchObject({ status: 200, body: { price: 1_200 } });
    // The rule and the price are of a variant: the other one helps to neither.
    expect(await add(18, filter)).toMatchObject({ status: 200, body: { price: 1_200 } });
    expect(await add(18)).toMatchObject({ status: 200, body: { quantity: 24, price: 1_000 } });
    const order = await company.pay();
    expect(order.lines).toMatchObject([{ unitPriceMinor: 1_000 }, { unitPriceMinor: 1_200 }]);
    expect(orderPayload(order, "EUR")).toMatchObject({ company: { id: 1, location_id: 1 } });
    const other = new AjaxShopper(shop.standIn);
    expect(await other.ajax("/cart/add.js", { id: beans, quantity: 25 })).toMatchObject({
      status: 200,
      body: { price: 1_200 },
    });
  });

  test("P38: is shown no offer that adds what the catalog does not let them buy, or at another price", async () => {
    const coffee = addCoffee();
    const cola = shop.standIn.productId("cola");
    const burger = shop.standIn.productId("classic-burger");
    await publish(
      breakOf("More coffee", coffee.id, [[24, 10]]),
      // Of two on the page, the one with the higher priority is shown.
      { ...bundleOf("Coffee and cola", [coffee.id, cola]), priority: 1 },
      mixOf("Any coffee", [coffee.id, shop.standIn.productId("fries")], [[3, 10]]),
      crossSellOf("Coffee after", [burger], [coffee.id]),
    );
    const consumer = new AjaxShopper(shop.standIn);
    const company = buyer();
    for (const [path, title] of [
      ["/products/office-coffee", "More coffee"],
      ["/products/office-coffee", "Coffee and cola"],
      ["/products/classic-burger", "Coffee after"],
    ] as const) {
      expect(await consumer.page(path)).toContain(title);
      expect(await company.page(path)).not.toContain(title);
    }
    // Without its coffee, the mix is still one of fries.
    expect(await company.page("/products/fries")).not.toContain("Office Coffee");
  });

  test("P1: what a company is shown at its price is charged so, and an offer counts on the catalog's price", async () => {
    const coffee = addCoffee();
    await publish(
      breakOf("More coffee", coffee.id, [
        [6, 10],
        [18, 20],
      ]),
    );
    const company = buyer();
    const block = 'data-kind="quantity-break"';
    expect(await company.page("/products/office-coffee")).toContain(block);
    const id = numberOf(coffee.variants[0]!.id);
    await company.ajax("/cart/add.js", { id, quantity: 18 });
    expect((await company.ajax("/cart.js")).body).toMatchObject({ total_price: 18 * 960 });
    await company.ajax("/cart/add.js", { id, quantity: 6 });
    expect((await company.ajax("/cart.js")).body).toMatchObject({ total_price: 24 * 800 });
    // What would be added now has the catalog's lower price, which the tiers do not show.
    expect(await company.page("/products/office-coffee")).not.toContain(block);
  });
});
