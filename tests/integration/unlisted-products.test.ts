import { addProduct, SPECIAL_PRODUCTS } from "@tandem/devstore/sample-shop";
import { describe, expect, test } from "vitest";

import { describeCollection } from "../../app/offers/mixed-collection.server.ts";
import { createOffer } from "../../app/offers/offer-store.server.ts";
import { CATALOG_NOW } from "../../app/offers/recent-catalog.server.ts";
import { reviewContent } from "../../app/offers/save-offer.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { AjaxShopper } from "../support/ajax-shopper.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { bundleOf, crossSellOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");
const numberOf = (id: string) => Number(id.split("/").at(-1));
const NOINDEX = '<meta name="robots" content="noindex, nofollow">';

describe.each(EITHER_DATABASE)("P39: a product that is unlisted, on %s", (_name, open) => {
  const shop = useShop(open, now);
  const addWarranty = () => addProduct(shop.standIn.store, SPECIAL_PRODUCTS.warranty, now());

  test("is called what it is: offers may name it, and nothing is said against them", async () => {
    const warranty = addWarranty();
    const phone = shop.standIn.productId("aria-one");
    for (const offer of [
      bundleOf("Phone for longer", [phone, warranty.id]),
      crossSellOf("Longer", [phone], [warranty.id]),
    ])
      expect(await reviewContent(shop.context, null, offer, CATALOG_NOW)).toEqual([]);
    shop.standIn.store.putProduct({ ...warranty, status: "DRAFT" });
    const offer = crossSellOf("Longer", [phone], [warranty.id]);
    expect(await reviewContent(shop.context, null, offer, CATALOG_NOW)).toMatchObject([
      { message: expect.stringContaining("Two More Years is not active") as unknown },
    ]);
  });

  test("is shown and priced where an offer names it, and is found nowhere else", async () => {
    const { standIn, opened } = shop;
    const warranty = addWarranty();
    const phone = standIn.productId("aria-one");
    const offer = bundleOf("Phone for longer", [phone, warranty.id]);
    await createOffer(opened.database.prisma, SHOP, offer, "active");
    await publishShop(opened.database, SHOP, standIn.client, now);
    const shopper = new AjaxShopper(standIn);
    const page = await shopper.page("/products/aria-one");
    expect(page).toContain("Two More Years");
    expect(page).not.toContain(NOINDEX);
    expect(await shopper.page("/products/warranty")).toContain(NOINDEX);
    for (const path of ["/collections/phones", "/collections/all", "/search?q=two+more+years"])
      expect(await shopper.page(path)).not.toContain("/products/warranty");
    const items = [warranty.variants[0]!.id, standIn.variantId("aria-one")].map((id) => ({
      id: numberOf(id),
      quantity: 1,
    }));
    await shopper.ajax("/cart/add.js", { items });
    const { body } = await shopper.ajax("/cart.js");
    // A tenth of 49.00 and 599.00.
    expect(body).toMatchObject({ total_price: 58_320, total_discount: 6_480 });
    expect((await shopper.pay()).lines).toHaveLength(2);
  });

  test("is not mixed with its collection, in which shoppers do not see it", async () => {
    addWarranty();
    const { id } = shop.standIn.store.collections.find((one) => one.handle === "phones")!;
    const collection = await describeCollection(shop.context, { id });
    const titles = collection.ok ? collection.products.map(({ title }) => title) : [];
    expect(titles).toContain("Clear Case");
    expect(titles).not.toContain("Two More Years");
  });
});
