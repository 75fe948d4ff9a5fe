import { numericId } from "@tandem/storefront-kit/ids";
import { describe, expect, test } from "vitest";

import { balancesOf } from "../../app/loyalty/balances.server.ts";
import { loadMember } from "../../app/loyalty/members.server.ts";
import { CLAIM_MILLISECONDS } from "../../app/loyalty/redeem/claim-redemption.server.ts";
import {
  AdminApiError,
  AdminApiRefusal,
  AdminApiUnanswered,
} from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { balanceOf } from "../../core/loyalty/balance.ts";
import type { EntryKind } from "../../core/loyalty/order-entries.ts";
import { clockOf } from "../support/clock.ts";
import { DATABASES } from "../support/databases.ts";
import { holdCalls } from "../support/held-client.ts";
import { useRedeeming, WISHES } from "../support/redeeming-shop.ts";
import { SHOP } from "../support/stand-in.ts";

const MINUTE = 60_000;

describe.each(DATABASES)("money is given once, on %s", (_name, open) => {
  const given = useRedeeming(open, 1_000);
  const { shop, reserve, settle, balance, money, pass } = given;
  const endClaims = () => pass(CLAIM_MILLISECONDS + 1);
  const failing = (failure: Error): AdminClient => ({ run: () => Promise.reject(failure) });

  test("P28: points that were spent by a clock that is ahead are spent for everyone", async () => {
    const ahead = clockOf(() => new Date(given.now.getTime() + MINUTE));
    expect(await reserve("code", 1_000, WISHES[0], ahead)).toMatchObject({ ok: true });
    expect(await reserve("code", 1_000, WISHES[1])).toEqual({ ok: false, refusal: "too-many" });
  });

  test("P28: a balance that the database sums is the one of the rule", async () => {
    const { prisma } = shop.opened.database;
    const customerId = "gid://shopify/Customer/77";
    const kinds = ["earned", "refunded", "redeemed", "returned", "expired", "adjusted", "moved"];
    const entries = (kinds as EntryKind[]).flatMap((kind, index) =>
      [-3, 5].flatMap((points) =>
        [-MINUTE, 0, MINUTE].map((later, at) => ({
          kind,
          points: points * 10 ** at + index,
          availableAt: new Date(given.now.getTime() + later),
        })),
      ),
    );
    await prisma.ledgerEntry.createMany({
      data: entries.map((entry, index) => ({
        ...entry,
        shop: SHOP,
        key: `parity/${index}`,
        customerId,
        programmeVersion: 1,
      })),
    });
    const counted = entries.map((one) => ({ ...one, availableAt: one.availableAt.toISOString() }));
    const sums = await balancesOf(prisma, SHOP, [customerId], given.now);
    expect(sums.get(customerId)).toEqual(balanceOf(counted, given.now.toISOString()));
  });

  test("P28: a credit whose answer comes when the job has found it is given once", async () => {
    await reserve("store-credit");
    const held = holdCalls(shop.context.client, "AddCredit", "after Shopify");
    const late = settle(held.client);
    await held.arrived;
    endClaims();
    expect(await settle()).toMatchObject({ state: "done" });
    held.release();
    expect(await late).toMatchObject({ state: "done", lateGrantId: null });
    expect([money(), await balance()]).toEqual([500, 500]);
  });

  test("P28: without an answer nobody tries again before Shopify is surely done", async () => {
    await reserve("store-credit");
    const silent = failing(new AdminApiUnanswered("Shopify does not answer in time.", null));
    await expect(settle(silent)).rejects.toThrow(AdminApiUnanswered);
    expect(await settle()).toMatchObject({ state: "reserved" });
    expect(money()).toBe(0);
    endClaims();
    expect(await settle()).toMatchObject({ state: "done" });
    expect(money()).toBe(500);
  });

  test("P28: a run that was held up does not ask when another has taken over", async () => {
    await reserve("store-credit");
    await expect(
      settle(failing(new AdminApiError("Down.", { isTransient: true }))),
    ).rejects.toThrow();
    const held = holdCalls(shop.context.client, "FindCredits", "after Shopify");
    const late = settle(held.client);
    await held.arrived;
    endClaims();
    await settle();
    held.release();
    expect(await late).toMatchObject({ state: "done", lateGrantId: null });
    expect(money()).toBe(500);
  });

  test("P28: a refusal that comes when another run gave the credit gives no points back", async () => {
    await reserve("store-credit");
    const refusing = failing(new AdminApiRefusal("Access denied for store credit."));
    const held = holdCalls(refusing, "AddCredit", "before Shopify");
    const late = settle(held.client);
    await held.arrived;
    endClaims();
    await settle();
    held.release();
    expect(await late).toMatchObject({ state: "done", message: null });
    expect([money(), await balance()]).toEqual([500, 500]);
  });

  test("a credit that Shopify gives after another one changes nothing, and is kept to be looked at", async () => {
    await reserve("store-credit");
    const held = holdCalls(shop.context.client, "AddCredit", "before Shopify");
    const late = settle(held.client);
    await held.arrived;
    endClaims();
    const { grantId } = await settle();
    held.release();
    const { lateGrantId, ...settled } = await late;
    expect(settled).toMatchObject({ state: "done", grantId });
    expect(lateGrantId).toMatch(/StoreCreditAccountCreditTransaction/);
    expect(lateGrantId).not.toBe(grantId);
    expect(await balance()).toBe(500);
    const number = String(numericId(given.customerId));
    const member = await loadMember(shop.context, number, given.now);
    expect(member?.lateGrants).toMatchObject([{ amountMinor: 500, currencyCode: "EUR" }]);
  });

  test("P28: a credit that another redemption took for its own is given again to its own", async () => {
    await reserve("store-credit");
    await expect(
      settle(failing(new AdminApiError("Down.", { isTransient: true }))),
    ).rejects.toThrow();
    await reserve("store-credit", 500, WISHES[1]);
    const held = holdCalls(shop.context.client, "AddCredit", "after Shopify");
    const late = settle(held.client, WISHES[1]);
    await held.arrived;
    const first = await settle();
    held.release();
    await expect(late).rejects.toThrow("has settled another redemption");
    const second = await settle(shop.context.client, WISHES[1]);
    expect([first, second]).toMatchObject([
      { state: "done" },
      { state: "done", lateGrantId: null },
    ]);
    expect(first.grantId).not.toBe(second.grantId);
    expect([money(), await balance()]).toEqual([1_000, 0]);
  });

  test("two wishes whose code would be the same are one code, and the other's points are back", async () => {
    const alike = WISHES[0].replace(/.$/, "0");
    await reserve("code");
    await reserve("code", 500, alike);
    await settle();
    expect(await settle(shop.context.client, alike)).toMatchObject({
      state: "returned",
      message: "Its code belongs to another redemption.",
    });
    expect([money(), await balance()]).toEqual([500, 500]);
  });
});
