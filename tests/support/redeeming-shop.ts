import { creditOf } from "@tandem/devstore/checkout";
import { numericId } from "@tandem/storefront-kit/ids";
import { beforeEach } from "vitest";

import { adjustPoints } from "../../app/loyalty/members.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { reserveRedemption } from "../../app/loyalty/redeem/reserve-redemption.server.ts";
import { settleRedemption } from "../../app/loyalty/redeem/settle-redemptions.server.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import type { RedeemingWay } from "../../core/loyalty/programme.ts";
import { clockOf } from "./clock.ts";
import { emptyTables } from "./databases.ts";
import type { TestDatabase } from "./databases.ts";
import { useShop } from "./shop.ts";
import { SHOP } from "./stand-in.ts";

const START = new Date("2026-11-02T08:00:00Z");

/** Ids of wishes, as forms make them. */
export const WISHES = [
  "4d5e0b7e-52a8-4528-9d5e-0f1d2b3c4d5e",
  "9a6b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d",
] as const;
export const WAYS: RedeemingWay[] = ["code", "store-credit"];

/**
 * A shop whose customer has 500 points, worth 5.00, and a clock that the test moves. It can be used within tests only.
 * @param points that the customer has
 */
export function useRedeeming(open: () => Promise<TestDatabase>, points = 500) {
  let now = START;
  let customerId = "";
  const clock = clockOf(() => now);
  const shop = useShop(open, () => now);

  beforeEach(async () => {
    now = START;
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
      now: new Date(START.getTime() - 1_000),
    });
    customerId = shop.standIn.store.customers.all()[0]!.id;
    const gift = { id: WISHES[0], points, reason: "For the test" };
    const number = String(numericId(customerId));
    await adjustPoints({ prisma, shop: SHOP }, number, gift, "7", clock);
  });

  return {
    shop,
    clock,
    get now() {
      return now;
    },
    get customerId() {
      return customerId;
    },
    pass(milliseconds: number): void {
      now = new Date(now.getTime() + milliseconds);
    },
    reserve: (way: RedeemingWay, wished = 500, id: string = WISHES[0], by = clock) =>
      reserveRedemption(
        shop.opened.database.prisma,
        SHOP,
        { id, customerId, points: wished, way },
        by,
      ),
    settle: (client = shop.context.client, id: string = WISHES[0]) =>
      settleRedemption(shop.opened.database.prisma, SHOP, client, id, clock),
    /** The sum of the customer's entries. */
    async balance(): Promise<number> {
      const sum = await shop.opened.database.prisma.ledgerEntry.aggregate({
        where: { shop: SHOP, customerId },
        _sum: { points: true },
      });
      return Number(sum._sum.points ?? 0n);
    },
    /** What Shopify has given so far, in minor units. */
    money(): number {
      const { store } = shop.standIn;
      const codes = store.codeDiscounts.all().filter((one) => one.code.startsWith("PTS-"));
      const off = codes.reduce((sum, one) => sum + (one.amountMinor ?? 0), 0);
      return off + creditOf(store, customerId);
    },
  };
}
