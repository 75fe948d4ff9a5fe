import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { accountPage } from "../../app/loyalty/account-page/answer-account.server.tsx";
import { ACCOUNT_WORDS } from "../../app/loyalty/account-page/words.ts";
import { CLAIM_MILLISECONDS } from "../../app/loyalty/redeem/claim-redemption.server.ts";
import { reserveRedemption } from "../../app/loyalty/redeem/reserve-redemption.server.ts";
import { settleRedemptions } from "../../app/loyalty/redeem/settle-redemptions.server.ts";
import { saveCombination } from "../../app/settings/combination.server.ts";
import { COPY_LOCALES } from "../../core/offers/locales.ts";
import { codeOf } from "../../core/loyalty/redeeming.ts";
import { AdminApiError, AdminApiRefusal } from "../../app/shopify/admin-client.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";
import { DATABASES } from "../support/databases.ts";
import { useRedeeming, WAYS, WISHES } from "../support/redeeming-shop.ts";
import { SHOP } from "../support/stand-in.ts";

describe.each(DATABASES)("redeeming, on %s", (_name, open) => {
  const given = useRedeeming(open);
  const { shop, clock, reserve, settle, balance, money, pass } = given;

  test.each(WAYS)("points become a %s, once, however often the form is sent", async (way) => {
    for (let times = 0; times < 3; times++) {
      expect(await reserve(way)).toMatchObject({ ok: true });
      expect(await settle()).toMatchObject({ state: "done", amountMinor: 500n });
    }
    expect([await balance(), money()]).toEqual([0, 500]);
  });

  test("a code is for its customer, once, on a cart of its worth", async () => {
    await reserve("code");
    await settle();
    const [code] = shop.standIn.store.codeDiscounts.all().slice(-1);
    expect(code).toMatchObject({
      code: codeOf(WISHES[0]!),
      amountMinor: 500,
      minimumMinor: 500,
      usageLimit: 1,
      customerIds: [given.customerId],
      combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
    });
  });

  test.each(COPY_LOCALES)(
    "whether a code adds to offers is said once, before points are spent and where the code is kept, in %s",
    async (locale) => {
      const { client, prisma } = { ...shop.context, ...shop.opened.database };
      const visitor = { locale, customerId: given.customerId, pathPrefix: "/apps/tandem" };
      const page = () => accountPage({ prisma, shop: SHOP, client }, visitor, null, given.now);
      const said = async (combines: boolean) => {
        const rules = { productDiscounts: true, orderDiscounts: combines, shippingDiscounts: true };
        await saveCombination(prisma, SHOP, rules);
        return (await page()).split(ACCOUNT_WORDS[locale].codeAlone).length - 1;
      };
      expect([await said(true), await said(false)]).toEqual([0, 1]);
      await reserve("code", 100);
      await settle();
      expect([await said(true), await said(false)]).toEqual([0, 1]);
      await reserve("code", 400, WISHES[1]);
      await settle(shop.context.client, WISHES[1]);
      expect([await said(true), await said(false)]).toEqual([0, 1]);
    },
  );

  /** As when it is told by Shopify: a code's amount is of the currency that the shop has by then. */
  async function changeCurrency(currencyCode: string) {
    const { store } = shop.standIn;
    store.updateShop({ currencyCode });
    await shop.opened.database.prisma.shop.update({
      where: { shop: SHOP },
      data: { currencyCode },
    });
  }

  test.each(WAYS)(
    "points of a programme in the shop's currency of before become no %s, and are offered for none",
    async (way) => {
      await changeCurrency("USD");
      expect(await reserve(way)).toEqual({ ok: false, refusal: "not-offered" });
      const { client, prisma } = { ...shop.context, ...shop.opened.database };
      const visitor = {
        ...{ locale: "en" as const, customerId: given.customerId, pathPrefix: "/apps/tandem" },
      };
      const page = await accountPage({ prisma, shop: SHOP, client }, visitor, null, given.now);
      expect(page).not.toContain("data-tandem-redeem");
      expect([await balance(), money()]).toEqual([500, 0]);
    },
  );

  test("a code that was to be made when the shop's currency changed gives its points back", async () => {
    await reserve("code");
    await changeCurrency("USD");
    expect(await settle()).toMatchObject({ state: "returned" });
    expect([await balance(), money()]).toEqual([500, 0]);
  });

  test("a code that was made before the shop's currency changed, and not noted, is not paid for twice", async () => {
    await reserve("code");
    await expect(settle(dying(shop.context.client, 0, true))).rejects.toThrow("dead");
    await changeCurrency("USD");
    pass(CLAIM_MILLISECONDS + 1_000);
    expect(await settle()).toMatchObject({ state: "done" });
    expect([await balance(), money()]).toEqual([0, 500]);
  });

  test("of two redemptions at once for the same points, one gets them", async () => {
    const both = await Promise.all([reserve("code"), reserve("store-credit", 500, WISHES[1]!)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual({ ok: false, refusal: "too-many" });
    await settleRedemptions(shop.opened.database.prisma, SHOP, shop.context.client, clock);
    expect([await balance(), money()]).toEqual([0, 500]);
  });

  test("nobody redeems with the id of another one's form", async () => {
    await reserve("code", 100);
    const other = shop.standIn.store.customers.all()[1]!.id;
    const { prisma } = shop.opened.database;
    const wish = { id: WISHES[0]!, customerId: other, points: 100, way: "code" as const };
    expect(await reserveRedemption(prisma, SHOP, wish, clock)).toMatchObject({ ok: false });
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
              data: { claimedAt: given.now },
            });
            pass(CLAIM_MILLISECONDS + 1_000);
          }
          expect(await settle()).toMatchObject({ state: "done" });
          expect([await balance(), money()]).toEqual([0, 500]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("while one settles it, another one leaves it alone", async () => {
    await reserve("store-credit");
    const [one, other] = await Promise.all([settle(), settle()]);
    expect([one.state, other.state].toSorted()).toContain("done");
    expect(money()).toBe(500);
  });

  test("where Shopify refuses for good, the points are back, with the reason", async () => {
    await reserve("store-credit");
    const refusing: AdminClient = {
      run: () => Promise.reject(new AdminApiRefusal("Access denied for store credit.")),
    };
    expect(await settle(refusing)).toMatchObject({ state: "returned" });
    expect([await balance(), money()]).toEqual([500, 0]);
    expect(await settle()).toMatchObject({ state: "returned" });
    shop.standIn.store.customers.remove(given.customerId);
    await reserve("code", 500, WISHES[1]!);
    expect(await settle(shop.context.client, WISHES[1]!)).toMatchObject({
      state: "returned",
      message: "Customer does not exist",
    });
    expect([await balance(), money()]).toEqual([500, 0]);
  });
});
