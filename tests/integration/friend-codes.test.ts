import { randomUUID } from "node:crypto";

import type { Customer, Order } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { beforeEach, describe, expect, test } from "vitest";

import { friendPage } from "../../app/loyalty/referrals/answer-friend.server.tsx";
import type { Friend } from "../../app/loyalty/referrals/judge-friend.server.ts";
import { referralCodeOf, takeFriendCode } from "../../app/loyalty/referrals/take-code.server.ts";
import { currentProgramme, saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { erasePerson } from "../../app/privacy/erase-person.server.ts";
import { emptyBonuses } from "../../core/loyalty/bonuses-schema.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-11-02T08:00:00Z");
const days = (count: number) => new Date(NOW.getTime() + count * DAY);
const REFERRAL = { points: "500", friendOff: "5", minimum: "15", friendsPerYear: "20" };
const FRIEND = { email: "Friend.Of+shop@googlemail.com" };

describe.each(EITHER_DATABASE)("a friend's code, on %s", (_name, open) => {
  let clock = NOW;
  const shop = useShop(open, () => clock);
  let referrer: Customer;

  beforeEach(async () => {
    clock = NOW;
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "erasedSubject",
      "loyaltyProgramme",
      "memberProfile",
      "orderContact",
      "orderFact",
      "referral",
      "webhookInbox",
    ]);
    referrer = customer("referrer@gmail.com");
    await saveProgramme(prisma, {
      shop: SHOP,
      currencyCode: "EUR",
      draft: {
        ...emptyProgramme(),
        isRunning: true,
        bonuses: { ...emptyBonuses(), hasReferral: true, referral: REFERRAL },
      },
      version: 0,
      author: "7",
      now: new Date("2026-01-01T08:00:00Z"),
    });
  });

  /** A customer who has bought nothing. */
  function customer(email: string): Customer {
    const { customers } = shop.standIn.store;
    const known = customers.find((one) => one.email === email);
    const id = known?.id ?? `gid://shopify/Customer/${90_000 + customers.all().length}`;
    return customers.put({ ...customers.all()[0]!, id, email });
  }
  async function take(friend: Friend, id: string = randomUUID(), referrerId = referrer.id) {
    const { prisma } = shop.opened.database;
    const { rules } = (await currentProgramme(prisma, SHOP))!;
    const wish = { id, referrerId, friend, rules: rules.bonuses.referral!, currencyCode: "EUR" };
    const { client } = shop.context;
    return takeFriendCode(
      prisma,
      SHOP,
      client,
      wish,
      clockOf(() => clock),
    );
  }
  /** An order that Tandem hears of. */
  async function buy(more: Partial<Order>): Promise<void> {
    const { prisma } = shop.opened.database;
    const order = { ...placeKitOrder(shop.standIn, clock), ...more };
    await storeWebhook(prisma, {
      shop: SHOP,
      webhookId: randomUUID(),
      topic: "ORDERS_CREATE",
      triggeredAt: clock,
      payload: orderPayload(order, "EUR"),
    });
    await processInbox(
      prisma,
      SHOP,
      clockOf(() => clock),
    );
  }
  const codes = () =>
    shop.standIn.store.codeDiscounts.all().filter((one) => one.code.startsWith("FRIEND-"));
  const made = (code: string) => codes().find((one) => one.code === code);

  test("is offered by a link, and not while the programme is in the shop's currency of before", async () => {
    const { prisma } = shop.opened.database;
    const by = await referralCodeOf(prisma, SHOP, referrer.id);
    const url = new URL(`https://tandem.example.com/proxy/loyalty/friend?by=${by}`);
    const visitor = { locale: "en" as const, customerId: null, pathPrefix: "/apps/tandem" };
    const page = () =>
      friendPage(
        { prisma, shop: SHOP, client: shop.context.client },
        ...([visitor, url, null, clockOf(() => clock)] as const),
      );
    expect(await page()).toContain('name="token"');
    // Off their order would be 5 of whatever the shop's currency is by then.
    await prisma.shop.update({ where: { shop: SHOP }, data: { currencyCode: "KWD" } });
    expect(await page()).not.toContain('name="token"');
  });

  test("is one for a mailbox, however often the page is opened and the address is varied", async () => {
    const before = codes().length;
    const first = await take(FRIEND);
    expect(first).toMatchObject({ ok: true });
    for (const email of [FRIEND.email, "FRIENDOF@googlemail.com", "friend.of+2@googlemail.com"])
      expect(await take({ email })).toEqual(first);
    expect(codes()).toHaveLength(before + 1);
    expect(await shop.opened.database.prisma.referral.count()).toBe(1);
  });

  test("is the same for many who ask at once with one address, and for each other one its own", async () => {
    const same = await Promise.all(Array.from({ length: 6 }, () => take(FRIEND)));
    expect(new Set(same.map((one) => one.ok && one.code)).size).toBe(1);
    const other = await take({ email: "else@example.com" });
    expect(other).toMatchObject({ ok: true });
    expect(other).not.toEqual(same[0]);
  });

  test("is one in the shop: by another link they are shown the same one, and it counts for the first", async () => {
    const before = codes().length;
    const first = await take(FRIEND);
    for (const link of ["another@example.com", "third@example.com"])
      expect(await take(FRIEND, randomUUID(), customer(link).id)).toEqual(first);
    expect(codes()).toHaveLength(before + 1);
    expect(await shop.opened.database.prisma.referral.findMany()).toMatchObject([
      { referrerId: referrer.id },
    ]);
  });

  test("is one also for who asks by many links at once", async () => {
    const links = ["1@example.com", "2@example.com", "3@example.com", "4@example.com"].map(
      (email) => customer(email).id,
    );
    const taken = await Promise.all(links.map((link) => take(FRIEND, randomUUID(), link)));
    expect(new Set(taken.map((one) => one.ok && one.code)).size).toBe(1);
    expect(await shop.opened.database.prisma.referral.count()).toBe(1);
  });

  test("is the same for two who take each other's at once", async () => {
    const [one, other] = ["ann@example.com", "ben@example.com"].map(customer);
    const asks = Array.from({ length: 3 }, () => [
      take({ customerId: one!.id }, randomUUID(), other!.id),
      take({ customerId: other!.id }, randomUUID(), one!.id),
    ]);
    const taken = await Promise.all(asks.flat());
    expect(new Set(taken.map((answer) => answer.ok && answer.code)).size).toBe(2);
  });

  test("is one also for a customer whose address has changed", async () => {
    const known = customer("before@example.com");
    const first = await take({ customerId: known.id });
    shop.standIn.store.customers.put({ ...known, email: "after@example.com" });
    expect(first).toMatchObject({ ok: true });
    expect(await take({ customerId: known.id })).toEqual(first);
    expect(await take({ email: "after@example.com" })).toEqual(first);
  });

  test("is not what somebody else got by the same form", async () => {
    const id = randomUUID();
    const first = await take(FRIEND, id);
    const second = await take({ email: "else@example.com" }, id);
    expect(second).toMatchObject({ ok: true });
    expect(second).not.toEqual(first);
    expect(await take({ email: "else@example.com" }, id)).toEqual(second);
  });

  test("is made anew when the one before has ended", async () => {
    const first = await take(FRIEND);
    clock = days(29);
    expect(await take(FRIEND)).toEqual(first);
    clock = days(31);
    const second = await take(FRIEND);
    expect(second).toMatchObject({ ok: true });
    expect(second).not.toEqual(first);
  });

  test("is for the customer alone whom Shopify knows, signed in or by address", async () => {
    const known = customer("new-here@example.com");
    const taken = await take({ email: "new-here@example.com" });
    expect(taken.ok && made(taken.code)).toMatchObject({ customerIds: [known.id], usageLimit: 1 });
    expect(await take({ customerId: known.id })).toEqual(taken);
    const guest = await take(FRIEND);
    expect(guest.ok && made(guest.code)?.customerIds).toBeUndefined();
  });

  test.each<[string, () => Friend, "own" | "known"]>([
    ["who signed in with their own link", () => ({ customerId: referrer.id }), "own"],
    ["who gives their own address", () => ({ email: referrer.email }), "own"],
    ["who gives another form of it", () => ({ email: "Refer.rer+x@gmail.com" }), "own"],
    [
      "who is a customer of before Tandem was there",
      () => ({ email: placeKitOrder(shop.standIn, days(-90)).email }),
      "known",
    ],
  ])("is refused to one %s", async (_who, friend, refusal) => {
    const before = codes().length;
    expect(await take(friend())).toEqual({ ok: false, refusal });
    expect(codes()).toHaveLength(before);
  });

  test("is refused to a guest who has bought, by the hash of their address", async () => {
    await buy({ customerId: null, email: "friendof@googlemail.com" });
    expect(await take(FRIEND)).toEqual({ ok: false, refusal: "known" });
  });

  test("is refused to an address that was erased, of which nothing is stored any more", async () => {
    const { database } = shop.opened;
    const told = { customerId: null, orderIds: [], email: FRIEND.email.toLowerCase(), phone: null };
    await database.prisma.$transaction((at) => erasePerson(at, SHOP, told, clock));
    expect(await take(FRIEND)).toEqual({ ok: false, refusal: "known" });
    expect(await database.prisma.referral.count()).toBe(0);
    expect(await take({ email: "else@example.com" })).toMatchObject({ ok: true });
  });

  test("is refused to who has used one, also by another link", async () => {
    const taken = await take(FRIEND);
    const { prisma } = shop.opened.database;
    await prisma.referral.updateMany({ data: { orderId: "gid://shopify/Order/1" } });
    const other = customer("another@example.com").id;
    expect(taken).toMatchObject({ ok: true });
    expect(await take(FRIEND)).toEqual({ ok: false, refusal: "known" });
    expect(await take(FRIEND, randomUUID(), other)).toEqual({ ok: false, refusal: "known" });
  });

  test("cannot be used up for customers by strangers who make addresses up", async () => {
    const { prisma } = shop.opened.database;
    await prisma.referral.createMany({
      data: Array.from({ length: 1_000 }, (_one, index) => ({
        shop: SHOP,
        id: `flood-${index}`,
        code: `FLOOD-${index}`,
        friendHash: `flood-${index}`,
        referrerId: referrer.id,
        createdAt: clock,
      })),
    });
    expect(await take(FRIEND)).toEqual({ ok: false, refusal: "busy" });
    const known = customer("new-here@example.com");
    expect(await take({ customerId: known.id })).toMatchObject({ ok: true });
    expect(await take(FRIEND, randomUUID(), known.id)).toMatchObject({ ok: true });
    clock = days(1.01);
    expect(await take(FRIEND)).toMatchObject({ ok: true });
  });

  test("stores no address of the friend's", async () => {
    await take(FRIEND);
    const rows = await shop.opened.database.prisma.referral.findMany();
    expect(JSON.stringify(rows)).not.toMatch(/googlemail|friend\.of/i);
    expect(rows[0]?.friendHash).toMatch(/^[0-9a-f]{64}$/);
  });
});
