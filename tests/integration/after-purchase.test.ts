import { beforeEach, describe, expect, test } from "vitest";

import {
  afterPurchaseSchema,
  loadAfterPurchase,
} from "../../app/after-purchase/load-after-purchase.server.ts";
import { redeemSchema } from "../../app/after-purchase/redeem-schema.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { placeKitOrder } from "../support/kit-order.ts";
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
  ) =>
    loadAfterPurchase(
      { prisma: shop.opened.database.prisma, shop: SHOP, client: shop.context.client, customerId },
      afterPurchaseSchema.parse({ orderId, productIds }),
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
      });
    expect(await shop.opened.database.prisma.ledgerEntry.count()).toBe(1);
  });

  test("is nothing of another customer's order, and of a guest's only for a day", async () => {
    await save();
    const order = placeKitOrder(shop.standIn, NOW);
    const other = shop.standIn.store.customers.all().find((one) => one.id !== order.customerId)!;
    expect((await load(order.id, other.id)).loyalty).toMatchObject({ earned: null });
    expect((await load(order.id, null)).loyalty).toMatchObject({ earned: 15, member: null });
    const later = new Date(NOW.getTime() + DAY);
    expect((await load(order.id, null, later)).loyalty).toMatchObject({ earned: null });
    expect((await load(order.id, order.customerId, later)).loyalty).toMatchObject({ earned: 15 });
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
