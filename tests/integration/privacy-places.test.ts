import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { answerOf } from "../../app/privacy/data-requests.server.ts";
import { PLACES } from "../../app/privacy/places.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import type { DataOfPerson } from "../../app/privacy/data-of.server.ts";
import { wordsOfData } from "../../app/privacy/words.ts";
import { dumpDatabase, rowsNaming } from "../support/dump.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { emptyPlaces, putNamingRows, requestOf, tracesOf } from "../support/naming-rows.ts";
import type { Somebody } from "../support/naming-rows.ts";

const SHOP = "a.myshopify.com";
const DAY = 86_400_000;

const ADA: Somebody = {
  number: 7000123456,
  orderNumber: 5000123456,
  name: "Ada Lovelace",
  email: "ada@example.com",
  phone: "+49 30 901820",
};
const LINDA: Somebody = {
  number: 17000123456,
  orderNumber: 15000123456,
  name: "Linda",
  email: "linda+ada@example.com",
  phone: "+49 89 555555",
};
const TITLES = Object.values(PLACES).flatMap((place) => place.title ?? []);

describe.each(DATABASES)("every place where a customer can stand, on %s", (_name, open) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { prisma } = opened.database;
    await emptyPlaces(prisma);
    await prisma.erasedSubject.deleteMany();
    await putNamingRows(prisma, SHOP, ADA);
    await putNamingRows(prisma, SHOP, LINDA);
  });

  const serve = (topic: string, who: Somebody) =>
    servePrivacyRequest(opened.database.prisma, {
      shop: SHOP,
      webhookId: randomUUID(),
      topic,
      triggeredAt: new Date(),
      payload: requestOf(who, topic),
    });
  const naming = async (who: Somebody) =>
    rowsNaming(await dumpDatabase(opened.database), tracesOf(who));

  test("has nothing of a customer any more once they are erased, and all of another one", async () => {
    const linda = await naming(LINDA);
    expect((await naming(ADA)).length).toBeGreaterThan(linda.length / 2);
    await serve("CUSTOMERS_REDACT", ADA);
    expect(await naming(ADA)).toEqual([]);
    expect((await naming(LINDA)).toSorted()).toEqual(linda.toSorted());
  });

  test("names nobody in others' notes, whose words stay", async () => {
    const { prisma } = opened.database;
    const where = { customerId: `gid://shopify/Customer/${LINDA.number}` };
    const reason = "Was of ADA@example.com (+49/30-901820), 7000123456; linda+ada@example.com";
    await prisma.ledgerEntry.updateMany({
      where,
      data: { reason, key: `merged/${ADA.number}/1/in` },
    });
    await serve("CUSTOMERS_REDACT", ADA);
    const entry = await prisma.ledgerEntry.findFirstOrThrow({ where });
    expect(entry.reason).toBe("Was of [erased] (+[erased]), [erased]; linda+ada@example.com");
    expect(entry.key).toMatch(/^merged\/erased-[0-9a-f-]{36}\/1\/in$/);
    expect(await naming(ADA)).toEqual([]);
  });

  test.each([
    ["0170 1234567", "[erased]"],
    ["(0170) 123-45-67", "([erased]"],
    ["0170/1234567", "[erased]"],
    ["170 1234567", "[erased]"],
    ["+49 (0)170 1234567", "+[erased]"],
    ["0049 170 1234567", "00[erased]"],
    ["+491701234567", "+[erased]"],
    // Of somebody else: a longer number, another one, and an amount.
    ["0170 12345678", "0170 12345678"],
    ["0171 1234567", "0171 1234567"],
    ["123.45", "123.45"],
  ])("has another's note “call %s” as “call %s” once they are erased", async (written, left) => {
    const { prisma } = opened.database;
    const where = { customerId: `gid://shopify/Customer/${LINDA.number}` };
    await prisma.ledgerEntry.updateMany({ where, data: { reason: `Call ${written}, please` } });
    const news = { shop: SHOP, topic: "CHECKOUTS_UPDATE", triggeredAt: new Date() };
    const payload = { note: `Call ${written}` };
    await prisma.webhookInbox.create({ data: { ...news, webhookId: "waits", payload } });
    await serve("CUSTOMERS_REDACT", { ...ADA, phone: "+49 170 1234567" });
    const { reason } = await prisma.ledgerEntry.findFirstOrThrow({ where });
    expect(reason).toBe(`Call ${left}, please`);
    const isTheirs = written !== left;
    const waits = await prisma.webhookInbox.count({ where: { webhookId: "waits" } });
    expect(waits).toBe(isTheirs ? 0 : 1);
  });

  test.each([
    ["ada@example.com", "[erased]"],
    ["<Ada@Example.com>.", "<[erased]>."],
    ["ada@example.com.", "[erased]."],
    ["ada@example.com-", "[erased]-"],
    // Of somebody else, whose address begins or ends with this one.
    ["ada@example.com.au", "ada@example.com.au"],
    ["ada@example.com-shop.org", "ada@example.com-shop.org"],
    ["t.ada@example.com", "t.ada@example.com"],
  ])(
    "has another's note “to %s” as “to %s”, and its news, by an address",
    async (written, left) => {
      const { prisma } = opened.database;
      const where = { customerId: `gid://shopify/Customer/${LINDA.number}` };
      await prisma.ledgerEntry.updateMany({ where, data: { reason: `to ${written} now` } });
      const news = { shop: SHOP, topic: "CHECKOUTS_UPDATE", triggeredAt: new Date() };
      const payload = { email: written, name: "somebody" };
      await prisma.webhookInbox.create({ data: { ...news, webhookId: "waits", payload } });
      await serve("CUSTOMERS_DATA_REQUEST", ADA);
      const { id } = await prisma.privacyAudit.findFirstOrThrow({
        where: { topic: "CUSTOMERS_DATA_REQUEST" },
      });
      const isTheirs = written !== left;
      const told = (await answerOf(prisma, SHOP, id, new Date())) ?? "";
      expect(told.includes('"somebody"')).toBe(isTheirs);
      await serve("CUSTOMERS_REDACT", ADA);
      const { reason } = await prisma.ledgerEntry.findFirstOrThrow({ where });
      expect(reason).toBe(`to ${left} now`);
      const waits = await prisma.webhookInbox.count({ where: { webhookId: "waits" } });
      expect(waits).toBe(isTheirs ? 0 : 1);
    },
  );

  test("is in the answer to a request for data, with what is of nobody else", async () => {
    const { prisma } = opened.database;
    await serve("CUSTOMERS_DATA_REQUEST", ADA);
    const { id } = await prisma.privacyAudit.findFirstOrThrow({
      where: { topic: "CUSTOMERS_DATA_REQUEST" },
    });
    const answer = await answerOf(prisma, SHOP, id, new Date());
    const { data } = JSON.parse(answer!) as { data: Record<string, unknown[]> };
    expect(Object.keys(data).toSorted()).toEqual(TITLES.toSorted());
    for (const title of TITLES) expect([title, data[title]!.length > 0]).toEqual([title, true]);
    expect(rowsNaming([answer!], tracesOf(LINDA))).toEqual([]);
    expect(await answerOf(prisma, "b.myshopify.com", id, new Date())).toBeNull();
    expect(await answerOf(prisma, SHOP, id, new Date(Date.now() + 31 * DAY))).toBeNull();
  });

  describe("of whom Shopify told an address and a number alone", () => {
    const ask = (topic: string, { email, phone }: Pick<Somebody, "email" | "phone">) =>
      servePrivacyRequest(opened.database.prisma, {
        ...{ shop: SHOP, webhookId: randomUUID(), topic, triggeredAt: new Date() },
        payload: { customer: { id: null, email, phone } },
      });
    /** The request that was asked for last, and the answer as it can be downloaded. */
    async function answered() {
      const { prisma } = opened.database;
      const topic = "CUSTOMERS_DATA_REQUEST";
      const { id, detail } = await prisma.privacyAudit.findFirstOrThrow({
        where: { topic },
        orderBy: { createdAt: "desc" },
      });
      return { id, detail, answer: await answerOf(prisma, SHOP, id, new Date()) };
    }
    const dataIn = (answer: string | null) => (JSON.parse(answer!) as { data: DataOfPerson }).data;

    test("is in the answer as it was listed, and with what has come since", async () => {
      const { prisma } = opened.database;
      await ask("CUSTOMERS_DATA_REQUEST", ADA);
      const { detail, answer } = await answered();
      const { "Open data requests": _requests, ...data } = dataIn(answer);
      expect(detail.replace(/,? Open data requests \(\d+\)/, "")).toBe(wordsOfData(data));
      expect(data["Hashes of addresses"]).toHaveLength(1);
      expect(data["News from Shopify that waits"]).toHaveLength(1);
      expect(rowsNaming([answer!], tracesOf(LINDA))).toEqual([]);
      const news = { shop: SHOP, topic: "CHECKOUTS_UPDATE", triggeredAt: new Date() };
      const payload = { note: `Call ${ADA.phone.replaceAll(" ", "")}` };
      await prisma.webhookInbox.create({ data: { ...news, webhookId: "later", payload } });
      const later = dataIn((await answered()).answer);
      expect(later["News from Shopify that waits"]).toHaveLength(2);
    });

    test("stands nowhere in plain text, and goes when they are erased", async () => {
      const { prisma } = opened.database;
      const contact = { email: "new@example.com", phone: "+49 40 111222" };
      const reason = `Gift for ${contact.email}`;
      await prisma.ledgerEntry.updateMany({ data: { reason } });
      const payload = { email: contact.email };
      const news = { shop: SHOP, topic: "CHECKOUTS_UPDATE", triggeredAt: new Date(), payload };
      await prisma.webhookInbox.create({ data: { ...news, webhookId: "waits" } });
      await ask("CUSTOMERS_DATA_REQUEST", contact);
      const { id, answer } = await answered();
      expect(JSON.parse(answer!)).toMatchObject({ customer: null, ...contact });
      const kept = JSON.stringify(await prisma.dataRequest.findMany({ where: { id } }));
      expect(kept).not.toMatch(/new@example|111222/);
      await ask("CUSTOMERS_REDACT", { ...contact, email: "NEW@example.com" });
      expect(await prisma.dataRequest.count({ where: { id } })).toBe(0);
      expect((await answered()).answer).toBeNull();
    });
  });
});
