import { numberOf } from "@tandem/devstore/state";
import { mergePayload, orderPayload } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { unsubscribe } from "../../app/follow-ups/block-mail.server.ts";
import { noteMailEvent } from "../../app/follow-ups/mail-events.server.ts";
import { mailPreviewSchema } from "../../app/follow-ups/preview-mail.server.ts";
import { tellConsent } from "../../app/follow-ups/tell-consent.server.ts";
import { countTestMail, MOST_TEST_MAILS } from "../../app/follow-ups/test-mails.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { clockOf } from "../support/clock.ts";
import { EITHER_DATABASE } from "../support/databases.ts";
import { days, useFollowUpShop } from "../support/follow-up-shop.ts";
import { sendWhole } from "../support/parcels.ts";
import { SHOP } from "../support/stand-in.ts";

describe.each(EITHER_DATABASE)("who is not written to, on %s", (_name, open) => {
  const asking = useFollowUpShop(open);

  /** An order is placed, sent and delivered; its buyer is asked, if they are, five days after it. */
  async function orderAndAsk(day: number): Promise<void> {
    const placed = asking.place(days(day));
    // The same customer's, whatever their address is now.
    const order = asking.store.orders.put({ ...placed, customerId: customerId() });
    await asking.tell("ORDERS_CREATE", orderPayload(order, "EUR"));
    const news = sendWhole(asking.store, order.id, days(day + 1), days(day + 2));
    for (const told of news) await asking.tell(...told);
    await asking.work(days(day + 5));
  }
  const customerId = () => asking.order.customerId!;
  const customer = () => asking.store.customers.require(customerId());
  const lastMessageId = () => asking.store.mails.all().at(-1)!.headers!["message-id"]!;
  const note = (event: "bounced" | "complained", day: number) =>
    noteMailEvent(asking.prisma, { messageId: lastMessageId(), event }, days(day));
  const leave = (day: number) =>
    asking.prisma.$transaction((transaction) =>
      unsubscribe(transaction, SHOP, customerId(), days(day)),
    );
  const agree = (day: number) =>
    asking.consent({
      state: "SUBSCRIBED",
      optInLevel: "SINGLE_OPT_IN",
      updatedAt: days(day).toISOString(),
    });
  const mails = () => asking.subjects().length;

  test("an address that came back is not, and the one that it was corrected to is", async () => {
    await orderAndAsk(10);
    await note("bounced", 16);
    await orderAndAsk(20);
    expect(mails()).toBe(1);
    asking.store.customers.put({ ...customer(), email: "a.b@example.com" });
    await orderAndAsk(30);
    expect(asking.store.mails.all().map((mail) => mail.to)).toEqual([
      "a@example.com",
      "a.b@example.com",
    ]);
    // Written otherwise, the first one is the same.
    asking.store.customers.put({ ...customer(), email: "A@Example.com" });
    await orderAndAsk(40);
    expect(mails()).toBe(2);
    expect(JSON.stringify(await asking.prisma.addressBlock.findMany())).not.toMatch(/example/i);
  });

  test("who unsubscribed is not, until they agree again", async () => {
    agree(1);
    await leave(2);
    await orderAndAsk(10);
    expect(mails()).toBe(0);
    agree(16);
    await orderAndAsk(20);
    expect(mails()).toBe(1);
    await leave(26);
    await orderAndAsk(30);
    expect(mails()).toBe(1);
  });

  test("Shopify is told who unsubscribed, unless they have agreed again since", async () => {
    const tell = () => tellConsent(asking.prisma, SHOP, asking.shop.context.client, () => days(9));
    await leave(2);
    agree(3);
    await tell();
    expect(customer().marketing).toMatchObject({ state: "SUBSCRIBED" });
    await leave(4);
    await tell();
    expect(customer().marketing).toEqual({
      state: "UNSUBSCRIBED",
      optInLevel: "SINGLE_OPT_IN",
      updatedAt: days(4).toISOString(),
    });
  });

  test("who called a mail spam never is, nor is the address, whatever is agreed to later", async () => {
    await orderAndAsk(10);
    for (const event of ["bounced", "complained", "bounced"] as const) await note(event, 16);
    await leave(17);
    agree(18);
    await orderAndAsk(20);
    expect(mails()).toBe(1);
    asking.store.customers.put({ ...customer(), email: "other@example.com" });
    await orderAndAsk(30);
    expect(mails()).toBe(1);
    expect(await asking.prisma.mailBlock.findMany()).toMatchObject([{ reason: "complained" }]);
    expect(await asking.prisma.addressBlock.findMany()).toMatchObject([{ reason: "complained" }]);
    // Shopify merges them into somebody else, whose it is then, and asks to forget them.
    const kept = asking.store.customers.all().find((one) => one.id !== customerId())!;
    await asking.tell("CUSTOMERS_MERGE", mergePayload(kept.id, customerId()));
    expect(await asking.prisma.mailBlock.findMany()).toMatchObject([
      { customerId: kept.id, reason: "complained" },
    ]);
    await servePrivacyRequest(asking.prisma, {
      shop: SHOP,
      webhookId: "redact",
      topic: "CUSTOMERS_REDACT",
      triggeredAt: days(40),
      payload: { customer: { id: numberOf(kept.id) } },
    });
    expect(await asking.prisma.mailBlock.count()).toBe(0);
    expect(await asking.prisma.addressBlock.count()).toBe(0);
  });

  test("tests go to who tries them alone, and to nobody without end, however many at once", async () => {
    const written = readyMadeSequence().pulse;
    const preview = { kind: "pulse", locale: "en", written };
    expect(mailPreviewSchema.safeParse({ ...preview, to: "me" }).success).toBe(true);
    expect(mailPreviewSchema.safeParse({ ...preview, to: "other@example.com" }).success).toBe(
      false,
    );
    const count = (at: Date) =>
      countTestMail(
        asking.prisma,
        SHOP,
        clockOf(() => at),
      );
    const earlier = Array.from({ length: MOST_TEST_MAILS - 2 }, (_one, index) => ({
      shop: SHOP,
      id: `earlier-${index}`,
      sentAt: days(1),
    }));
    await asking.prisma.testMail.createMany({ data: earlier });
    const tries = await Promise.all(Array.from({ length: 4 }, () => count(days(1))));
    expect(tries.filter(Boolean)).toHaveLength(2);
    expect(await count(new Date(days(1).getTime() + 3_599_999))).toBe(false);
    expect(await count(new Date(days(1).getTime() + 3_600_000))).toBe(true);
    expect(await asking.prisma.testMail.count()).toBe(1);
  });
});
