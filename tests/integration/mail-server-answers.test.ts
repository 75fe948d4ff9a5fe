import { createServer } from "node:net";

import { orderPayload } from "@tandem/devstore/webhooks";
import { describe, expect, test } from "vitest";

import { noteMailEvent } from "../../app/follow-ups/mail-events.server.ts";
import { sendOnce } from "../../app/follow-ups/send-once.server.ts";
import { tellConsent } from "../../app/follow-ups/tell-consent.server.ts";
import { createMailer } from "../../app/mail/mailer.server.ts";
import type { Mailer } from "../../app/mail/mailer.server.ts";
import { clockOf } from "../support/clock.ts";
import { DATABASES } from "../support/databases.ts";
import { days, hours, useFollowUpShop } from "../support/follow-up-shop.ts";
import { SHOP } from "../support/stand-in.ts";

describe.each(DATABASES)("mails of a follow-up, on %s", (_name, open) => {
  const following = useFollowUpShop(open);

  test("wait while the mail server is down, and go out when it is back", async () => {
    await following.deliver();
    const { store } = following;
    store.updateShop({ faults: { ...store.shop.faults, isMailServerDown: true } });
    for (let minute = 0; minute < 60; minute += 5) await following.work(hours(5, minute / 60));
    expect(await following.states()).toEqual([]);
    store.updateShop({ faults: { ...store.shop.faults, isMailServerDown: false } });
    await following.work(hours(5, 2));
    expect(await following.states()).toEqual(["pulse sent"]);
    expect(following.sent()).toHaveLength(1);
    expect(await following.followUp()).toMatchObject({ failingSince: null });
  });

  test("are given up where the mail server takes nothing for three days", async () => {
    await following.deliver();
    const { store } = following;
    store.updateShop({ faults: { ...store.shop.faults, isMailServerDown: true } });
    await following.work(days(5));
    await following.work(days(8.1));
    expect(await following.states()).toEqual(["pulse failed"]);
  });

  test("end where the address does not exist, and nothing is sent there again", async () => {
    const customer = following.store.customers.require(following.order.customerId!);
    following.store.customers.put({ ...customer, email: "bounce@example.com" });
    await following.deliver();
    await following.work(days(5));
    expect(await following.states()).toEqual(["pulse bounced"]);
    expect(await following.followUp()).toMatchObject({ endedBecause: "unreachable" });
    const next = following.place(days(6));
    following.store.orders.put({ ...next, customerId: following.order.customerId });
    await following.tell(
      "ORDERS_CREATE",
      orderPayload({ ...next, customerId: following.order.customerId }, "EUR"),
    );
    await following.deliver(next);
    await following.work(days(12));
    expect(following.sent()).toEqual([]);
  });

  test("that a process died over are not sent again, and the books say so", async () => {
    await following.offerWhatGoesWith();
    await following.deliver();
    const { prisma } = following;
    const dying: Mailer = {
      from: following.mailer.from,
      domain: following.mailer.domain,
      // It takes the mail, and the process ends before it hears of it.
      send: async (mail) => {
        await following.mailer.send(mail);
        throw new Error("the process died");
      },
      close: () => {},
    };
    await expect(following.work(days(5), dying)).rejects.toThrow("the process died");
    expect(await following.states()).toEqual(["pulse sending"]);
    await following.work(days(6));
    expect(await following.states()).toEqual(["pulse uncertain"]);
    expect(following.sent()).toHaveLength(1);
    // What it would have sent later goes on.
    await following.answer("happy", days(6));
    await following.work(days(8));
    expect(following.subjects().at(-1)).toBe("What goes with your order");
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

  test("of which the server repeats the address keep what it said without the address", async () => {
    await following.deliver();
    await workBy(days(5), { RCPT: "550 5.1.1 <a@example.com>: unknown" });
    const [mail] = await following.prisma.followUpMail.findMany();
    expect(mail).toMatchObject({ state: "bounced", message: expect.stringMatching(/unknown/) });
    expect(mail?.message).not.toMatch(/example\.com/);
  });

  test("that came back later, or were called spam, are the last to that buyer", async () => {
    await following.deliver();
    await following.work(days(5));
    const { prisma } = following;
    const messageId = following.sent()[0]!.headers!["message-id"]!;
    const note = (event: "bounced" | "complained", id = messageId) =>
      noteMailEvent(prisma, { messageId: id, event }, days(5));
    expect(await note("bounced", "<other@example.com>")).toBe(false);
    expect(await note("bounced", messageId.replace(/^<......../, "<00000000"))).toBe(false);
    for (let times = 0; times < 2; times++) expect(await note("bounced")).toBe(true);
    expect(await following.states()).toEqual(["pulse bounced"]);
    await following.answer("happy", days(5));
    await following.work(days(7));
    expect(await following.followUp()).toMatchObject({ endedBecause: "unreachable" });
    await note("complained");
    await tellConsent(prisma, SHOP, following.shop.context.client, () => days(7));
    const customer = following.store.customers.require(following.order.customerId!);
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
    const by = createMailer(`smtp://127.0.0.1:${port}`, following.mailer.from);
    await following.work(now, by);
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
    await following.deliver();
    await workBy(days(5), answers);
    expect(await following.states()).toEqual(kept);
    await following.work(days(6));
    expect(following.sent()).toHaveLength(times);
  });
});
