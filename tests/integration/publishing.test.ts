import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { createOffer, listOffers, updateOffer } from "../../app/offers/offer-store.server.ts";
import { saveOffer } from "../../app/offers/save-offer.server.ts";
import type { OfferContext } from "../../app/offers/save-offer.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { saveCombination } from "../../app/settings/combination.server.ts";
import { forgetInstallation } from "../../app/settings/forget-installation.server.ts";
import { emptyDraft } from "../../core/offers/draft.ts";
import { uninstall } from "../../devstore/admin/pages/settings.ts";
import { priceCart } from "../../devstore/checkout/price-cart.ts";
import { addToCart, createCart } from "../../devstore/cart/cart.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { bundleOf, breakOf } from "../support/offers.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const now = () => NOW;

describe.each(DATABASES)("publishing, on %s", (_name, open) => {
  let opened: TestDatabase;
  let standIn: StandIn;
  let context: OfferContext;

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  beforeEach(async () => {
    standIn = await startStandIn(now);
    const { prisma } = opened.database;
    await prisma.offer.deleteMany();
    await prisma.publishRun.deleteMany();
    await prisma.publishedDocument.deleteMany();
    await prisma.shop.deleteMany();
    await prisma.shop.create({
      data: { shop: SHOP, currencyCode: "EUR", timeZone: "Europe/Berlin" },
    });
    context = {
      prisma,
      shop: SHOP,
      client: standIn.client,
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
    };
    return () => standIn.close();
  });

  const publish = () => publishShop(opened.database, SHOP, standIn.client, now);
  const run = () => opened.database.prisma.publishRun.findUniqueOrThrow({ where: { shop: SHOP } });
  const kit = (title = "Kit") =>
    bundleOf(title, ["aria-one", "clear-case", "charger-20w"].map(standIn.productId));
  const kitPrice = async (discountCodes: string[] = []) => {
    const cart = createCart(standIn.store, "en", NOW);
    const items = ["aria-one", "clear-case", "charger-20w"].map((handle) => ({
      variantNumber: Number(standIn.variantId(handle).split("/").at(-1)),
      quantity: 1,
      properties: {},
    }));
    const filled = { ...addToCart(standIn.store, cart, items, NOW), discountCodes };
    return (await priceCart(standIn.store, standIn.devstore.functionSchemas, filled, NOW))
      .discountMinor;
  };

  test("a live offer is on its products and in the price", async () => {
    await createOffer(context.prisma, SHOP, kit(), "active");
    await publish();
    expect(await run()).toMatchObject({ state: "done", message: null });
    expect(standIn.store.appDiscounts.all()).toMatchObject([
      { title: "Tandem offers", discountClasses: ["PRODUCT"] },
    ]);
    expect(await kitPrice()).toBe(6_438);
  });

  test("P6: what is paused is out of the price and off the storefront at once", async () => {
    const offer = await createOffer(context.prisma, SHOP, kit(), "active");
    await publish();
    await updateOffer(context.prisma, SHOP, offer.id, offer.version, { status: "paused" });
    await publish();
    expect(await kitPrice()).toBe(0);
    expect(standIn.store.metafields.all()).toEqual([]);
  });

  test("P5: an order code comes off on top of offers only where the merchant wants it so", async () => {
    const combine = (orderDiscounts: boolean) =>
      saveCombination(context.prisma, SHOP, {
        orderDiscounts,
        productDiscounts: false,
        shippingDiscounts: true,
      });
    await createOffer(context.prisma, SHOP, kit(), "active");
    await publish();
    // 10 % of 643.80 by the offer; the code would take 10 % as well, and not more.
    expect(await kitPrice(["WELCOME10"])).toBe(6_438);
    await combine(true);
    await publish();
    expect(standIn.store.appDiscounts.all()).toMatchObject([
      { combinesWith: { orderDiscounts: true, productDiscounts: false, shippingDiscounts: true } },
    ]);
    expect(await kitPrice(["WELCOME10"])).toBe(6_438 + 5_794);
    await combine(false);
    await publish();
    expect(await kitPrice(["WELCOME10"])).toBe(6_438);
    expect(standIn.store.appDiscounts.size).toBe(1);
  });

  test("a discount that the merchant deleted in Shopify is there again after the next change", async () => {
    await createOffer(context.prisma, SHOP, kit(), "active");
    await publish();
    for (const discount of standIn.store.appDiscounts.all())
      standIn.store.appDiscounts.remove(discount.id);
    await saveCombination(context.prisma, SHOP, {
      orderDiscounts: true,
      productDiscounts: true,
      shippingDiscounts: true,
    });
    await publish();
    expect(await kitPrice()).toBe(6_438);
  });

  test("only what changed is written, and nothing when nothing did", async () => {
    await createOffer(context.prisma, SHOP, kit(), "active");
    const other = await createOffer(
      context.prisma,
      SHOP,
      breakOf("Cables", standIn.productId("usb-c-cable"), [[2, 10]]),
      "active",
    );
    await publish();
    const before = new Map(standIn.store.metafields.all().map((one) => [one.id, one]));
    await updateOffer(context.prisma, SHOP, other.id, other.version, {
      content: breakOf("Cables", standIn.productId("usb-c-cable"), [[2, 20]]),
    });
    await publish();
    const rewritten = standIn.store.metafields.all().filter((one) => before.get(one.id) !== one);
    expect(rewritten.map((one) => one.ownerId)).toEqual([
      standIn.productId("usb-c-cable"),
      standIn.productId("usb-c-cable"),
    ]);
    const { mutations } = standIn.devstore.meter;
    await publish();
    expect(standIn.devstore.meter.mutations).toBe(mutations);
  });

  test("a failure half-way shows, and the next run goes on where it stopped", async () => {
    for (const product of standIn.store.products.all()) {
      await createOffer(
        context.prisma,
        SHOP,
        breakOf(`More ${product.title}`, product.id, [[2, 10]]),
        "active",
      );
    }
    await createOffer(context.prisma, SHOP, kit(), "active");
    standIn.store.updateShop({
      faults: {
        ...standIn.store.shop.faults,
        adminApi: { isDown: false, isThrottled: false, failNextMutations: 0 },
      },
    });
    await publishUntilMutation(9);
    const half = standIn.store.metafields.size;
    expect(half).toBeGreaterThan(0);
    expect(await run()).toMatchObject({ state: "waiting" });
    const standing = new Map(standIn.store.metafields.all().map((one) => [one.id, one]));
    await publish();
    expect(await run()).toMatchObject({ state: "done", written: expect.any(Number) as number });
    for (const [id, metafield] of standing)
      expect(standIn.store.metafields.get(id)).toBe(metafield);
    expect(standIn.store.appDiscounts.size).toBe(1);
    expect(standIn.store.metafields.size).toBeGreaterThan(half);
  });

  /** Publishes, with the Admin API going down after so many mutations. */
  async function publishUntilMutation(count: number): Promise<void> {
    const { meter } = standIn.devstore;
    const limited = {
      ...standIn.client,
      run: ((...given: Parameters<typeof standIn.client.run>) => {
        if (meter.mutations >= count)
          standIn.store.updateShop({
            faults: {
              ...standIn.store.shop.faults,
              adminApi: { isDown: true, isThrottled: false, failNextMutations: 0 },
            },
          });
        return standIn.client.run(...given);
      }) as typeof standIn.client.run,
    };
    await expect(publishShop(opened.database, SHOP, limited, now)).rejects.toThrow(/Shopify/);
    standIn.store.updateShop({
      faults: {
        ...standIn.store.shop.faults,
        adminApi: { isDown: false, isThrottled: false, failNextMutations: 0 },
      },
    });
  }

  test("a throttled API is waited for; when it stays so, the merchant is told", async () => {
    await createOffer(context.prisma, SHOP, kit(), "active");
    const faults = (isThrottled: boolean) =>
      standIn.store.updateShop({
        faults: {
          ...standIn.store.shop.faults,
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
    await createOffer(context.prisma, SHOP, kit(), "active");
    await createOffer(
      context.prisma,
      SHOP,
      breakOf("Cables", standIn.productId("usb-c-cable"), [[2, 10]]),
      "active",
    );
    const gone = standIn.productId("clear-case");
    standIn.store.removeProduct(gone);
    await publish();
    expect((await run()).message).toContain(gone);
    expect(
      standIn.store.metafields.find((one) => one.ownerId === standIn.productId("usb-c-cable")),
    ).toBeDefined();
  });

  test("uninstall and reinstall leave nothing behind and lose no offer", async () => {
    await createOffer(context.prisma, SHOP, kit(), "active");
    await publish();
    uninstall(standIn.devstore);
    await forgetInstallation(context.prisma, SHOP);
    expect(await kitPrice()).toBe(0);
    expect([standIn.store.metafields.size, standIn.store.appDiscounts.size]).toEqual([0, 0]);
    standIn.store.updateShop({ isInstalled: true });
    const far = new Date(NOW.getTime() + 86_400_000).toISOString();
    standIn.store.accessTokens.put({
      id: "token",
      refreshToken: "refresh",
      expiresAt: far,
      refreshExpiresAt: far,
      isOnline: false,
    });
    await context.prisma.shop.update({ where: { shop: SHOP }, data: { isInstalled: true } });
    await context.prisma.publishRun.update({
      where: { shop: SHOP },
      data: { requested: { increment: 1 } },
    });
    await publish();
    expect(await kitPrice()).toBe(6_438);
    expect(await listOffers(context.prisma, SHOP)).toHaveLength(1);
  });

  test("P20: a bundle sells the real products; no dummy product is made", async () => {
    const before = standIn.store.products.size;
    await createOffer(context.prisma, SHOP, kit(), "active");
    await publish();
    expect(standIn.store.products.size).toBe(before);
  });

  describe("saving", () => {
    const draft = () => ({
      ...emptyDraft("fixed-bundle"),
      name: "Kit",
      copy: { title: "Kit", benefit: "" },
      terms: {
        components: ["aria-one", "clear-case"].map((handle) => ({
          productId: standIn.productId(handle),
          variantIds: [],
          quantity: "1",
        })),
        discount: { kind: "percentage", value: "10" },
      },
    });
    type Draft = ReturnType<typeof draft>;
    const save = (change: (draft: Draft) => void, more: { id?: string; version?: number } = {}) => {
      const changed = draft();
      change(changed);
      return saveOffer(context, {
        id: more.id ?? null,
        version: more.version ?? 0,
        draft: changed,
        status: "active",
      });
    };

    test.each<[string, (one: Draft) => void, string, RegExp]>([
      ["no components", (one) => (one.terms.components = []), "terms.components", /at least two/],
      ["an empty title", (one) => (one.copy.title = ""), "copy.title", /title/],
      [
        "HTML in the copy",
        (one) => (one.copy.benefit = "<b>free</b>"),
        "copy.benefit",
        /plain text/,
      ],
      [
        "a negative discount",
        (one) => (one.terms.discount.value = "-5"),
        "terms.discount.value",
        /between 0.01 and 100/,
      ],
      [
        "a discount above 100 %",
        (one) => (one.terms.discount.value = "101"),
        "terms.discount.value",
        /between 0.01 and 100/,
      ],
      [
        "a discount in words",
        (one) => (one.terms.discount.value = "ten"),
        "terms.discount.value",
        /percentage/,
      ],
      [
        "an absurdly large quantity",
        (one) => (one.terms.components[0]!.quantity = "999999999999"),
        "terms.components.0.quantity",
        /from 1 to 10000/,
      ],
      [
        "a quantity of nothing",
        (one) => (one.terms.components[0]!.quantity = "0"),
        "terms.components.0.quantity",
        /from 1 to 10000/,
      ],
      [
        "a component listed twice",
        (one) => one.terms.components.push({ ...one.terms.components[0]! }),
        "terms.components.2.productId",
        /already/,
      ],
      [
        "a bundle dearer than its parts",
        (one) => (one.terms.discount = { kind: "fixed-price", value: "9999" }),
        "terms.discount.value",
        /less than its parts/,
      ],
      [
        "a bundle given away",
        (one) => (one.terms.discount = { kind: "amount-off", value: "9999" }),
        "terms.discount.value",
        /Take less off/,
      ],
      [
        "a schedule that ends before it starts",
        (one) =>
          (one.schedule = {
            startsAt: "2026-12-02T00:00:00.000Z",
            endsAt: "2026-12-01T00:00:00.000Z",
          }),
        "schedule.endsAt",
        /later/,
      ],
      [
        "a deleted product",
        (one) => (one.terms.components[1]!.productId = "gid://shopify/Product/999999"),
        "terms.components.1.productId",
        /deleted/,
      ],
    ])(
      "%s is refused at its field, and nothing is stored",
      async (_what, change, field, message) => {
        const outcome = await save(change);
        expect(outcome.ok).toBe(false);
        const errors = outcome.issues.filter((issue) => issue.severity === "error");
        expect(errors.map((issue) => issue.field)).toContain(field);
        expect(errors.find((issue) => issue.field === field)?.message).toMatch(message);
        expect(await listOffers(context.prisma, SHOP)).toEqual([]);
      },
    );

    test("two live offers on one product are said to compete, and both are stored", async () => {
      await save(() => {});
      const outcome = await save((one) => {
        one.name = "Another";
        one.copy = { title: "Another", benefit: "" };
      });
      expect(outcome.ok).toBe(true);
      expect(outcome.issues[0]).toMatchObject({
        severity: "warning",
        message: expect.stringContaining("“Kit”") as string,
      });
    });

    test("two live offers cannot have one title, since orders name the offer by it", async () => {
      await save(() => {});
      expect(await save((one) => (one.name = "Another"))).toMatchObject({
        ok: false,
        issues: [{ field: "copy.title" }, {}, {}],
      });
    });

    test("an edit that began before another was saved is refused, and overwrites nothing", async () => {
      const first = await save(() => {});
      if (!first.ok) throw new Error("the offer was not stored");
      const edit = { id: first.offer.id, version: first.offer.version };
      expect((await save((one) => (one.name = "Mine"), edit)).ok).toBe(true);
      expect(await save((one) => (one.name = "Theirs"), edit)).toMatchObject({
        ok: false,
        isConflict: true,
      });
      expect((await listOffers(context.prisma, SHOP)).map((one) => one.name)).toEqual(["Mine"]);
    });
  });
});
