import { createServer } from "node:net";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { noteMailEvent } from "../../app/follow-ups/mail-events.server.ts";
import { saveFollowUpRules } from "../../app/follow-ups/rules-store.server.ts";
import { sendOnce } from "../../app/follow-ups/send-once.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { answerPulse, savePulseRules } from "../../app/follow-ups/pulses.server.ts";
import { tellConsent } from "../../app/follow-ups/tell-consent.server.ts";
import { tellFlow } from "../../app/follow-ups/tell-flow.server.ts";
import { workFollowUps } from "../../app/follow-ups/work-follow-ups.server.ts";
import { createMailer } from "../../app/mail/mailer.server.ts";
import type { Mailer } from "../../app/mail/mailer.server.ts";
import { createOffer } from "../../app/offers/offer-store.server.ts";
import { processInbox, storeWebhook } from "../../app/orders/webhook-inbox.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { FIRST_RULES } from "../../core/follow-ups/rules.ts";
import type { FollowUpRules } from "../../core/follow-ups/rules.ts";
import { refundLines } from "../../devstore/checkout/change-order.ts";
import { numberOf } from "../../devstore/state/store.ts";
import type { EmailMarketing, Order } from "../../devstore/state/types.ts";
import { orderPayload, refundPayload } from "../../devstore/webhooks/payloads.ts";
import { clockOf } from "../support/clock.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { placeKitOrder } from "../support/kit-order.ts";
import { sendWhole } from "../support/parcels.ts";
import { crossSellOf } from "../support/offers.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

/** Nine in the morning in Berlin. */
const ORDERED = new Date("2026-11-02T08:00:00Z");
const days = (count: number) => new Date(ORDERED.getTime() + count * 86_400_000);
const hours = (day: number, count: number) => new Date(days(day).getTime() + count * 3_600_000);
const SUPPORT = "help@shop.example";
const CONSENT: EmailMarketing = { state: "SUBSCRIBED", optInLevel: "SINGLE_OPT_IN" };

describe.each(DATABASES)("follow-ups, on %s", (_name, open) => {
  const shop = useShop(open, () => ORDERED);
  let order: Order;
  let mailer: Mailer;

  beforeEach(async () => {
    const { prisma } = shop.opened.database;
    await emptyTables(prisma, [
      "pulse",
      "pulseSettings",
      "orderFulfillment",
      "addressBlock",
      "orderFact",
      "refundFact",
      "webhookInbox",
      "followUp",
      "followUpMail",
      "followUpSequence",
      "followUpSettings",
      "mailBlock",
      "flowEvent",
    ]);
    mailer = createMailer(shop.standIn.smtpUrl, "offers@tandem.example");
    await savePulseRules(prisma, SHOP, {
      isOnOrderStatus: false,
      daysAfterFulfilment: 7,
      supportEmail: SUPPORT,
    });
    await saveSequence(
      prisma,
      SHOP,
      null,
      0,
      { content: readyMadeSequence(), status: "active" },
      ORDERED,
    );
    const goesWith = crossSellOf(
      "Goes with it",
      [shop.standIn.productId("classic-burger")],
      ["fries", "cola"].map(shop.standIn.productId),
    );
    await createOffer(prisma, SHOP, goesWith, "active");
    await publishShop(shop.opened.database, SHOP, shop.context.client, () => ORDERED);
    order = placeKitOrder(shop.standIn, ORDERED);
    consent(CONSENT);
    await tell("ORDERS_CREATE", orderPayload(order, "EUR"));
  });
  afterEach(() => mailer.close());

  let webhooks = 0;
  async function tell(topic: string, payload: unknown): Promise<void> {
    const { prisma } = shop.opened.database;
    const webhookId = `follow-up-${++webhooks}`;
    await storeWebhook(prisma, { shop: SHOP, webhookId, topic, triggeredAt: ORDERED, payload });
    await processInbox(
      prisma,
      SHOP,
      clockOf(() => ORDERED),
    );
  }
  /** It left after a day, and came after two; the pulse is due three days later. */
  async function deliver(one: Order = order): Promise<void> {
    const { store } = shop.standIn;
    for (const [topic, payload] of sendWhole(store, one.id, days(1), days(2)))
      await tell(topic, payload);
  }
  function consent(marketing: EmailMarketing): void {
    const customer = shop.standIn.store.customers.require(order.customerId!);
    shop.standIn.store.customers.put({ ...customer, marketing });
  }
  const work = (now: Date, by: Mailer = mailer) =>
    workFollowUps({
      prisma: shop.opened.database.prisma,
      shop: SHOP,
      client: shop.context.client,
      mailer: by,
      clock: clockOf(() => now),
    });
  const answer = (said: "happy" | "neutral" | "unhappy", now: Date, comment = "") =>
    answerPulse(
      shop.opened.database.prisma,
      SHOP,
      { orderId: order.id, customerId: order.customerId! },
      { answer: said, comment },
      clockOf(() => now),
      "mail",
    );
  const rules = (more: Partial<FollowUpRules>) =>
    saveFollowUpRules(shop.opened.database.prisma, SHOP, { ...FIRST_RULES, ...more });
  const sent = () => shop.standIn.store.mails.all();
  const subjects = () => sent().map((mail) => mail.subject);
  const followUp = () =>
    shop.opened.database.prisma.followUp.findUniqueOrThrow({
      where: { shop_orderId: { shop: SHOP, orderId: order.id } },
    });
  const states = async () =>
    (
      await shop.opened.database.prisma.followUpMail.findMany({ orderBy: { createdAt: "asc" } })
    ).map(({ stepId, state }) => `${stepId} ${state}`);

  test("ask first, in the buyer's language, with a way out; then, of who is happy, suggest", async () => {
    await deliver();
    await work(hours(5, -1));
    expect(sent()).toEqual([]);
    await work(days(5));
    const [pulse] = sent();
    expect(pulse).toMatchObject({
      to: "a@example.com",
      from: '"Fjord & Fizz" <offers@tandem.example>',
      replyTo: SUPPORT,
      subject: `Are you happy with #${order.number}?`,
      headers: {
        "list-unsubscribe": expect.stringMatching(/^<https:\/\/tandem\.example\.com\/mail\/unsub/),
        "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      },
    });
    expect(pulse?.html).toMatch(/lang="en"/);
    expect(pulse?.text).toMatch(/mail\/pulse\?t=\S+&answer=happy/);
    await answer("happy", days(6));
    await work(hours(6, 23));
    expect(sent()).toHaveLength(1);
    await work(days(7));
    expect(subjects()).toEqual([pulse?.subject, "What goes with your order"]);
    // Cola was ordered; what goes with the order is what was not.
    expect(sent()[1]?.text).toMatch(/Fries/);
    expect(sent()[1]?.text).not.toMatch(/Cola/);
    await work(days(9));
    expect(await followUp()).toMatchObject({ endedBecause: "done" });
    expect(await states()).toEqual(["pulse sent", "suggest sent"]);
  });

  test("are not sent twice, by however many workers at once", async () => {
    await deliver();
    await Promise.all(Array.from({ length: 4 }, () => work(days(5))));
    await work(days(6));
    expect(sent()).toHaveLength(1);
  });

  test("tell support of who is unhappy, with their words, and sell them nothing", async () => {
    await deliver();
    await work(days(5));
    await answer("unhappy", days(5), "The burger was cold");
    await work(days(5));
    const [, support] = sent();
    expect(support).toMatchObject({
      to: SUPPORT,
      replyTo: "a@example.com",
      subject: `#${order.number}: the buyer is not happy`,
    });
    expect(support?.text).toMatch(/The burger was cold/);
    for (let day = 6; day < 40; day++) await work(days(day));
    expect(await states()).toEqual(["pulse sent", "support sent", "help sent"]);
    expect(
      sent()
        .map((mail) => mail.html)
        .join(""),
    ).not.toMatch(/Fries/);
  });

  test("are in the buyer's language", async () => {
    shop.standIn.store.orders.put({ ...order, locale: "de" });
    await deliver();
    await work(days(5));
    expect(subjects()).toEqual([`Sind Sie zufrieden mit #${order.number}?`]);
    expect(sent()[0]?.text).toMatch(/Nicht zufrieden/);
  });

  test.each([
    ["never asked for mail", { state: "NOT_SUBSCRIBED", optInLevel: null }, "no-consent"],
    ["left", { state: "UNSUBSCRIBED", optInLevel: "SINGLE_OPT_IN" }, "no-consent"],
  ] as const)("are not sent to who %s", async (_who, marketing, why) => {
    consent(marketing);
    await deliver();
    await work(days(5));
    expect(sent()).toEqual([]);
    expect(await followUp()).toMatchObject({ endedBecause: why });
  });

  test("wait for who has still to confirm their address, and ask no less where the shop wants it", async () => {
    await rules({ needsConfirmedOptIn: true });
    consent({ state: "PENDING", optInLevel: "CONFIRMED_OPT_IN" });
    await deliver();
    await work(days(5));
    expect(sent()).toEqual([]);
    consent({ state: "SUBSCRIBED", optInLevel: "CONFIRMED_OPT_IN" });
    await work(days(6));
    expect(sent()).toHaveLength(1);
  });

  test("are not sent in the night of the buyer's own country", async () => {
    shop.standIn.store.orders.put({ ...order, country: "JP" });
    await deliver();
    // Five in the afternoon in Tokyo is fine; at nine in the evening there it waits for eight in the morning.
    await work(hours(5, 4));
    expect(sent()).toEqual([]);
    await work(hours(5, 14.9));
    expect(sent()).toEqual([]);
    await work(hours(5, 15));
    expect(sent()).toHaveLength(1);
  });

  test("keep within the cap, over all orders of a customer", async () => {
    await rules({ cap: { mails: 1, days: 7 } });
    await deliver();
    await work(days(5));
    await answer("happy", days(5));
    await work(days(6));
    await work(days(11));
    expect(sent()).toHaveLength(1);
    await work(days(12));
    expect(sent()).toHaveLength(2);
  });

  test("end with a refund, also one that comes when all is scheduled", async () => {
    await deliver();
    await work(days(5));
    await answer("happy", days(5));
    await work(days(5));
    const refunded = refundLines(
      shop.standIn.store,
      shop.standIn.store.orders.require(order.id),
      new Map([[order.lines[0]!.id, 1]]),
      days(5),
    );
    await tell("REFUNDS_CREATE", refundPayload(refunded.refund, refunded.order, "EUR"));
    await work(days(7));
    expect(sent()).toHaveLength(1);
    expect(await followUp()).toMatchObject({ endedBecause: "refunded" });
  });

  test("end with a new order, and with a complaint about another one", async () => {
    await deliver();
    const next = placeKitOrder(shop.standIn, days(3));
    await tell("ORDERS_CREATE", orderPayload(next, "EUR"));
    await work(days(5));
    expect(await followUp()).toMatchObject({ endedBecause: "ordered-again" });
    expect(sent()).toEqual([]);
  });

  test("go to nobody whom Shopify has asked to forget meanwhile", async () => {
    await deliver();
    await servePrivacyRequest(shop.opened.database.prisma, {
      shop: SHOP,
      webhookId: "redact",
      topic: "CUSTOMERS_REDACT",
      triggeredAt: ORDERED,
      payload: { customer: { id: numberOf(order.customerId!) } },
    });
    await work(days(5));
    expect(sent()).toEqual([]);
    expect(await shop.opened.database.prisma.followUp.count()).toBe(0);
  });

  test("go to nobody whom Shopify does not have any more", async () => {
    await deliver();
    shop.standIn.store.customers.remove(order.customerId!);
    await work(days(5));
    expect(await followUp()).toMatchObject({ endedBecause: "customer-gone" });
  });

  test("wait while the mail server is down, and go out when it is back", async () => {
    await deliver();
    const { store } = shop.standIn;
    store.updateShop({ faults: { ...store.shop.faults, isMailServerDown: true } });
    for (let minute = 0; minute < 60; minute += 5) await work(hours(5, minute / 60));
    expect(await states()).toEqual([]);
    store.updateShop({ faults: { ...store.shop.faults, isMailServerDown: false } });
    await work(hours(5, 2));
    expect(await states()).toEqual(["pulse sent"]);
    expect(sent()).toHaveLength(1);
    expect(await followUp()).toMatchObject({ failingSince: null });
  });

  test("are given up where the mail server takes nothing for three days", async () => {
    await deliver();
    const { store } = shop.standIn;
    store.updateShop({ faults: { ...store.shop.faults, isMailServerDown: true } });
    await work(days(5));
    await work(days(8.1));
    expect(await states()).toEqual(["pulse failed"]);
  });

  test("end where the address does not exist, and nothing is sent there again", async () => {
    const customer = shop.standIn.store.customers.require(order.customerId!);
    shop.standIn.store.customers.put({ ...customer, email: "bounce@example.com" });
    await deliver();
    await work(days(5));
    expect(await states()).toEqual(["pulse bounced"]);
    expect(await followUp()).toMatchObject({ endedBecause: "unreachable" });
    const next = placeKitOrder(shop.standIn, days(6));
    shop.standIn.store.orders.put({ ...next, customerId: order.customerId });
    await tell("ORDERS_CREATE", orderPayload({ ...next, customerId: order.customerId }, "EUR"));
    await deliver(next);
    await work(days(12));
    expect(sent()).toEqual([]);
  });

  test("that a process died over are not sent again, and the books say so", async () => {
    await deliver();
    const { prisma } = shop.opened.database;
    const dying: Mailer = {
      from: mailer.from,
      domain: mailer.domain,
      // It takes the mail, and the process ends before it hears of it.
      send: async (mail) => {
        await mailer.send(mail);
        throw new Error("the process died");
      },
      close: () => {},
    };
    await expect(work(days(5), dying)).rejects.toThrow("the process died");
    expect(await states()).toEqual(["pulse sending"]);
    await work(days(6));
    expect(await states()).toEqual(["pulse uncertain"]);
    expect(sent()).toHaveLength(1);
    // What it would have sent later goes on.
    await answer("happy", days(6));
    await work(days(8));
    expect(subjects().at(-1)).toBe("What goes with your order");
    // And who died before the mail server heard of it is not told from that: it is not sent either.
    const key = {
      shop: SHOP,
      orderId: "gid://shopify/Order/1",
      stepId: "pulse",
      sequenceId: null,
      customerId: null,
      addressHash: null,
    };
    const at = clockOf(() => days(5));
    const nothing = { events: [], mayStill: () => Promise.resolve(null) };
    const died = () => Promise.reject(new Error("died"));
    await expect(sendOnce(prisma, key, { ...nothing, send: died }, at)).rejects.toThrow();
    let tries = 0;
    const send = () => Promise.resolve({ kind: "taken" as const, tries: ++tries });
    await sendOnce(prisma, key, { ...nothing, send }, at);
    expect(tries).toBe(0);
  });

  test("wait while the merchant has paused them, and go on after", async () => {
    const { prisma } = shop.opened.database;
    const [stored] = await prisma.followUpSequence.findMany();
    await deliver();
    await work(days(3));
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
    await work(days(9));
    expect(sent()).toEqual([]);
    expect(await save("active", 1, days(10))).toBe(null);
    await save("active", 2, days(10));
    await work(days(10));
    expect(sent()).toHaveLength(1);
  });

  test("tell Shopify Flow of each step that is due, once, and Shopify of who left", async () => {
    await deliver();
    await work(days(5));
    const { prisma } = shop.opened.database;
    const { client } = shop.context;
    for (let times = 0; times < 2; times++) await tellFlow(prisma, SHOP, client, () => days(5));
    expect(shop.standIn.store.flowEvents.all()).toMatchObject([
      {
        handle: "follow-up-due",
        payload: {
          customer_id: numberOf(order.customerId!),
          order_id: numberOf(order.id),
          Sequence: "First ask, then suggest",
          Step: "pulse",
        },
      },
    ]);
    await prisma.mailBlock.create({
      data: {
        shop: SHOP,
        customerId: order.customerId!,
        reason: "unsubscribed",
        createdAt: days(5),
      },
    });
    await tellConsent(prisma, SHOP, client, () => days(5));
    const customer = shop.standIn.store.customers.require(order.customerId!);
    expect(customer.marketing?.state).toBe("UNSUBSCRIBED");
    await answer("happy", days(6));
    await work(days(8));
    expect(sent()).toHaveLength(1);
    expect(await followUp()).toMatchObject({ endedBecause: "unsubscribed" });
  });

  test("of which the server repeats the address keep what it said without the address", async () => {
    await deliver();
    await workBy(days(5), { RCPT: "550 5.1.1 <a@example.com>: unknown" });
    const [mail] = await shop.opened.database.prisma.followUpMail.findMany();
    expect(mail).toMatchObject({ state: "bounced", message: expect.stringMatching(/unknown/) });
    expect(mail?.message).not.toMatch(/example\.com/);
  });

  test("that came back later, or were called spam, are the last to that buyer", async () => {
    await deliver();
    await work(days(5));
    const { prisma } = shop.opened.database;
    const messageId = sent()[0]!.headers!["message-id"]!;
    const note = (event: "bounced" | "complained", id = messageId) =>
      noteMailEvent(prisma, { messageId: id, event }, days(5));
    expect(await note("bounced", "<other@example.com>")).toBe(false);
    expect(await note("bounced", messageId.replace(/^<......../, "<00000000"))).toBe(false);
    for (let times = 0; times < 2; times++) expect(await note("bounced")).toBe(true);
    expect(await states()).toEqual(["pulse bounced"]);
    await answer("happy", days(5));
    await work(days(7));
    expect(await followUp()).toMatchObject({ endedBecause: "unreachable" });
    await note("complained");
    await tellConsent(prisma, SHOP, shop.context.client, () => days(7));
    const customer = shop.standIn.store.customers.require(order.customerId!);
    expect(customer.marketing?.state).toBe("UNSUBSCRIBED");
  });

  /** Works by a mail server that answers by script; null breaks the line. */
  async function workBy(now: Date, answers: Readonly<Record<string, string | null>>) {
    const server = createServer((socket) => {
      socket.write("220 ready\r\n");
      socket.on("data", (data) => {
        const said = /^(EHLO|MAIL|RCPT|DATA)/.exec(data.toString())?.[1] ?? "content";
        const answer = { ...WILLING, ...answers }[said];
        if (typeof answer === "string") socket.write(`${answer}\r\n`);
        else socket.destroy();
      });
      socket.on("error", () => socket.destroy());
    });
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    const by = createMailer(`smtp://127.0.0.1:${port}`, mailer.from);
    await work(now, by);
    by.close();
    server.close();
  }
  const WILLING = {
    EHLO: "250 ready",
    MAIL: "250 OK",
    RCPT: "250 OK",
    DATA: "354 go on",
    content: "250 taken",
  };

  test.each([
    ["the line breaks after the content", { content: null }, ["pulse uncertain"], 0],
    ["the line breaks before the content", { DATA: null }, [], 1],
    ["the content is put off", { content: "451 later" }, [], 1],
    ["the content is refused", { content: "554 spam" }, ["pulse failed"], 0],
    ["the sender is refused, which is ours to mend", { MAIL: "550 not you" }, [], 1],
    ["the address is put off", { RCPT: "450 busy" }, [], 1],
  ])("where %s: %j is kept as %j, and sent again %i times", async (_what, answers, kept, times) => {
    await deliver();
    await workBy(days(5), answers);
    expect(await states()).toEqual(kept);
    await work(days(6));
    expect(sent()).toHaveLength(times);
  });
});
