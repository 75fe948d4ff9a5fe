import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";

import { adjustPoints } from "../../app/loyalty/members.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { reserveRedemption } from "../../app/loyalty/redeem/reserve-redemption.server.ts";
import {
  settleRedemption,
  settleRedemptions,
} from "../../app/loyalty/redeem/settle-redemptions.server.ts";
import { numericId } from "../../core/catalog/global-id.ts";
import type { RedeemingWay } from "../../core/loyalty/programme.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { codeOf } from "../../core/loyalty/redeeming.ts";
import { AdminApiError, AdminApiRefusal } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { creditOf } from "../../devstore/checkout/store-credit.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const ids = ["4d5e0b7e-52a8-4528-9d5e-0f1d2b3c4d5e", "9a6b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d"];
const WAYS: RedeemingWay[] = ["code", "store-credit"];

describe.each(DATABASES)("redeeming, on %s", (_name, open) => {
  let clock = NOW;
  const now = () => clock;
  const shop = useShop(open, now);
  let customerId = "";

  beforeEach(async () => {
    clock = NOW;
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, ["ledgerEntry", "loyaltyProgramme", "memberMirror", "redemption"]);
    await saveProgramme(prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: {
        ...emptyProgramme(),
        isRunning: true,
        redeeming: { ways: WAYS, pointsPerUnit: "100", minimumPoints: "100" },
      },
      version: 0,
      author: "7",
      now: new Date(NOW.getTime() - 1_000),
    });
    customerId = shop.standIn.store.customers.all()[0]!.id;
    const gift = { id: ids[0]!, points: 500, reason: "For the test" };
    await adjustPoints({ prisma, shop: SHOP }, String(numericId(customerId)), gift, "7", NOW);
  });

  const reserve = (way: RedeemingWay, points = 500, id = ids[0]!) =>
    reserveRedemption(shop.opened.database.prisma, SHOP, { id, customerId, points, way }, now());
  const settle = (client = shop.context.client, id = ids[0]!) =>
    settleRedemption(shop.opened.database.prisma, SHOP, client, id, now);
  async function balance(): Promise<number> {
    const sum = await shop.opened.database.prisma.ledgerEntry.aggregate({
      where: { shop: SHOP, customerId },
      _sum: { points: true },
    });
    return Number(sum._sum.points ?? 0);
  }
  /** What Shopify has given so far, in minor units. */
  function given(): number {
    const { store } = shop.standIn;
    const codes = store.codeDiscounts.all().filter((one) => one.code.startsWith("PTS-"));
    const off = codes.reduce((sum, one) => sum + (one.amountMinor ?? 0), 0);
    return off + creditOf(store, customerId);
  }

  test.each(WAYS)("points become a %s, once, however often the form is sent", async (way) => {
    for (let times = 0; times < 3; times++) {
      expect(await reserve(way)).toMatchObject({ ok: true });
      expect(await settle()).toMatchObject({ state: "done", amountMinor: 500n });
    }
    expect([await balance(), given()]).toEqual([0, 500]);
  });

  test("a code is for its customer, once, on a cart of its worth", async () => {
    await reserve("code");
    await settle();
    const [code] = shop.standIn.store.codeDiscounts.all().slice(-1);
    expect(code).toMatchObject({
      code: codeOf(ids[0]!),
      amountMinor: 500,
      minimumMinor: 500,
      usageLimit: 1,
      customerIds: [customerId],
      combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
    });
  });

  test("of two redemptions at once for the same points, one gets them", async () => {
    const both = await Promise.all([reserve("code"), reserve("store-credit", 500, ids[1]!)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual({ ok: false, refusal: "too-many" });
    await settleRedemptions(shop.opened.database.prisma, SHOP, shop.context.client, now);
    expect([await balance(), given()]).toEqual([0, 500]);
  });

  test("nobody redeems with the id of another one's form", async () => {
    await reserve("code", 100);
    const other = shop.standIn.store.customers.all()[1]!.id;
    const { prisma } = shop.opened.database;
    const wish = { id: ids[0]!, customerId: other, points: 100, way: "code" as const };
    expect(await reserveRedemption(prisma, SHOP, wish, NOW)).toMatchObject({ ok: false });
  });

  /** Dies at a call to Shopify, before it arrives or after, and lets the others through. */
  function dying(client: AdminClient, atCall: number, isAfter: boolean): AdminClient {
    let calls = 0;
    return {
      run: async (...call) => {
        const dies = calls++ === atCall;
        const died = () => new AdminApiError("The line is dead.", { isTransient: true });
        if (dies && !isAfter) throw died();
        const answer = await client.run(...call);
        if (dies) throw died();
        return answer as never;
      },
    };
  }

  test("whatever step it dies at, and however often, the points become money once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WAYS),
        fc.array(fc.tuple(fc.nat({ max: 1 }), fc.boolean()), { minLength: 1, maxLength: 3 }),
        async (way, deaths) => {
          const { prisma } = shop.opened.database;
          await prisma.redemption.deleteMany();
          await prisma.ledgerEntry.deleteMany({ where: { kind: { not: "adjusted" } } });
          shop.standIn.store.storeCredit.all().forEach(({ id }) => {
            shop.standIn.store.storeCredit.remove(id);
          });
          for (const { id, code } of shop.standIn.store.codeDiscounts.all())
            if (code.startsWith("PTS-")) shop.standIn.store.codeDiscounts.remove(id);
          await reserve(way);
          for (const [atCall, isAfter] of deaths) {
            await settle(dying(shop.context.client, atCall, isAfter)).catch((failure: unknown) => {
              if (!(failure instanceof AdminApiError)) throw failure;
            });
            // The process itself may be gone, with its claim.
            await prisma.redemption.updateMany({
              where: { state: "reserved" },
              data: { claimedAt: clock },
            });
            clock = new Date(clock.getTime() + 130_000);
          }
          expect(await settle()).toMatchObject({ state: "done" });
          expect([await balance(), given()]).toEqual([0, 500]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("while one settles it, another one leaves it alone", async () => {
    await reserve("store-credit");
    const [one, other] = await Promise.all([settle(), settle()]);
    expect([one.state, other.state].toSorted()).toContain("done");
    expect(given()).toBe(500);
  });

  test("where Shopify refuses for good, the points are back, with the reason", async () => {
    await reserve("store-credit");
    const refusing: AdminClient = {
      run: () => Promise.reject(new AdminApiRefusal("Access denied for store credit.")),
    };
    expect(await settle(refusing)).toMatchObject({ state: "returned" });
    expect([await balance(), given()]).toEqual([500, 0]);
    expect(await settle()).toMatchObject({ state: "returned" });
    shop.standIn.store.customers.remove(customerId);
    await reserve("code", 500, ids[1]!);
    expect(await settle(shop.context.client, ids[1]!)).toMatchObject({
      state: "returned",
      message: "Customer does not exist",
    });
    expect([await balance(), given()]).toEqual([500, 0]);
  });
});
