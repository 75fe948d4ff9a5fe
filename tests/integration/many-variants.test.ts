import { addProduct, SPECIAL_PRODUCTS } from "@tandem/devstore/sample-shop";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { CATALOG_NOW } from "../../app/offers/recent-catalog.server.ts";
import { reviewContent } from "../../app/offers/save-offer.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { getProducts } from "../../app/shopify/documents/get-products.server.ts";
import { AjaxShopper } from "../support/ajax-shopper.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { breakOf, bundleOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");
const numberOf = (id: string) => Number(id.split("/").at(-1));

describe.each(EITHER_DATABASE)("P37: a product with 360 variants, on %s", (_name, open) => {
  const shop = useShop(open, now);
  const addJersey = () => addProduct(shop.standIn.store, SPECIAL_PRODUCTS.jersey, now());

  test("is read whole, page by page: Shopify has no larger ones", async () => {
    const { client } = shop.standIn;
    const jersey = addJersey();
    // Beside as many others as one call asks for.
    const ids = shop.standIn.store.products.all().map(({ id }) => id);
    const known = await getProducts(client, ids, "EUR");
    expect(known.size).toBe(ids.length);
    expect(known.get(jersey.id)?.variants.map(({ id }) => id)).toEqual(
      jersey.variants.map(({ id }) => id),
    );
    const ask = `{ product(id: "${jersey.id}") { variants(first: 251) { nodes { id } } } }`;
    await expect(client.run(ask, {}, z.unknown())).rejects.toThrow("at most 250");
  });

  test("is offered in the last of its variants, which the page shows, at the price that is charged", async () => {
    const { standIn, opened } = shop;
    const jersey = addJersey();
    const last = jersey.variants.at(-1)!;
    const limited = breakOf("Jerseys", jersey.id, [[2, 10]]);
    if (limited.kind === "quantity-break")
      Object.assign(limited.terms.products[0]!, { variantIds: [last.id] });
    await createOffer(opened.database.prisma, SHOP, limited, "active");
    const bundle = bundleOf("Jersey and cola", [jersey.id, standIn.productId("cola")]);
    await createOffer(opened.database.prisma, SHOP, bundle, "active");
    await publishShop(opened.database, SHOP, standIn.client, now);
    const shopper = new AjaxShopper(standIn);
    const page = await shopper.page(`/products/team-jersey?variant=${numberOf(last.id)}`);
    expect(page).toContain('data-kind="quantity-break"');
    expect(page).toContain(`<input type="hidden" name="id" value="${numberOf(last.id)}"`);
    // In the bundle it is the choice that is made, before the 50 that a theme goes through.
    expect(page).toMatch(new RegExp(`<option value="${numberOf(last.id)}"[^>]* selected>XXL`));
    await shopper.ajax("/cart/add.js", { id: numberOf(last.id), quantity: 2 });
    expect((await shopper.ajax("/cart.js")).body).toMatchObject({ total_price: 7_020 });
    // Another variant is not in the quantity break, and its page does not show it.
    expect(await shopper.page("/products/team-jersey")).not.toContain('data-kind="quantity-break"');
  });

  test("the editor says how many of them shoppers choose from, and stops nothing", async () => {
    const jersey = addJersey();
    const offer = breakOf("Jerseys", jersey.id, [[2, 10]]);
    expect(await reviewContent(shop.context, null, offer, CATALOG_NOW)).toEqual([
      {
        severity: "warning",
        field: "terms.products.0.productId",
        message:
          "Team Jersey has 360 variants. Shoppers choose among its first 50 and the one that its page shows; whatever is in the cart is priced.",
      },
    ]);
  });
});
