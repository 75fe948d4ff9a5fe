import { globalId } from "@tandem/storefront-kit/ids";
import { beforeEach, describe, expect, test } from "vitest";

import { auditLedger } from "../../app/loyalty/audit-ledger.server.ts";
import { balancesOf } from "../../app/loyalty/balances.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { listOfferResults } from "../../app/offers/offer-results.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { clockOf } from "../support/clock.ts";
import { orderBody } from "../support/order-bodies.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T09:00:00Z");
const BUYER = globalId("Customer", 7001);

describe.each(DATABASES)("P27: amounts beyond 32 bits, on %s", (_name, open) => {
  const shop = useShop(open, () => NOW);
  beforeEach(() =>
    emptyTables(shop.context.prisma, [
      "webhookInbox",
      "orderFact",
      "attribution",
      "ledgerEntry",
      "loyaltyOrder",
      "loyaltyProgramme",
      "memberMirror",
      "publishedTitle",
    ]),
  );

  test("an order of 25,000,000.00 IDR is attributed, earns its points, and lets the next one through", async () => {
    const { prisma } = shop.context;
    await prisma.shop.update({ where: { shop: SHOP }, data: { currencyCode: "IDR" } });
    await prisma.publishedTitle.create({
      data: { shop: SHOP, title: "Kit", offerId: "kit", publishedAt: new Date(0) },
    });
    await saveProgramme(prisma, {
      shop: SHOP,
      currencyCode: "IDR",
      draft: { ...emptyProgramme(), isRunning: true, earnsSince: "2026-01-01" },
      version: 0,
      author: "7",
      now: NOW,
    });
    for (const [id, price] of [
      [5000001, "25000000.00"],
      [5000002, "50000.00"],
    ] as const)
      await storeWebhook(prisma, {
        shop: SHOP,
        webhookId: String(id),
        topic: "ORDERS_CREATE",
        triggeredAt: NOW,
        payload: orderBody(id, { price, currency: "IDR" }),
      });
    await processInbox(
      prisma,
      SHOP,
      clockOf(() => NOW),
    );
    expect(await listOfferResults(prisma, SHOP, new Date(0))).toMatchObject([
      { orders: 2, revenueMinor: 2_505_000_000 },
    ]);
    expect((await balancesOf(prisma, SHOP, [BUYER], NOW)).get(BUYER)).toEqual({
      available: 0,
      pending: 25_050_000,
    });
    expect((await auditLedger(prisma, SHOP)).differences).toEqual([]);
  });
});
