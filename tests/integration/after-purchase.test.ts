import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import {
  afterPurchaseSchema,
  loadAfterPurchase,
} from "../../app/after-purchase/load-after-purchase.server.ts";
import { redeemSchema } from "../../app/after-purchase/redeem-schema.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const DAY = 86_400_000;

describe.each(EITHER_DATABASE)("what a buyer is told after the purchase, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);

  beforeEach(async () => {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "ledgerEntry",
      "oneClick",
      "loyaltyOrder",
      "loyaltyProgramme",
      "memberMirror",
      "orderFact",
    ]);
  });

  const save = () =>
    saveProgramme(shop.opened.database.prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: { ...emptyProgramme(), isRunning: true },
      version: 0,
      author: "7",
      now: new Date(NOW.getTime() - DAY),
    });
  const load = (
    orderId: string,
    customerId: string | null,
    now = NOW,
    productIds: readonly string[] = [],
    checkoutToken: string | null | undefined = undefined,
  ) =>
    loadAfterPurchase(
      { prisma: shop.opened.database.prisma, shop: SHOP, client: shop.context.client, customerId },
      afterPurchaseSchema.parse({ orderId, productIds, checkoutToken }),
      now,
    );

  test("is what the ledger says, also before the order's webhook has come, and once", async () => {
    await save();
    const order = placeKitOrder(shop.standIn, NOW);
    const identity = order.id.replace("/Order/", "/OrderIdentity/");
    for (let times = 0; times < 2; times++)
      expect((await load(identity, order.customerId)).loyalty).toMatchObject({
        earned: 15,
        usableFrom: new Date(NOW.getTime() + 30 * DAY).toISOString(),
        member: { available: 0, pending: 15, next: { name: "Silver" } },
        codesCombine: false,
      });
    expect(await shop.opened.database.prisma.ledgerEntry.count()).toBe(1);
  });

  test("is nothing of another customer's order, and of a guest's only for a day, by the checkout's token", async () => {
    await save();
    const order = placeKitOrder(shop.standIn, NOW);
    const { checkoutToken } = order;
    expect(checkoutToken).toMatch(/^\w{8,}/);
    const other = shop.standIn.store.customers.all().find((one) => one.id !== order.customerId)!;
    const nothing = { earned: null, usableFrom: null };
    expect((await load(order.id, other.id)).loyalty).toMatchObject(nothing);
    const told = await load(order.id, null, NOW, [], checkoutToken);
    expect(told.loyalty).toMatchObject({ earned: 15, member: null });
    const later = new Date(NOW.getTime() + DAY);
    const tooLate = await load(order.id, null, later, [], checkoutToken);
    expect(tooLate.loyalty).toMatchObject(nothing);
    expect((await load(order.id, order.customerId, later)).loyalty).toMatchObject({ earned: 15 });
  });

  test("is nothing to a stranger who has an order's number, whether or not Tandem knows the order", async () => {
    await save();
    const order = placeKitOrder(shop.standIn, NOW);
    const { checkoutToken } = placeKitOrder(shop.standIn, NOW);
    const nothing = { earned: null, usableFrom: null, member: null };
    const ask = async (token?: string | null) =>
      (await load(order.id, null, NOW, [], token)).loyalty;
    for (const token of [undefined, null, "guess", checkoutToken])
      expect(await ask(token)).toMatchObject(nothing);
    // They make Tandem read no order either.
    expect(await shop.context.prisma.orderFact.count()).toBe(0);
    await load(order.id, order.customerId);
    for (const token of [undefined, null, "guess", checkoutToken])
      expect(await ask(token)).toMatchObject(nothing);
    expect(await load("gid://shopify/Order/1", null, NOW, [], "guess")).toMatchObject({
      loyalty: nothing,
    });
  });

  test("has what the buyer answered before the page, and tells nobody else", async () => {
    const order = placeKitOrder(shop.standIn, NOW);
    const { prisma } = shop.context;
    await save();
    await load(order.id, order.customerId);
    const productId = "gid://shopify/Product/77";
    const referenceId = order.checkoutToken!;
    await prisma.oneClick.create({
      data: {
        ...{ shop: SHOP, referenceId, orderId: order.id, productId },
        state: "declined",
        createdAt: NOW,
      },
    });
    const answered = async (customerId: string | null, token?: string) =>
      (await load(order.id, customerId, NOW, [], token)).answeredIds;
    const other = shop.standIn.store.customers.all().find((one) => one.id !== order.customerId)!;
    expect(await answered(null, referenceId)).toEqual([productId]);
    expect(await answered(order.customerId)).toEqual([productId]);
    expect(await answered(null)).toEqual([]);
    expect(await answered(null, "guess")).toEqual([]);
    expect(await answered(other.id)).toEqual([]);
  });

  test("names what the customer bought before, to nobody else", async () => {
    const before = placeKitOrder(shop.standIn, NOW);
    await save();
    await load(before.id, before.customerId);
    const order = placeKitOrder(shop.standIn, NOW);
    const products = [before.lines[0]!.productId, shop.standIn.productId("aria-one")];
    expect((await load(order.id, order.customerId, NOW, products)).boughtIds).toEqual([
      products[0],
    ]);
    expect((await load(order.id, null, NOW, products)).boughtIds).toEqual([]);
  });

  test("without a programme is nothing of points, and asks nobody", async () => {
    expect(await load("gid://shopify/Order/1", null)).toEqual({
      loyalty: null,
      pulse: null,
      boughtIds: [],
      answeredIds: [],
    });
  });

  test.each([
    [{ productIds: [] }, "orderId"],
    [{ orderId: "5", productIds: [] }, "orderId"],
    [{ orderId: "gid://shopify/Order/5", productIds: ["5"] }, "productIds.0"],
    [{ orderId: "gid://shopify/Order/5", productIds: [], checkoutToken: "' OR" }, "checkoutToken"],
  ])("of the form %j is refused at %s", (body, field) => {
    expect(afterPurchaseSchema.safeParse(body).error?.issues[0]?.path.join(".")).toBe(field);
  });

  test.each([
    [{ points: 5, way: "code" }, "id"],
    [{ id: "4d5e0b7e-52a8-4528-9d5e-0f1d2b3c4d5e", points: "5", way: "code" }, "points"],
    [{ id: "4d5e0b7e-52a8-4528-9d5e-0f1d2b3c4d5e", points: 5, way: "gold" }, "way"],
  ])("a redemption of the form %j is refused at %s", (body, field) => {
    expect(redeemSchema.safeParse(body).error?.issues[0]?.path.join(".")).toBe(field);
  });
});
