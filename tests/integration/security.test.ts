import { createHmac } from "node:crypto";

import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import {
  createOffer,
  findOffer,
  listOffers,
  updateOffer,
} from "../../app/offers/offer-store.server.ts";
import { parseConfig } from "../../app/platform/config.server.ts";
import { EncryptedSessionStorage } from "../../app/platform/encrypted-session-storage.server.ts";
import { TextCipher } from "../../app/platform/encryption.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { isForInbox } from "../../app/shopify/webhook-topics.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { columnsOfShopTables, countRows, putAnyRow } from "../support/any-row.ts";
import { breakOf } from "../support/offers.ts";

/** As the tests' environment has it, which is parsed once. */
const SECRET = "secret";
const KEY = "ab".repeat(32);
const ENVIRONMENT = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: "https://tandem.example.com",
  TOKEN_ENCRYPTION_KEY: KEY,
};

describe.each(DATABASES)("what is kept, on %s", (_name, open) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  test("tokens are encrypted at rest, and read back as they were", async () => {
    const storage = new EncryptedSessionStorage(
      new PrismaSessionStorage(opened.database.prisma),
      new TextCipher("session-tokens", KEY),
    );
    const session = new Session({
      id: "offline_a.myshopify.com",
      shop: "a.myshopify.com",
      state: "",
      isOnline: false,
      accessToken: "shpat_secret",
      refreshToken: "shprt_secret",
      expires: new Date("2027-01-01T00:00:00Z"),
    });
    await storage.storeSession(session);
    const { rows } = await opened.database.sql.executeSql('SELECT * FROM "Session"');
    expect(JSON.stringify(rows)).not.toContain("secret");
    expect(await storage.loadSession(session.id)).toMatchObject({
      accessToken: "shpat_secret",
      refreshToken: "shprt_secret",
    });
    expect(
      (await storage.findSessionsByShop("a.myshopify.com")).map((one) => one.accessToken),
    ).toEqual(["shpat_secret"]);
    const other = new EncryptedSessionStorage(
      new PrismaSessionStorage(opened.database.prisma),
      new TextCipher("session-tokens", "cd".repeat(32)),
    );
    await expect(other.loadSession(session.id)).rejects.toThrow();
  });

  test("a shop neither sees nor changes what is another's", async () => {
    const { prisma } = opened.database;
    const offer = await createOffer(
      prisma,
      "a.myshopify.com",
      breakOf("Mine", "gid://shopify/Product/1", [[2, 10]]),
      "draft",
    );
    expect(await findOffer(prisma, "b.myshopify.com", offer.id)).toBeNull();
    expect(await listOffers(prisma, "b.myshopify.com")).toEqual([]);
    await expect(
      updateOffer(prisma, "b.myshopify.com", offer.id, 1, { status: "archived" }),
    ).rejects.toThrow();
    expect(await findOffer(prisma, "a.myshopify.com", offer.id)).toMatchObject({
      status: "draft",
      version: 1,
    });
  });

  test("a shop that asks to be forgotten is, in every table that has a shop, and nobody else", async () => {
    const { prisma } = opened.database;
    const tables = await columnsOfShopTables(prisma);
    expect(tables.size).toBeGreaterThan(25);
    const shops = ["c.myshopify.com", "d.myshopify.com"];
    for (const columns of tables.values())
      for (const shop of shops) await putAnyRow(prisma, columns, shop);
    // Two days after the uninstall, which was after the last token.
    const triggeredAt = new Date(Date.now() + 3 * 86_400_000);
    const request = { webhookId: "1", triggeredAt };
    await servePrivacyRequest(prisma, {
      ...request,
      shop: "c.myshopify.com",
      topic: "SHOP_REDACT",
      payload: {},
    });
    await servePrivacyRequest(prisma, {
      ...request,
      shop: "d.myshopify.com",
      topic: "CUSTOMERS_REDACT",
      payload: { customer: { id: 1 } },
    });
    // Of what was asked for, and done, a note is kept; and of a customer who was erased, a hash.
    const notes = new Map([
      ["PrivacyAudit", [2, 2]],
      ["ServedWebhook", [2, 2]],
      ["ErasedSubject", [0, 2]],
    ]);
    for (const name of tables.keys()) {
      const kept = await Promise.all(shops.map((shop) => countRows(prisma, name, shop)));
      expect([name, kept]).toEqual([name, notes.get(name) ?? [0, 1]]);
    }
  });
});

describe("configuration", () => {
  test.each([
    ["SHOPIFY_API_SECRET", undefined],
    ["SHOPIFY_APP_URL", "tandem"],
    ["TOKEN_ENCRYPTION_KEY", "short"],
    ["PORT", "many"],
    ["DATABASE_URL", "mysql://x"],
  ])("a wrong %s stops the start, by its name", (name, value) => {
    expect(() => parseConfig({ ...ENVIRONMENT, [name]: value })).toThrow(name);
  });

  test("what nobody set is production", () => {
    expect(parseConfig(ENVIRONMENT).NODE_ENV).toBe("production");
  });

  test.each([
    ["where the app is reached from elsewhere", { SHOPIFY_API_BASE: "http://localhost:1" }],
    [
      "at an address of another machine",
      { SHOPIFY_APP_URL: "http://localhost:2", APP_BRIDGE_URL: "http://example.com/bridge.js" },
    ],
    ["for the clock alone", { CLOCK_FILE: "clock" }],
  ])("the demo's stand-ins are refused %s", (_where, stoodIn) => {
    expect(() => parseConfig({ ...ENVIRONMENT, ...stoodIn })).toThrow(/localhost/);
  });

  test("two processes on the embedded database are refused", () => {
    expect(() => parseConfig({ ...ENVIRONMENT, ROLE: "worker" })).toThrow(/DATABASE_URL/);
  });
});

describe("webhooks", () => {
  const body = JSON.stringify({ id: 1 });
  const sign = (text: string, secret = SECRET) =>
    createHmac("sha256", secret).update(text).digest("base64");
  const headers = {
    "X-Shopify-Topic": "orders/create",
    "X-Shopify-Shop-Domain": "a.myshopify.com",
    "X-Shopify-Webhook-Id": "1",
    "X-Shopify-Triggered-At": "2026-11-24T00:00:00Z",
    "X-Shopify-Hmac-Sha256": sign(body),
  };
  const receive = async (change: Record<string, string>, text = body, method = "POST") => {
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const { receiveWebhook } = await import("../../app/shopify/receive-webhook.server.ts");
    const request = new Request("https://tandem.example.com/webhooks/inbox", {
      method,
      headers: { ...headers, ...change },
      ...(method === "POST" && { body: text }),
    });
    return receiveWebhook(request, isForInbox, {}).catch((refused: Response) => refused.status);
  };

  test("a signed one is read", async () => {
    expect(await receive({})).toMatchObject({
      shop: "a.myshopify.com",
      topic: "ORDERS_CREATE",
      webhookId: "1",
      payload: { id: 1 },
    });
  });

  test.each<[string, Record<string, string>, number, string?, string?]>([
    ["signed with another secret", { "X-Shopify-Hmac-Sha256": sign(body, "other") }, 401],
    ["whose body was changed", {}, 401, JSON.stringify({ id: 2 })],
    ["without a signature", { "X-Shopify-Hmac-Sha256": "" }, 401],
    ["of a shop that is none", { "X-Shopify-Shop-Domain": "evil.example.com" }, 400],
    ["without an id", { "X-Shopify-Webhook-Id": "" }, 400],
    ["of another address's topic", { "X-Shopify-Topic": "shop/redact" }, 400],
    ["that is fetched", {}, 405, body, "GET"],
  ])("one %s is refused", async (_what, change, status, text, method) => {
    expect(await receive(change, text, method)).toBe(status);
  });
});
