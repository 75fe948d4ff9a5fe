import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { createOffer } from "../../app/offers/offer-store.server.ts";
import { saveSequence } from "../../app/follow-ups/sequence-store.server.ts";
import { saveProgramme } from "../../app/loyalty/programme-store.server.ts";
import { newCondition } from "../../core/audience/draft.ts";
import { readyMadeSequence } from "../../core/follow-ups/ready-made.ts";
import { emptyProgramme } from "../../core/loyalty/programme-schema.ts";
import { SHOP_DOMAIN as shop } from "../../demo/devstore.ts";
import type { RunningDemo } from "../../scripts/demo.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { startTestDemo } from "../support/demo.ts";
import { addressesOfApp, Doors } from "../support/doors.ts";
import { breakOf } from "../support/offers.ts";
import { methodsOf } from "../support/opened-by.ts";

const PRODUCT = "gid://shopify/Product/1001";
const OTHER_PRODUCT = "gid://shopify/Product/1002";
const CUSTOMER = "gid://shopify/Customer/7001";
const ORDER = "gid://shopify/Order/990001";
const AT = new Date("2026-11-02T08:00:00Z");
const AWAY = /"isShopifyAway":true/;

/** What an answer has, and, where Shopify is asked for something, how it says that this is missing. */
type Says = readonly [status: number, ...parts: RegExp[]];

/** Every page and file of the admin that can be read; a new one fails until it has a line here. */
const SAYS: ReadonlyMap<string, Says> = new Map<string, Says>([
  ["app", [200, /apiKey/]],
  ["app._index", [200, /"isBlockPlaced":null/, /"hasLiveOffer":true/]],
  ["app.follow-ups", [200, AWAY, /Came cold/]],
  ["app.follow-ups_.$id", [200, /"version":1/]],
  ["app.loyalty._index", [200, AWAY, /"customerId":"gid:\/\/shopify\/Customer\/7001"/]],
  ["app.loyalty.members.$number", [200, AWAY, /"points":10/]],
  // A list without names would be taken for the whole.
  ["app.loyalty.members.export", [503, /Can’t connect to Shopify right now/]],
  ["app.loyalty.import", [200]],
  ["app.loyalty.programme", [200, AWAY, /gid:\/\/shopify\/Product\/1001/, /Collection\/3001/]],
  ["app.offers.$id", [200, AWAY, /"name":"More of it"/]],
  ["app.offers._index", [200, /More of it/]],
  ["app.offers.conflicts", [200, AWAY, /More of it/, /Much more/]],
  ["app.offers.export", [200, /More of it/]],
  ["app.offers.import", [200]],
  ["app.one-click", [200, /"isOn":false/]],
  ["app.pairings", [200, AWAY, /gid:\/\/shopify\/Product\/1002/]],
  ["app.privacy", [200, /"requests":\[\]/]],
  // Of nobody: what is asked for is not there.
  ["app.privacy_.$id", [404]],
  ["app.settings", [200, /combines/i]],
]);

const PAGES = addressesOfApp()
  .map(({ route, path }) => ({ route: route.replace("routes/", ""), path }))
  .filter(({ route }) => /^app(\.|$)/.test(route) && methodsOf(route).includes("GET"));

describe("every page of the admin, while the Admin API answers 503", () => {
  let server: TestDatabase;
  let demo: RunningDemo;
  let doors: Doors;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    server = await openOnServer();
    demo = await startTestDemo({ databaseUrl: server.url!, logLevel: "silent" });
    doors = new Doors(demo);
    expect((await doors.asMerchant("/app", "routes/app._index")).status).toBe(200);
    await fill();
    await setDown(true);
  });
  afterAll(async () => {
    await demo?.stop();
    await server?.close();
  });

  /** Of everything that a page shows with something of Shopify's beside it, one. */
  async function fill(): Promise<void> {
    const { prisma } = server.database;
    const offer = await createOffer(
      prisma,
      shop,
      breakOf("More of it", PRODUCT, [[2, 10]]),
      "active",
    );
    await createOffer(prisma, shop, breakOf("Much more", PRODUCT, [[3, 20]]), "active");
    const content = readyMadeSequence();
    const sequence = await saveSequence(prisma, shop, null, 0, { content, status: "draft" }, AT);
    ids.set("app.offers.$id", `/app/offers/${offer.id}`);
    ids.set("app.follow-ups_.$id", `/app/follow-ups/${sequence!.id}`);
    ids.set("app.loyalty.members.$number", "/app/loyalty/members/7001");
    const { earning } = emptyProgramme();
    const campaign = {
      ...{ name: "Double", startsOn: "2026-11-01", endsOn: "2026-11-30", factor: "2" },
      ...{ scope: "collection", productIds: [PRODUCT] },
      collectionId: "gid://shopify/Collection/3001",
    };
    const saved = await saveProgramme(prisma, {
      ...{ shop, currencyCode: "EUR", version: 0, author: "7", now: AT },
      draft: {
        ...emptyProgramme(),
        isRunning: true,
        earning: { ...earning, excludedProductIds: [PRODUCT], campaigns: [campaign] },
      },
    });
    expect(saved).toMatchObject({ ok: true });
    await prisma.incompatiblePair.create({
      data: { shop, firstId: PRODUCT, secondId: OTHER_PRODUCT },
    });
    await prisma.memberMirror.create({ data: { shop, customerId: CUSTOMER, points: 10 } });
    await prisma.ledgerEntry.create({
      data: {
        ...{ shop, key: "one", customerId: CUSTOMER, kind: "adjusted", points: 10 },
        ...{ createdAt: AT, availableAt: AT, programmeVersion: 1 },
      },
    });
    const said = { answer: "unhappy", comment: "Came cold", answeredAt: AT };
    await prisma.pulse.create({ data: { shop, orderId: ORDER, customerId: CUSTOMER, ...said } });
  }

  async function setDown(isDown: boolean): Promise<void> {
    const body = new URLSearchParams(isDown ? { isDown: "on" } : {});
    const answer = await fetch(`${demo.storeUrl}/admin/settings/faults`, { method: "POST", body });
    expect(answer.status).toBe(200);
  }

  async function read(route: string, path: string): Promise<{ status: number; text: string }> {
    const answer = await doors.asMerchant(ids.get(route) ?? path, `routes/${route}`);
    return { status: answer.status, text: await answer.text() };
  }

  test.each(PAGES)(
    "$route shows what there is, and says what is missing",
    async ({ route, path }) => {
      const says = SAYS.get(route);
      expect(says, "no line in the table").toBeDefined();
      const [status, ...parts] = says!;
      const answer = await read(route, path);
      expect([route, answer.status]).toEqual([route, status]);
      for (const part of parts) expect(answer.text).toMatch(part);
      if (!parts.includes(AWAY)) expect(answer.text).not.toMatch(AWAY);
    },
  );

  test("a save loses nothing of what was typed, and says that it was none", async () => {
    const draft = async (route: string) =>
      (JSON.parse((await read(route, "/app/loyalty/programme")).text) as { draft: object }).draft;
    const path = ids.get("app.offers.$id")!;
    const offer = {
      intent: "save",
      version: 1,
      status: "active",
      draft: await draft("app.offers.$id"),
    };
    const programme = await draft("app.loyalty.programme");
    const csv = [
      "kind,name,copy.title,terms.products.0.productId,terms.tiers.0.minimumQuantity,terms.tiers.0.discount.kind,terms.tiers.0.discount.value",
      `quantity-break,Mine,Mine,${PRODUCT},2,percentage,20`,
    ].join("\n");
    const asks: [route: string, path: string, body: object][] = [
      ["app.offers.$id", path, offer],
      ["app.offers.$id", path, { intent: "status", version: 1, status: "active" }],
      [
        "app.offers._index",
        "/app/offers?index",
        { ids: [path.split("/").at(-1)], status: "active" },
      ],
      ["app.offers.collection", "/app/offers/collection", { id: "gid://shopify/Collection/3001" }],
      ["app.offers.preview", "/app/offers/preview", { draft: offer.draft, locale: "en" }],
      [
        "app.offers.simulate",
        "/app/offers/simulate",
        {
          ...{ id: null, draft: offer.draft },
          cart: [{ productId: PRODUCT, variantId: "gid://shopify/ProductVariant/1", quantity: 2 }],
        },
      ],
      [
        "app.offers.audience",
        "/app/offers/audience",
        { audience: { match: "all", conditions: [{ ...newCondition("orders"), value: "2" }] } },
      ],
      ["app.offers.import", "/app/offers/import", { csv, isConfirmed: true }],
      ["app.loyalty.programme", "/app/loyalty/programme", { version: 1, draft: programme }],
      ["app.loyalty.simulation", "/app/loyalty/simulation", { draft: programme }],
      [
        "app.loyalty.balances",
        "/app/loyalty/balances",
        { csv: "email,points\nada@example.com,5", isConfirmed: true, from: 0 },
      ],
      [
        "app.follow-ups.preview",
        "/app/follow-ups/preview",
        { kind: "message", locale: "en", written: readyMadeSequence().pulse },
      ],
    ];
    for (const [route, to, body] of asks) {
      const answer = await doors.asMerchant(to, `routes/${route}`, body);
      expect([route, answer.status, await answer.text()]).toEqual([
        ...[route, 200, expect.stringContaining("Can’t connect to Shopify right now")],
      ]);
    }
    const { prisma } = server.database;
    expect(await prisma.offer.count({ where: { shop } })).toBe(2);
    expect(await prisma.loyaltyProgramme.count({ where: { shop } })).toBe(1);
    expect(await prisma.ledgerEntry.count({ where: { shop } })).toBe(1);
  });

  test("a token that is renewed meanwhile closes nothing, and neither does a new installation of a known store", async () => {
    const { prisma } = server.database;
    await prisma.session.deleteMany({ where: { shop } });
    expect((await read("app.offers._index", "/app/offers")).status).toBe(200);
    await prisma.session.deleteMany({ where: { shop } });
    await prisma.shop.update({ where: { shop }, data: { isInstalled: false } });
    expect((await read("app.offers._index", "/app/offers")).status).toBe(200);
    expect(await prisma.shop.findUnique({ where: { shop } })).toMatchObject({ isInstalled: true });
  });

  test("a store that nobody knows yet is told what to do, and is installed once Shopify is back", async () => {
    const { prisma } = server.database;
    await prisma.session.deleteMany({ where: { shop } });
    await prisma.shop.delete({ where: { shop } });
    // The first answer is to a new token, the second to the token that is known by then.
    for (let tries = 0; tries < 2; tries++)
      expect(await read("app.offers._index", "/app/offers")).toEqual({
        status: 503,
        text: "Can’t connect to Shopify right now. Try again in a minute.",
      });
    // Some pages have a boundary of their own within the app's.
    for (const path of ["/app", "/app/offers", "/app/offers/new?kind=fixed-bundle"]) {
      const page = await doors.pageOfAdmin(path);
      expect([path, page.status]).toEqual([path, 503]);
      expect(await page.text()).toMatch(/<h1[^>]*>Can’t connect to Shopify right now<\/h1>/);
    }
    await setDown(false);
    expect((await read("app.offers._index", "/app/offers")).status).toBe(200);
    expect(await prisma.shop.findUnique({ where: { shop } })).toMatchObject({ isInstalled: true });
  });

  test("and none says so once it is back", async () => {
    for (const { route, path } of PAGES) {
      const { status, text } = await read(route, path);
      expect([route, status]).toEqual([route, route === "app.privacy_.$id" ? 404 : 200]);
      expect(text).not.toMatch(AWAY);
    }
  });
});
