import { numberOf } from "@tandem/devstore/state";
import { describe, expect, test } from "vitest";

import { saveFollowUpRules } from "../../app/follow-ups/rules-store.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { tellConsent } from "../../app/follow-ups/tell-consent.server.ts";
import { tellFlow } from "../../app/follow-ups/tell-flow.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { FIRST_RULES } from "../../core/follow-ups/rules.ts";
import type { FollowUpRules } from "../../core/follow-ups/rules.ts";
import { DATABASES } from "../support/databases.ts";
import { days, hours, SUPPORT, useFollowUpShop } from "../support/follow-up-shop.ts";
import { SHOP } from "../support/stand-in.ts";

describe.each(DATABASES)("follow-ups, on %s", (_name, open) => {
  const following = useFollowUpShop(open);
  const rules = (more: Partial<FollowUpRules>) =>
    saveFollowUpRules(following.prisma, SHOP, { ...FIRST_RULES, ...more });

  test("ask first, in the buyer's language, with a way out; then, of who is happy, suggest", async () => {
    await following.offerWhatGoesWith();
    await following.deliver();
    await following.work(hours(5, -1));
    expect(following.sent()).toEqual([]);
    await following.work(days(5));
    const [pulse] = following.sent();
    expect(pulse).toMatchObject({
      to: "a@example.com",
      from: '"Fjord & Fizz" <offers@tandem.example>',
      replyTo: SUPPORT,
      subject: `Are you happy with #${following.order.number}?`,
      headers: {
        "list-unsubscribe": expect.stringMatching(/^<https:\/\/tandem\.example\.com\/mail\/unsub/),
        "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      },
    });
    expect(pulse?.html).toMatch(/lang="en"/);
    expect(pulse?.text).toMatch(/mail\/pulse\?t=\S+&answer=happy/);
    await following.answer("happy", days(6));
    await following.work(hours(6, 23));
    expect(following.sent()).toHaveLength(1);
    await following.work(days(7));
    expect(following.subjects()).toEqual([pulse?.subject, "What goes with your order"]);
    // Cola was ordered; what goes with the order is what was not.
    expect(following.sent()[1]?.text).toMatch(/Fries/);
    expect(following.sent()[1]?.text).not.toMatch(/Cola/);
    await following.work(days(9));
    expect(await following.followUp()).toMatchObject({ endedBecause: "done" });
    expect(await following.states()).toEqual(["pulse sent", "suggest sent"]);
  });

  test("are not sent twice, by however many workers at once", async () => {
    await following.deliver();
    await Promise.all(Array.from({ length: 4 }, () => following.work(days(5))));
    await following.work(days(6));
    expect(following.sent()).toHaveLength(1);
  });

  test("tell support of who is unhappy, with their words, and sell them nothing", async () => {
    await following.offerWhatGoesWith();
    await following.deliver();
    await following.work(days(5));
    await following.answer("unhappy", days(5), "The burger was cold");
    await following.work(days(5));
    const [, support] = following.sent();
    expect(support).toMatchObject({
      to: SUPPORT,
      replyTo: "a@example.com",
      subject: `#${following.order.number}: the buyer is not happy`,
    });
    expect(support?.text).toMatch(/The burger was cold/);
    for (let day = 6; day < 40; day++) await following.work(days(day));
    expect(await following.states()).toEqual(["pulse sent", "support sent", "help sent"]);
    expect(
      following
        .sent()
        .map((mail) => mail.html)
        .join(""),
    ).not.toMatch(/Fries/);
  });

  test("are in the buyer's language", async () => {
    following.store.orders.put({ ...following.order, locale: "de" });
    await following.deliver();
    await following.work(days(5));
    expect(following.subjects()).toEqual([`Sind Sie zufrieden mit #${following.order.number}?`]);
    expect(following.sent()[0]?.text).toMatch(/Nicht zufrieden/);
  });

  test.each([
    ["never asked for mail", { state: "NOT_SUBSCRIBED", optInLevel: null }, "no-consent"],
    ["left", { state: "UNSUBSCRIBED", optInLevel: "SINGLE_OPT_IN" }, "no-consent"],
  ] as const)("are not sent to who %s", async (_who, marketing, why) => {
    following.consent(marketing);
    await following.deliver();
    await following.work(days(5));
    expect(following.sent()).toEqual([]);
    expect(await following.followUp()).toMatchObject({ endedBecause: why });
  });

  test("wait for who has still to confirm their address, and ask no less where the shop wants it", async () => {
    await rules({ needsConfirmedOptIn: true });
    following.consent({ state: "PENDING", optInLevel: "CONFIRMED_OPT_IN" });
    await following.deliver();
    await following.work(days(5));
    expect(following.sent()).toEqual([]);
    following.consent({ state: "SUBSCRIBED", optInLevel: "CONFIRMED_OPT_IN" });
    await following.work(days(6));
    expect(following.sent()).toHaveLength(1);
  });

  test("are not sent in the night of the buyer's own country", async () => {
    following.store.orders.put({ ...following.order, country: "JP" });
    await following.deliver();
    // Five in the afternoon in Tokyo is fine; at nine in the evening there it waits for eight in the morning.
    await following.work(hours(5, 4));
    expect(following.sent()).toEqual([]);
    await following.work(hours(5, 14.9));
    expect(following.sent()).toEqual([]);
    await following.work(hours(5, 15));
    expect(following.sent()).toHaveLength(1);
  });

  test("keep within the cap, over all orders of a customer", async () => {
    await rules({ cap: { mails: 1, days: 7 } });
    await following.offerWhatGoesWith();
    await following.deliver();
    await following.work(days(5));
    await following.answer("happy", days(5));
    await following.work(days(6));
    await following.work(days(11));
    expect(following.sent()).toHaveLength(1);
    await following.work(days(12));
    expect(following.sent()).toHaveLength(2);
  });

  test("wait while the merchant has paused them, and go on after", async () => {
    const { prisma } = following;
    const [stored] = await prisma.followUpSequence.findMany();
    await following.deliver();
    await following.work(days(3));
    const save = (status: "paused" | "active", version: number, now: Date) =>
      saveSequence(
        prisma,
        SHOP,
        stored!.id,
        version,
        { content: readyMadeSequence(), status },
        now,
      );
    await save("paused", 1, days(4));
    await following.work(days(9));
    expect(following.sent()).toEqual([]);
    expect(await save("active", 1, days(10))).toBe(null);
    await save("active", 2, days(10));
    await following.work(days(10));
    expect(following.sent()).toHaveLength(1);
  });

  test("tell Shopify Flow of each step that is due, once, and Shopify of who left", async () => {
    await following.deliver();
    await following.work(days(5));
    const { prisma } = following;
    const { client } = following.shop.context;
    for (let times = 0; times < 2; times++) await tellFlow(prisma, SHOP, client, () => days(5));
    expect(following.store.flowEvents.all()).toMatchObject([
      {
        handle: "follow-up-due",
        payload: {
          customer_id: numberOf(following.order.customerId!),
          order_id: numberOf(following.order.id),
          Sequence: "First ask, then suggest",
          Step: "pulse",
        },
      },
    ]);
    await prisma.mailBlock.create({
      data: {
        shop: SHOP,
        customerId: following.order.customerId!,
        reason: "unsubscribed",
        createdAt: days(5),
      },
    });
    await tellConsent(prisma, SHOP, client, () => days(5));
    const customer = following.store.customers.require(following.order.customerId!);
    expect(customer.marketing?.state).toBe("UNSUBSCRIBED");
    await following.answer("happy", days(6));
    await following.work(days(8));
    expect(following.sent()).toHaveLength(1);
    expect(await following.followUp()).toMatchObject({ endedBecause: "unsubscribed" });
  });
});
