import { createCipheriv, createHmac } from "node:crypto";

import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { issueSessionToken } from "@tandem/devstore/oauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { EncryptedSessionStorage } from "../../app/platform/encrypted-session-storage.server.ts";
import { TextCipher } from "../../app/platform/encryption.server.ts";
import { authenticateBy } from "../../app/shopify/authenticate-by.server.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";

const [OLD_KEY, NEW_KEY] = ["ab".repeat(32), "cd".repeat(32)];
const SHOP = "a.myshopify.com";
const NOW = new Date("2026-11-28T08:00:00Z");

/** The app's code, as a process with these secrets loads it. */
async function withSecrets(changes: Record<string, string>) {
  vi.resetModules();
  vi.unstubAllEnvs();
  vi.stubEnv("TOKEN_ENCRYPTION_KEY", OLD_KEY);
  for (const [name, value] of Object.entries(changes)) vi.stubEnv(name, value);
  const [links, forms, reviews, contacts, webhooks, codes] = await Promise.all([
    import("../../app/follow-ups/links.server.ts"),
    import("../../app/loyalty/account-page/form-token.server.ts"),
    import("../../app/loyalty/bonuses/review-key.server.ts"),
    import("../../app/loyalty/referrals/order-contact.server.ts"),
    import("../../app/shopify/receive-webhook.server.ts"),
    import("../../app/loyalty/referrals/take-code.server.ts"),
  ]);
  return { ...links, ...forms, ...reviews, ...contacts, ...webhooks, ...codes };
}
type Code = Awaited<ReturnType<typeof withSecrets>>;

const BEFORE = {};
const KEY_ROTATED = { TOKEN_ENCRYPTION_KEY: NEW_KEY, TOKEN_ENCRYPTION_KEYS_BEFORE: OLD_KEY };
const KEY_DROPPED = { TOKEN_ENCRYPTION_KEY: NEW_KEY };
const SECRET_ROTATED = { SHOPIFY_API_SECRET: "new-secret", SHOPIFY_API_SECRET_BEFORE: "secret" };
const SECRET_REVOKED = { SHOPIFY_API_SECRET: "new-secret" };
const HOLDS: [string, Record<string, string>][] = [
  ["as they were", BEFORE],
  ["after the encryption key was rotated", KEY_ROTATED],
  ["after Shopify's secret was rotated", SECRET_ROTATED],
  ["after Shopify's old secret was revoked", SECRET_REVOKED],
  ["after both were rotated", { ...KEY_ROTATED, ...SECRET_ROTATED }],
];

const LINK = { shop: SHOP, mail: "1", purpose: "unsubscribe" } as const;
const opens = (code: Code, link: string) => code.readLink(new URL(link), "unsubscribe", NOW);
/** As it was signed before keys had ids. */
const legacy = (text: string, encoding: "hex" | "base64url" = "hex") =>
  createHmac("sha256", "secret").update(text).digest(encoding);

describe("what we signed, with secrets", () => {
  let signed: { link: string; form: string };

  beforeAll(async () => {
    const code = await withSecrets(BEFORE);
    signed = {
      link: code.signedLink(LINK, NOW),
      form: code.createFormToken(SHOP, "ada"),
    };
  });

  test.each(HOLDS)("holds with them %s", async (_when, secrets) => {
    const code = await withSecrets(secrets);
    expect(opens(code, signed.link)).toMatchObject(LINK);
    expect(code.readFormToken(SHOP, "ada", signed.form)).toMatch(/^[0-9a-f-]{36}$/);
    expect(code.readFormToken(SHOP, "bob", signed.form)).toBeNull();
    expect(opens(code, code.signedLink(LINK, NOW))).toMatchObject(LINK);
  });

  test("does not hold once its key was dropped", async () => {
    const code = await withSecrets(KEY_DROPPED);
    expect(opens(code, signed.link)).toBe("forged");
    expect(code.readFormToken(SHOP, "ada", signed.form)).toBeNull();
  });

  test("does not hold under the id of another key, or for another purpose", async () => {
    const code = await withSecrets(KEY_ROTATED);
    const [, newId] = code.createFormToken(SHOP, "ada").split(".");
    const [id, , proof] = signed.form.split(".");
    expect(code.readFormToken(SHOP, "ada", `${id}.${newId}.${proof}`)).toBeNull();
    expect(code.readFormToken(SHOP, "ada", `${id}.00000000.${proof}`)).toBeNull();
    const [encoded, keyId] = new URL(signed.link).searchParams.get("t")!.split(".");
    const forged = new URL(signed.link);
    forged.searchParams.set("t", `${encoded}.${keyId}.${proof}`);
    expect(opens(code, forged.href)).toBe("forged");
  });

  test.each([
    ["while Shopify's secret is what it was", BEFORE, true],
    ["while it is rotated", SECRET_ROTATED, true],
    ["but not after it was revoked", SECRET_REVOKED, false],
  ])("holds as it was signed before keys had ids, %s", async (_when, secrets, isHolding) => {
    const code = await withSecrets(secrets);
    const content = { ...LINK, until: NOW.getTime() + 1 };
    const encoded = Buffer.from(JSON.stringify(content)).toString("base64url");
    const token = `${encoded}.${legacy(`mail ${encoded}`, "base64url")}`;
    const read = opens(code, `https://tandem.example.com/mail/unsubscribe?t=${token}`);
    expect(read !== "forged").toBe(isHolding);
    const form = `id.${legacy(`form ${SHOP} ada id`)}`;
    expect(code.readFormToken(SHOP, "ada", form) !== null).toBe(isHolding);
  });
});

describe("Shopify's own signature", () => {
  const body = JSON.stringify({ id: 1 });
  const receive = async (secrets: Record<string, string>, secret: string) => {
    const { receiveWebhook } = await withSecrets(secrets);
    const request = new Request("https://tandem.example.com/webhooks/inbox", {
      method: "POST",
      body,
      headers: {
        "X-Shopify-Topic": "orders/create",
        "X-Shopify-Shop-Domain": SHOP,
        "X-Shopify-Webhook-Id": "1",
        "X-Shopify-Triggered-At": NOW.toISOString(),
        "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
      },
    });
    return receiveWebhook(request, () => true, {}).then(
      () => 200,
      (refused: Response) => refused.status,
    );
  };

  test.each([
    ["the old secret, while it is rotated", SECRET_ROTATED, "secret", 200],
    ["the new secret, while it is rotated", SECRET_ROTATED, "new-secret", 200],
    ["the old secret, after it was revoked", SECRET_REVOKED, "secret", 401],
    ["another secret", SECRET_ROTATED, "other", 401],
  ])("of a webhook, by %s", async (_by, secrets, secret, status) => {
    expect(await receive(secrets, secret)).toBe(status);
  });

  test("of a token is judged by the library that has its secret", async () => {
    const opened = (secret: string) => ({
      secret,
      authenticate: {
        admin: () => Promise.resolve(secret),
        public: { checkout: () => Promise.resolve(secret) },
      },
    });
    const authenticate = authenticateBy([opened("new"), opened("old")]);
    for (const secret of ["new", "old", "other"]) {
      const judge = secret === "other" ? "new" : secret;
      const token = issueSessionToken({ shop: SHOP, apiKey: "key", secret, now: NOW });
      const headers = { Authorization: `Bearer ${token}` };
      expect(await authenticate.admin(new Request("https://x.example/", { headers }))).toBe(judge);
      expect(
        await authenticate.public.checkout(new Request(`https://x.example/?id_token=${token}`)),
      ).toBe(judge);
    }
  });
});

describe.each(EITHER_DATABASE)("what is stored, on %s", (_name, open) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await open();
  });
  beforeEach(() =>
    emptyTables(opened.database.prisma, ["session", "orderContact", "memberProfile", "shop"]),
  );
  afterAll(() => opened.close());

  test("tokens are read after the key was rotated, and are encrypted anew when they are stored", async () => {
    const inner = new PrismaSessionStorage(opened.database.prisma);
    const storage = (...keys: [string, ...string[]]) =>
      new EncryptedSessionStorage(inner, new TextCipher("session-tokens", ...keys));
    const session = new Session({
      id: `offline_${SHOP}`,
      shop: SHOP,
      state: "",
      isOnline: false,
      accessToken: "shpat_secret",
      refreshToken: "shprt_secret",
    });
    await storage(OLD_KEY).storeSession(session);
    const rotated = storage(NEW_KEY, OLD_KEY);
    const read = await rotated.loadSession(session.id);
    expect(read).toMatchObject({ accessToken: "shpat_secret", refreshToken: "shprt_secret" });
    await expect(storage(NEW_KEY).loadSession(session.id)).rejects.toThrow("No key with the id");
    await rotated.storeSession(read!);
    expect(await storage(NEW_KEY).loadSession(session.id)).toMatchObject({
      accessToken: "shpat_secret",
    });
  });

  test("tokens of before keys had ids are read with whichever of the keys they have", () => {
    const nonce = Buffer.alloc(12);
    const cipher = createCipheriv("aes-256-gcm", Buffer.from(OLD_KEY, "hex"), nonce);
    const body = Buffer.concat([cipher.update("shpat_secret"), cipher.final()]);
    const before = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    expect(new TextCipher("session-tokens", OLD_KEY).decrypt(before)).toBe("shpat_secret");
    expect(new TextCipher("session-tokens", NEW_KEY, OLD_KEY).decrypt(before)).toBe("shpat_secret");
    expect(() => new TextCipher("session-tokens", NEW_KEY).decrypt(before)).toThrow(
      "none of the keys",
    );
  });

  test("a review key is known after a rotation, and one of before keys had ids, until it is renewed", async () => {
    const { prisma } = opened.database;
    await prisma.shop.create({ data: { shop: SHOP, currencyCode: "EUR", timeZone: "UTC" } });
    const { key } = await (await withSecrets(BEFORE)).readReviewHook(prisma, SHOP);
    const old = `${SHOP}.${legacy(`reviews ${SHOP} 0`)}`;
    const code = await withSecrets({ ...KEY_ROTATED, ...SECRET_ROTATED });
    for (const one of [key, old]) expect(await code.shopOfReviewKey(prisma, one)).toBe(SHOP);
    expect(await code.shopOfReviewKey(prisma, `${key}x`)).toBeNull();
    expect(await code.shopOfReviewKey(prisma, `b.myshopify.com.${key.split(".")[3]}`)).toBeNull();
    const renewed = await code.renewReviewKey(prisma, SHOP);
    for (const one of [key, old]) expect(await code.shopOfReviewKey(prisma, one)).toBeNull();
    expect(await code.shopOfReviewKey(prisma, renewed.key)).toBe(SHOP);
  });

  test("a link for friends stays the one that was shared", async () => {
    const { prisma } = opened.database;
    const before = await (await withSecrets(BEFORE)).referralCodeOf(prisma, SHOP, "ada");
    const code = await withSecrets(KEY_ROTATED);
    expect(await code.referralCodeOf(prisma, SHOP, "ada")).toBe(before);
    expect(await code.referrerOf(prisma, SHOP, before)).toBe("ada");
  });

  test("who is one household still is, whichever keys their orders were noted by", async () => {
    const { prisma } = opened.database;
    const plain = "hauptstr5/10115/de";
    await prisma.orderContact.createMany({
      data: [
        { shop: SHOP, orderId: "1", emailHash: legacy(`contact ${SHOP} ada@example.com`) },
        { shop: SHOP, orderId: "2", addressHash: legacy(`contact ${SHOP} ${plain}`) },
        { shop: "b.myshopify.com", orderId: "1", emailHash: "other" },
      ],
    });
    const contact = {
      email: "Ada@example.com",
      address: { address1: "Hauptstr. 5", zip: "10115", country: "DE" },
    };
    for (const [index, secrets] of [BEFORE, KEY_ROTATED].entries()) {
      const code = await withSecrets(secrets);
      await prisma.$transaction((transaction) =>
        code.noteContact(transaction, SHOP, `new-${index}`, contact),
      );
    }
    const rows = await prisma.orderContact.findMany({ where: { shop: SHOP } });
    const hashes = (column: "emailHash" | "addressHash") =>
      rows.flatMap((row) => row[column] ?? []);
    for (const column of ["emailHash", "addressHash"] as const) {
      expect(hashes(column)).toHaveLength(3);
      expect(new Set(hashes(column)).size).toBe(1);
    }
    const code = await withSecrets(KEY_ROTATED);
    expect(code.emailHashesOf(SHOP, "ADA@example.com")).toContain(hashes("emailHash")[0]);
  });
});
