import { randomUUID } from "node:crypto";
import { request } from "node:http";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { SHOP_DOMAIN } from "../../demo/devstore.ts";
import type { RunningDemo } from "../../scripts/demo.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { doorOf } from "../../app/platform/doors.server.ts";
import { startTestDemo } from "../support/demo.ts";
import { addressesOfApp, BROWSER, Doors } from "../support/doors.ts";
import { foreignAsks } from "../support/foreign-asks.ts";
import {
  buyerClaims,
  keysOf,
  linkToken,
  MAIL_EVENTS_KEY,
  purchaseClaims,
  signQuery,
  signToken,
} from "../support/keys.ts";
import type { Key, Knock } from "../support/keys.ts";
import { FOR_ANYONE, isTurnedAway, kindsThatOpen, methodsOf } from "../support/opened-by.ts";
import {
  everythingOfOtherShop,
  fillOtherShop,
  ITS_MAIL,
  ITS_PURCHASE,
  ITS_WORDS,
} from "../support/other-shop.ts";
import type { ForeignIds } from "../support/other-shop.ts";

const ROUTES = addressesOfApp().map(({ route, path }) => ({
  route: route.replace("routes/", ""),
  path,
}));
const TRACE = /\n\s+at |node_modules|\.tsx?:\d|Invalid `|"stack"/;

describe("a key opens its own door, and no other", () => {
  let server: TestDatabase;
  let demo: RunningDemo;
  let keys: readonly Key[];
  let ids: ForeignIds;
  let reviewKey = "";
  let asked = 0;

  beforeAll(async () => {
    server = await openOnServer();
    vi.stubEnv("MAIL_EVENTS_KEY", MAIL_EVENTS_KEY);
    demo = await startTestDemo({ databaseUrl: server.url!, logLevel: "silent" });
    expect((await new Doors(demo).asMerchant("/app", "routes/app._index")).status).toBe(200);
    keys = keysOf(demo.secret, () => reviewKey);
    ids = await fillOtherShop(server.database.prisma);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await demo?.stop();
    await server?.close();
  });

  /** As the programme's editor shows it: a new one may have been asked for by now. */
  async function currentReviewKey(): Promise<string> {
    const doors = new Doors(demo);
    const answer = await doors.asMerchant("/app/loyalty/programme", "routes/app.loyalty.programme");
    return ((await answer.json()) as { hook: { key: string } }).hook.key;
  }

  /** Knocks at a door of the app's, each time from another address, so that no limit of one counts. */
  async function knock(at: Knock & { readonly route: string }, key: Key): Promise<Response> {
    const { headers = {}, query = {} } = key.show(at);
    const url = new URL(at.path, demo.appUrl);
    if (at.route.startsWith("app")) url.searchParams.set("_data", `routes/${at.route}`);
    if (at.route.startsWith("auth")) url.searchParams.set("shop", SHOP_DOMAIN);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    asked++;
    return fetch(url, {
      method: at.method,
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": BROWSER,
        "X-Forwarded-For": `10.0.${asked >> 8}.${asked & 255}`,
        ...headers,
      },
      ...(at.method !== "GET" && { body: at.body }),
    });
  }

  test.each(ROUTES)("$route: only with the key that the table names", async ({ route, path }) => {
    const kinds = kindsThatOpen(route);
    expect(kinds.length > 0 || FOR_ANYONE.includes(route), "no line in the table").toBe(true);
    const tried = keys.filter(({ nearly = "" }) => route.startsWith(nearly));
    if (kinds.includes("review")) reviewKey = await currentReviewKey();
    for (const method of methodsOf(route)) {
      const at = { route, path, method, body: "{}" };
      const answers = await Promise.all(
        tried.map(async (key) => ({ key, answer: await knock(at, key) })),
      );
      for (const { key, answer } of answers) {
        expect(answer.status, key.name).toBeLessThan(500);
        if (FOR_ANYONE.includes(route)) continue;
        const isOpen = key.opens !== null && kinds.includes(key.opens) && fits(key, route);
        const seen = isTurnedAway(route, answer) ? "turned away" : "let in";
        expect([key.name, method, seen]).toEqual([
          ...[key.name, method, isOpen ? "let in" : "turned away"],
        ]);
      }
    }
  });

  test("the page of the admin is opened by no other token in its address either", async () => {
    const host = Buffer.from("admin.shopify.com/store/tandem-demo").toString("base64");
    for (const { name, opens, show } of keys) {
      const shown = show({ path: "/app", method: "GET", body: "" }).headers?.["Authorization"];
      if (!shown) continue;
      const query = { shop: SHOP_DOMAIN, host, embedded: "1", id_token: shown.slice(7) };
      const answer = await fetch(`${demo.appUrl}/app?${new URLSearchParams(query).toString()}`, {
        redirect: "manual",
        headers: { "User-Agent": BROWSER },
      });
      const page = await answer.text();
      expect([name, page.includes("tandem-demo")]).toEqual([name, opens === "merchant"]);
      expect(answer.status).toBeLessThan(500);
    }
  });

  test("a buyer whose token names a full address gives themselves no points", async () => {
    const token = signToken(buyerClaims({ dest: `https://${SHOP_DOMAIN}/x` }), demo.secret);
    const path = "/app/loyalty/members/7001?_data=routes%2Fapp.loyalty.members.%24number";
    const answer = await fetch(demo.appUrl + path, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "User-Agent": BROWSER },
      body: JSON.stringify({ id: randomUUID(), points: "1000000", reason: "Mine" }),
    });
    expect([answer.status, await answer.text()]).toEqual([
      401,
      "This token doesn't open the Shopify admin.",
    ]);
    const where = { shop: SHOP_DOMAIN };
    expect(await server.database.prisma.ledgerEntry.count({ where })).toBe(0);
  });

  test.each(ROUTES)("$route: tells and changes nothing of another shop's", async ({ route }) => {
    const asks = foreignAsks(route, ids);
    expect(asks, "no line in the table").toBeDefined();
    if (route === "hooks.reviews") reviewKey = await currentReviewKey();
    const { prisma } = server.database;
    const before = await everythingOfOtherShop(prisma);
    expect(before).toContain(ITS_WORDS);
    for (const ask of asks ?? []) {
      const at = { ...ask, route, body: JSON.stringify(ask.body ?? {}) };
      const answer = await knock(at, foreignKey(route));
      expect(answer.status).toBeLessThan(500);
      expect(isTurnedAway(route, answer) && !route.startsWith("mail.")).toBe(false);
      expect(await answer.text()).not.toContain(ITS_WORDS);
    }
    expect(await everythingOfOtherShop(prisma)).toBe(before);
  });

  /** A key of the demo's shop, which names what the other shop has where a key names anything. */
  function foreignKey(route: string): Key {
    const [kind] = kindsThatOpen(route);
    const key = keys.find(({ opens }) => opens === kind)!;
    const { secret } = demo;
    const purpose = route.replace("mail.", "");
    const link = linkToken({ shop: SHOP_DOMAIN, mail: ITS_MAIL, purpose }, secret);
    if (kind === "link" || route === "mail.open")
      return { ...key, show: () => ({ query: { t: link } }) };
    if (kind === "purchase") {
      const token = signToken(purchaseClaims(ITS_PURCHASE), secret);
      return { ...key, show: () => ({ headers: { Authorization: `Bearer ${token}` } }) };
    }
    if (kind !== "webhook") return key;
    const ofShop = { "X-Shopify-Shop-Domain": SHOP_DOMAIN, "X-Shopify-Webhook-Id": randomUUID() };
    return { ...key, show: (at) => ({ headers: { ...key.show(at).headers, ...ofShop } }) };
  }

  test.each(["logged_in_customer_id", "shop", "timestamp", "signature", "path_prefix"])(
    "an address of the app proxy with %s twice is refused, in words",
    async (name) => {
      const signed = new URLSearchParams(signQuery({}, demo.secret));
      const own = new URLSearchParams({ [name]: name === "shop" ? SHOP_DOMAIN : "7001" });
      for (const query of [
        `${own.toString()}&${signed.toString()}`,
        `${signed.toString()}&${own.toString()}`,
      ]) {
        const answer = await fetch(`${demo.appUrl}/proxy/loyalty?${query}`);
        expect(answer.status).toBe(400);
        expect(await answer.text()).toBe(`Send “${name}” once: it is Shopify's.`);
      }
    },
  );

  test.each(["hmac=1", "Zed=1", "%C3%A9=1", "index=", "note=%00", "__proto__=1", "a[]=1&a[]=2"])(
    "whatever a shopper writes into the address of the app proxy, Shopify is not refused for it: %s",
    async (own) => {
      const signed = await fetch(`${demo.storeUrl}/apps/tandem/loyalty?${own}`);
      expect(signed.status).toBe(200);
    },
  );

  test("nor for a question mark, which may stand in a query as it is (RFC 3986, 3.4)", async () => {
    const signed = new URLSearchParams(signQuery({ note: "why?" }, demo.secret));
    const query = signed.toString().replace("why%3F", "why?");
    expect(query).toContain("note=why?&");
    const answer = await fetch(`${demo.appUrl}/proxy/loyalty?${query}`);
    expect(answer.status).toBe(200);
  });

  test.each([
    ["/webhooks/compliance", "orders/create"],
    ["/webhooks/compliance", "app/uninstalled"],
    ["/webhooks/app/uninstalled", "customers/redact"],
    ["/webhooks/inbox", "app/uninstalled"],
    ["/webhooks/inbox", "shop/redact"],
  ])("%s refuses a webhook of the topic %s, in words", async (path, topic) => {
    const answer = await new Doors(demo).webhookAt(path, topic, "{}");
    expect([answer.status, await answer.text()]).toEqual([
      400,
      `This address doesn't take the topic “${topic}”.`,
    ]);
    const shop = { shop: SHOP_DOMAIN };
    const settings = await server.database.prisma.shop.findUnique({ where: shop });
    expect(settings).toMatchObject({ isInstalled: true });
  });

  test.each<["GET" | "POST", string, string]>([
    ["GET", "/webhooks/inbox", "192.0.2.201"],
    ["POST", "/webhooks/inbox", "192.0.2.202"],
    ["POST", "/webhooks/of/before", "192.0.2.203"],
    ["POST", "/hooks/nothing", "192.0.2.204"],
    ["GET", "/hooks/reviews", "192.0.2.205"],
  ])("%s %s without a key is put off when there is much of it", async (method, path, from) => {
    const { perMinute } = doorOf(path);
    const noise = () =>
      fetch(demo.appUrl + path, {
        method,
        headers: { "X-Forwarded-For": from },
        ...(method === "POST" && { body: "{" }),
      });
    const answers = await Promise.all(Array.from({ length: perMinute }, noise));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses.size).toBe(1);
    expect([400, 401, 404, 405]).toContain([...statuses][0]);
    expect((await noise()).status).toBe(429);
  });

  test("what Shopify signed is never counted with it, whatever it is", async () => {
    const doors = new Doors(demo);
    for (const path of ["/webhooks/compliance", "/webhooks/of/before"]) {
      const asks = Array.from({ length: doorOf(path).perMinute + 1 }, () =>
        doors.webhookAt(path, "orders/create", "{}"),
      );
      const statuses = (await Promise.all(asks)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([400]));
    }
    expect((await doors.webhookAt("/webhooks/inbox", "orders/create", "{")).status).toBe(400);
  });

  test.each(["{", "null", "[]", '{"customer": {}}', '{"customer": {"id": "x"}}'])(
    "a request on privacy with the body %s is refused, in words",
    async (body) => {
      for (const topic of ["customers/redact", "customers/data_request"]) {
        const answer = await new Doors(demo).webhookAt("/webhooks/compliance", topic, body);
        expect(answer.status).toBe(400);
        expect(await answer.text()).toMatch(/customer|JSON/);
      }
    },
  );

  test.each([
    "/",
    "/app",
    "/app/offers?shop=x",
    "/auth/callback",
    "/auth/session-token",
    "/app?host=AA&shop=tandem-demo.myshopify.com",
  ])("%s, opened outside Shopify, ends on a page that says what to do", async (path) => {
    const answer = await fetch(demo.appUrl + path, { headers: { "User-Agent": BROWSER } });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain("Open Tandem from your Shopify admin");
    expect(page).not.toMatch(TRACE);
  });

  test("a body at a page that is only read is no error", async () => {
    for (const method of ["GET", "HEAD"]) {
      const status = await new Promise((resolve, reject) => {
        const headers = { "Content-Type": "text/plain", "User-Agent": BROWSER };
        const sent = request(`${demo.appUrl}/mail/pulse`, { method, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on("error", reject);
        sent.end("body");
      });
      expect(status).toBe(400);
    }
  });

  test("where a table is missing, no answer tells how the app is made", async () => {
    const { sql } = server.database;
    const tables = ["Shop", "FollowUpMail", "WebhookInbox", "PrivacyAudit"];
    for (const table of tables)
      await sql.executeSql(`ALTER TABLE "${table}" RENAME TO "${table} gone"`);
    const failed: string[] = [];
    for (const { route, path } of ROUTES)
      for (const method of methodsOf(route)) {
        const key = keys.find(({ opens }) => kindsThatOpen(route).some((kind) => kind === opens));
        if (!key) continue;
        const answer = await knock({ route, path, method, body: "{}" }, key);
        const text = await answer.text();
        expect(text, route).not.toMatch(TRACE);
        if (answer.status >= 500) failed.push(route);
      }
    for (const table of tables)
      await sql.executeSql(`ALTER TABLE "${table} gone" RENAME TO "${table}"`);
    expect(failed).toEqual(expect.arrayContaining(["app.offers._index", "webhooks.inbox"]));
  });
});

/** A link is for one page, and says so; the key of any other kind is one for all its doors. */
function fits({ name, opens }: Key, route: string): boolean {
  return opens !== "link" || name.endsWith(` ${route.replace("mail.", "")}`);
}
