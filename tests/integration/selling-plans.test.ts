import type { Product } from "@tandem/devstore/state";
import { describe, expect, test } from "vitest";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import type { AnyOfferContent } from "../../core/offers/offer.ts";
import { AjaxShopper } from "../support/ajax-shopper.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { breakOf, cartRewardOf, crossSellOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const now = () => new Date("2026-11-25T12:00:00Z");
const PLAN = 690_001;

describe.each(EITHER_DATABASE)("what is sold by subscription, on %s", (_name, open) => {
  const shop = useShop(open, now);
  const sell = (handle: string, sellingPlans: NonNullable<Product["sellingPlans"]>) => {
    const { store } = shop.standIn;
    return store.putProduct({ ...store.productByHandle(handle)!, sellingPlans });
  };
  const variant = (handle: string) => Number(shop.standIn.variantId(handle).split("/").at(-1));
  const publish = async (...offers: AnyOfferContent[]) => {
    const { prisma } = shop.opened.database;
    for (const offer of offers) await createOffer(prisma, SHOP, offer, "active");
    await publishShop(shop.opened.database, SHOP, shop.standIn.client, now);
  };

  test("the stand-in's cart takes a plan where there is one, and refuses what Shopify refuses", async () => {
    sell("house-sauce", "optional");
    sell("cola", "required");
    const shopper = new AjaxShopper(shop.standIn);
    const add = (handle: string, selling_plan?: number) =>
      shopper.ajax("/cart/add.js", { id: variant(handle), quantity: 1, selling_plan });
    expect(await add("fries", PLAN)).toMatchObject({
      status: 422,
      body: { description: "Cannot apply selling plan to variant" },
    });
    expect((await add("cola")).status).toBe(422);
    expect((await add("cola", 1)).status).toBe(422);
    // A tenth off the price of 2.50, and of 0.90.
    expect((await add("cola", PLAN)).body).toMatchObject({
      price: 225,
      selling_plan_allocation: { selling_plan: { id: PLAN }, compare_at_price: 250 },
    });
    expect((await add("house-sauce")).body).toMatchObject({ price: 90 });
    const { body } = await shopper.ajax("/cart.js");
    const [, sauce] = body["items"] as { key: string }[];
    const planned = await shopper.ajax("/cart/change.js", {
      id: sauce!.key,
      quantity: 2,
      selling_plan: PLAN,
    });
    expect(planned.body["items"]).toMatchObject([{ price: 225 }, { price: 81, quantity: 2 }]);
    expect((await shopper.pay()).lines).toMatchObject([
      { unitPriceMinor: 225, sellingPlan: { name: "Month" } },
      { unitPriceMinor: 81, quantity: 2 },
    ]);
  });

  test("P9: a line on a plan keeps its terms beside offers and rewards, up to the paid order", async () => {
    const sofa = sell("nord-sofa", "optional");
    const cola = shop.standIn.productId("cola");
    await publish(breakOf("Two sofas", sofa.id, [[2, 10]]), cartRewardOf("Rewards", cola));
    const shopper = new AjaxShopper(shop.standIn);
    const sofas = { id: variant("nord-sofa"), quantity: 2 };
    await shopper.ajax("/cart/add.js", { ...sofas, selling_plan: PLAN });
    await shopper.ajax("/cart/add.js", { id: variant("nord-armchair"), quantity: 1 });
    const [onPlan, chair] = (await shopper.pay()).lines;
    expect(onPlan).toMatchObject({ allocations: [], sellingPlan: { name: "Month" } });
    // The reward of 5 % is off what was bought once.
    expect(chair!.allocations).toMatchObject([
      { amountMinor: Math.floor(chair!.unitPriceMinor * 0.05 + 0.5) },
    ]);
  });

  test("P9: what is sold on a plan only is offered in no block, also where that came later", async () => {
    const burger = shop.standIn.productId("classic-burger");
    const fries = shop.standIn.productId("fries");
    await publish(
      crossSellOf("Fries with it", [burger], [fries]),
      breakOf("More fries", fries, [[2, 10]]),
    );
    const shopper = new AjaxShopper(shop.standIn);
    const pages = async () => [
      (await shopper.page("/products/classic-burger")).includes("Fries with it"),
      (await shopper.page("/products/fries")).includes("More fries"),
    ];
    expect(await pages()).toEqual([true, true]);
    sell("fries", "required");
    expect(await pages()).toEqual([false, false]);
  });
});
