import { uninstall } from "@tandem/devstore/admin";
import { addToCart, createCart } from "@tandem/devstore/cart";
import { priceCart } from "@tandem/devstore/checkout";
import { describe, expect, test } from "vitest";

import { createOffer, listOffers, updateOffer } from "../../app/offers/offer-store.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { saveCombination } from "../../app/settings/combination.server.ts";
import { AdminApiError } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { forgetInstallation } from "../../app/settings/forget-installation.server.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { bundleOf, breakOf, cartRewardOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const now = () => NOW;

describe.each(EITHER_DATABASE)("publishing, on %s", (_name, open) => {
  const shop = useShop(open, now);

  const publish = () => publishShop(shop.opened.database, SHOP, shop.standIn.client, now);
  const run = () =>
    shop.opened.database.prisma.publishRun.findUniqueOrThrow({ where: { shop: SHOP } });
  const kit = (title = "Kit") =>
    bundleOf(title, ["aria-one", "clear-case", "charger-20w"].map(shop.standIn.productId));
  const kitPrice = async (discountCodes: string[] = []) => {
    const cart = createCart(shop.standIn.store, "en", NOW);
    const items = ["aria-one", "clear-case", "charger-20w"].map((handle) => ({
      variantNumber: Number(shop.standIn.variantId(handle).split("/").at(-1)),
      quantity: 1,
      properties: {},
    }));
    const filled = { ...addToCart(shop.standIn.store, cart, items, NOW), discountCodes };
    return (await priceCart(shop.standIn.store, shop.standIn.devstore.functionSchemas, filled, NOW))
      .discountMinor;
  };

  test("a live offer is on its products and in the price", async () => {
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await publish();
    expect(await run()).toMatchObject({ state: "done", message: null });
    expect(shop.standIn.store.appDiscounts.all()).toMatchObject([
      { title: "Tandem offers", discountClasses: ["PRODUCT"] },
    ]);
    expect(await kitPrice()).toBe(6_438);
  });

  test("P6: what is paused is out of the price and off the storefront at once", async () => {
    const offer = await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await publish();
    await updateOffer(shop.context.prisma, SHOP, offer.id, offer.version, { status: "paused" });
    await publish();
    expect(await kitPrice()).toBe(0);
    expect(shop.standIn.store.metafields.all()).toEqual([]);
  });

  test("P5: an order code comes off on top of offers only where the merchant wants it so", async () => {
    const combine = (orderDiscounts: boolean) =>
      saveCombination(shop.context.prisma, SHOP, {
        orderDiscounts,
        productDiscounts: false,
        shippingDiscounts: true,
      });
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await publish();
    // 10 % of 643.80 by the offer; the code would take 10 % as well, and not more.
    expect(await kitPrice(["WELCOME10"])).toBe(6_438);
    await combine(true);
    await publish();
    expect(shop.standIn.store.appDiscounts.all()).toMatchObject([
      { combinesWith: { orderDiscounts: true, productDiscounts: false, shippingDiscounts: true } },
    ]);
    expect(await kitPrice(["WELCOME10"])).toBe(6_438 + 5_794);
    await combine(false);
    await publish();
    expect(await kitPrice(["WELCOME10"])).toBe(6_438);
    expect(shop.standIn.store.appDiscounts.size).toBe(1);
  });

  test("a discount that the merchant deleted in Shopify is there again after the next change", async () => {
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await publish();
    for (const discount of shop.standIn.store.appDiscounts.all())
      shop.standIn.store.appDiscounts.remove(discount.id);
    await saveCombination(shop.context.prisma, SHOP, {
      orderDiscounts: true,
      productDiscounts: true,
      shippingDiscounts: true,
    });
    await publish();
    expect(await kitPrice()).toBe(6_438);
  });

  test("only what changed is written, and nothing when nothing did", async () => {
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    const other = await createOffer(
      shop.context.prisma,
      SHOP,
      breakOf("Cables", shop.standIn.productId("usb-c-cable"), [[2, 10]]),
      "active",
    );
    await publish();
    const before = new Map(shop.standIn.store.metafields.all().map((one) => [one.id, one]));
    await updateOffer(shop.context.prisma, SHOP, other.id, other.version, {
      content: breakOf("Cables", shop.standIn.productId("usb-c-cable"), [[2, 20]]),
    });
    await publish();
    const rewritten = shop.standIn.store.metafields
      .all()
      .filter((one) => before.get(one.id) !== one);
    expect(rewritten.map((one) => one.ownerId)).toEqual([
      shop.standIn.productId("usb-c-cable"),
      shop.standIn.productId("usb-c-cable"),
    ]);
    const { mutations } = shop.standIn.devstore.meter;
    await publish();
    expect(shop.standIn.devstore.meter.mutations).toBe(mutations);
  });

  test("a failure half-way shows, and the next run goes on where it stopped", async () => {
    for (const product of shop.standIn.store.products.all()) {
      await createOffer(
        shop.context.prisma,
        SHOP,
        breakOf(`More ${product.title}`, product.id, [[2, 10]]),
        "active",
      );
    }
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    shop.standIn.store.updateShop({
      faults: {
        ...shop.standIn.store.shop.faults,
        adminApi: { isDown: false, isThrottled: false, failNextMutations: 0 },
      },
    });
    await publishHalfWay();
    const half = shop.standIn.store.metafields.size;
    expect(half).toBeGreaterThan(0);
    expect(await run()).toMatchObject({ state: "waiting" });
    const standing = new Map(shop.standIn.store.metafields.all().map((one) => [one.id, one]));
    await publish();
    expect(await run()).toMatchObject({ state: "done", written: expect.any(Number) as number });
    for (const [id, metafield] of standing)
      expect(shop.standIn.store.metafields.get(id)).toBe(metafield);
    expect(shop.standIn.store.appDiscounts.size).toBe(1);
    expect(shop.standIn.store.metafields.size).toBeGreaterThan(half);
  });

  /** Publishes, with the Admin API going down when some of the metafields stand. */
  async function publishHalfWay(): Promise<void> {
    const limited = {
      ...shop.standIn.client,
      run: ((...given: Parameters<typeof shop.standIn.client.run>) => {
        if (shop.standIn.store.metafields.size > 0)
          shop.standIn.store.updateShop({
            faults: {
              ...shop.standIn.store.shop.faults,
              adminApi: { isDown: true, isThrottled: false, failNextMutations: 0 },
            },
          });
        return shop.standIn.client.run(...given);
      }) as typeof shop.standIn.client.run,
    };
    await expect(publishShop(shop.opened.database, SHOP, limited, now)).rejects.toThrow(/Shopify/);
    shop.standIn.store.updateShop({
      faults: {
        ...shop.standIn.store.shop.faults,
        adminApi: { isDown: false, isThrottled: false, failNextMutations: 0 },
      },
    });
  }

  test("a throttled API is waited for; when it stays so, the merchant is told", async () => {
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    const faults = (isThrottled: boolean) =>
      shop.standIn.store.updateShop({
        faults: {
          ...shop.standIn.store.shop.faults,
          adminApi: { isDown: false, isThrottled, failNextMutations: 0 },
        },
      });
    faults(true);
    await expect(publish()).rejects.toThrow(/limiting how fast/);
    expect(await run()).toMatchObject({
      state: "waiting",
      message: expect.stringContaining("by itself") as string,
    });
    const publishing = publish();
    setTimeout(() => faults(false), 1_500);
    await publishing;
    expect(await kitPrice()).toBe(6_438);
  });

  test("a product that is gone is left out and named; the rest is published", async () => {
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await createOffer(
      shop.context.prisma,
      SHOP,
      breakOf("Cables", shop.standIn.productId("usb-c-cable"), [[2, 10]]),
      "active",
    );
    const gone = shop.standIn.productId("clear-case");
    shop.standIn.store.removeProduct(gone);
    await publish();
    expect((await run()).message).toContain(gone);
    expect(
      shop.standIn.store.metafields.find(
        (one) => one.ownerId === shop.standIn.productId("usb-c-cable"),
      ),
    ).toBeDefined();
  });

  test("uninstall and reinstall leave nothing behind and lose no offer", async () => {
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await publish();
    uninstall(shop.standIn.devstore);
    await forgetInstallation(shop.context.prisma, SHOP);
    expect(await kitPrice()).toBe(0);
    expect([shop.standIn.store.metafields.size, shop.standIn.store.appDiscounts.size]).toEqual([
      0, 0,
    ]);
    shop.standIn.store.updateShop({ isInstalled: true });
    const far = new Date(NOW.getTime() + 86_400_000).toISOString();
    shop.standIn.store.accessTokens.put({
      id: "token",
      refreshToken: "refresh",
      expiresAt: far,
      refreshExpiresAt: far,
      isOnline: false,
    });
    await shop.context.prisma.shop.update({ where: { shop: SHOP }, data: { isInstalled: true } });
    await shop.context.prisma.publishRun.update({
      where: { shop: SHOP },
      data: { requested: { increment: 1 } },
    });
    await publish();
    expect(await kitPrice()).toBe(6_438);
    expect(await listOffers(shop.context.prisma, SHOP)).toHaveLength(1);
  });

  test("P20: a bundle sells the real products; no dummy product is made", async () => {
    const before = shop.standIn.store.products.size;
    await createOffer(shop.context.prisma, SHOP, kit(), "active");
    await publish();
    expect(shop.standIn.store.products.size).toBe(before);
  });

  const metafieldsOf = (resource: string) =>
    shop.standIn.store.metafields
      .all()
      .filter((one) => one.ownerId.includes(`/${resource}/`))
      .map((one) => one.key)
      .toSorted();

  test("P6: a cart reward stands with the shop and gives the discount its classes; paused, both are gone", async () => {
    const reward = cartRewardOf("Thanks", shop.standIn.productId("usb-c-cable"));
    const offer = await createOffer(shop.context.prisma, SHOP, reward, "active");
    await publish();
    expect(metafieldsOf("Shop")).toEqual(["reward_display", "reward_gifts", "rewards"]);
    const classes = () => shop.standIn.store.appDiscounts.all()[0]?.discountClasses;
    expect(classes()).toEqual(["PRODUCT", "ORDER", "SHIPPING"]);
    await updateOffer(shop.context.prisma, SHOP, offer.id, offer.version, { status: "paused" });
    await publish();
    expect(metafieldsOf("Shop")).toEqual([]);
    expect(classes()).toEqual(["PRODUCT"]);
  });

  const oneLineForVips = () => {
    const content = kit();
    if (content.kind !== "fixed-bundle") throw new Error("the kit is a fixed bundle");
    return {
      ...content,
      audience: {
        match: "all" as const,
        conditions: [{ kind: "tags" as const, isWanted: true, tags: ["VIP", "Gold"] }],
      },
      terms: {
        ...content.terms,
        oneLineAs: {
          productId: shop.standIn.productId("screen-care-set"),
          variantId: shop.standIn.variantId("screen-care-set"),
        },
      },
    };
  };

  test("the tags that audiences ask about stand with the discount and the one cart transform", async () => {
    await createOffer(shop.context.prisma, SHOP, oneLineForVips(), "active");
    await publish();
    expect(metafieldsOf("DiscountAutomaticNode")).toEqual(["audience_tags"]);
    expect(metafieldsOf("CartTransform")).toEqual(["audience_tags"]);
    expect(shop.standIn.store.cartTransforms.all()).toMatchObject([
      { functionHandle: "tandem-bundle-lines", blockOnFailure: false },
    ]);
    await createOffer(shop.context.prisma, SHOP, oneLineForVips(), "active");
    await publish();
    expect(shop.standIn.store.cartTransforms.size).toBe(1);
  });

  test("P10: where Shopify refuses the cart transform, the bundle is published and the merchant is told", async () => {
    const { client } = shop.standIn;
    const refusing: AdminClient = {
      run: (document, variables, schema) =>
        document.includes("cartTransformCreate")
          ? Promise.reject(new AdminApiError("Access denied.", { isTransient: false }))
          : client.run(document, variables, schema),
    };
    await createOffer(shop.context.prisma, SHOP, oneLineForVips(), "active");
    await publishShop(shop.opened.database, SHOP, refusing, now);
    expect(await run()).toMatchObject({
      state: "done",
      message: "Bundles stay lines of their own, at the same price: Access denied.",
    });
    expect(metafieldsOf("Product")).toContain("pricing");
  });
});
