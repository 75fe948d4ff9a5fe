import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { emptyDraft } from "../../core/offers/draft.ts";
import { SHOP_DOMAIN as shop } from "../../demo/devstore.ts";
import type { RunningDemo } from "../../scripts/demo.ts";
import { openOnServer } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { startTestDemo } from "../support/demo.ts";
import { addressesOfApp, Doors } from "../support/doors.ts";

/** U+0000, half a surrogate pair, and what PostgreSQL can hold of them. */
const DIRTY = "a\0b\uD83Dc";
const CLEAN = "ab\uFFFDc";
const product = "gid://shopify/Product/1001";
const customerId = "gid://shopify/Customer/7001";
const orderId = (number: number) => `gid://shopify/Order/${number}`;

describe("P32: text that PostgreSQL cannot hold is cleaned at the door", () => {
  let server: TestDatabase;
  let demo: RunningDemo;
  let doors: Doors;

  beforeAll(async () => {
    server = await openOnServer();
    demo = await startTestDemo({ databaseUrl: server.url!, logLevel: "silent" });
    doors = new Doors(demo);
    expect((await doors.asMerchant("/app", "routes/app._index")).status).toBe(200);
  });
  afterAll(async () => {
    await demo?.stop();
    await server?.close();
  });

  const prisma = () => server.database.prisma;

  /** What a page's editor begins with. */
  async function draftOf(path: string, route: string): Promise<Record<string, unknown>> {
    const answer = await doors.asMerchant(path, route);
    return ((await answer.json()) as { draft: Record<string, unknown> }).draft;
  }

  async function orderOf(number: number): Promise<void> {
    const at = new Date(Date.now() - 86_400_000);
    const common = { shop, orderId: orderId(number) };
    await prisma().orderFact.create({
      data: {
        ...common,
        createdAt: at,
        updatedAt: at,
        currencyCode: "EUR",
        customerId,
        facts: { orderId: orderId(number), cancelledAt: null, lines: [] },
      },
    });
    await prisma().orderFulfillment.create({
      data: {
        ...common,
        fulfillmentId: `gid://shopify/Fulfillment/${number}`,
        status: "success",
        shipmentStatus: "delivered",
        createdAt: at,
        updatedAt: at,
        deliveredAt: at,
      },
    });
  }

  test("in the editor of an offer", async () => {
    const draft = {
      ...emptyDraft("add-on"),
      name: DIRTY,
      copy: { title: DIRTY, benefit: DIRTY },
      translations: { de: { title: DIRTY, benefit: "" } },
      terms: {
        triggers: [{ productId: product, variantIds: [] }],
        complements: [{ productId: "gid://shopify/Product/1002", variantIds: [] }],
      },
    };
    const answer = await doors.asMerchant("/app/offers/new", "routes/app.offers.$id", {
      intent: "save",
      version: 0,
      status: "draft",
      draft,
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(await prisma().offer.findFirst({ where: { shop, name: CLEAN } })).not.toBeNull();
  });

  test("in a CSV file of offers", async () => {
    const columns = "kind,name,copy.title,terms.triggers.0.productId,terms.complements.0.productId";
    const answer = await doors.asMerchant("/app/offers/import", "routes/app.offers.import", {
      csv: `${columns}\nadd-on,From a\0 file,Title,${product},gid://shopify/Product/1002`,
      isConfirmed: true,
    });
    expect(await answer.json()).toMatchObject({ ok: true, rows: [{ verdict: "create" }] });
    expect(await prisma().offer.count({ where: { shop, name: "From a file" } })).toBe(1);
  });

  test.each([
    ["__proto__.x", "1", "Export your offers to see all columns."],
    ["name.x", "1", "Did you mean “name”?"],
    ["schedule.startAt", "2027-01-01T00:00:00Z", "Did you mean “schedule.startsAt”?"],
  ])("a file with the column %s is refused by its name, and the app goes on", async (...file) => {
    const [column, cell, advice] = file;
    const csv = `kind,status,name,copy.title,surfaces,${column},terms.products.0.productId,terms.tiers.0.minimumQuantity,terms.tiers.0.discount.kind,terms.tiers.0.discount.value
quantity-break,active,Later,Later,product,${cell},${product},2,percentage,10`;
    const issue = { severity: "error", field: column };
    for (const isConfirmed of [false, true]) {
      const body = { csv, isConfirmed };
      const answer = await doors.asMerchant("/app/offers/import", "routes/app.offers.import", body);
      const message = `There is no column “${column}”. ${advice}`;
      expect(await answer.json()).toEqual({
        ok: true,
        isConfirmed,
        rows: [{ line: 2, name: "Later", verdict: "refuse", issues: [{ ...issue, message }] }],
      });
    }
    expect(await prisma().offer.count({ where: { shop, name: "Later" } })).toBe(0);
    expect((await doors.asMerchant("/app/offers", "routes/app.offers._index")).status).toBe(200);
  });

  test("in the programme, an adjustment’s reason, and a file of balances", async () => {
    const path = "/app/loyalty/programme";
    const route = "routes/app.loyalty.programme";
    const draft = { ...(await draftOf(path, route)), pointsName: DIRTY };
    const saved = await doors.asMerchant(path, route, { version: 0, draft });
    expect(await saved.json()).toMatchObject({ ok: true });
    expect((await draftOf(path, route))["pointsName"]).toBe(CLEAN);
    const adjusted = await doors.asMerchant(
      "/app/loyalty/members/7001",
      "routes/app.loyalty.members.$number",
      { id: randomUUID(), points: "5", reason: DIRTY },
    );
    expect(await adjusted.json()).toEqual({ ok: true });
    const entry = await prisma().ledgerEntry.findFirst({ where: { shop, customerId } });
    expect(entry).toMatchObject({ reason: CLEAN, points: 5n });
    const imported = await doors.asMerchant(
      "/app/loyalty/balances",
      "routes/app.loyalty.balances",
      {
        csv: "email,points,reason\nnobody@example.com,5,mo\0ved",
        isConfirmed: true,
        from: 0,
      },
    );
    expect(await imported.json()).toMatchObject({ ok: true });
  });

  test("in a sequence of mails", async () => {
    const path = "/app/follow-ups/new";
    const route = "routes/app.follow-ups_.$id";
    const draft = { ...(await draftOf(path, route)), name: DIRTY };
    const saved = await doors.asMerchant(path, route, { version: 0, status: "draft", draft });
    expect(await saved.json()).toMatchObject({ ok: true, sequence: { content: { name: CLEAN } } });
  });

  test("in an order’s note and in a line’s property that a shopper set", async () => {
    const at = "2026-11-02T08:00:00Z";
    const line = { id: 1, product_id: 1001, variant_id: 40001, gift_card: false, quantity: 1 };
    const order = {
      ...{ id: 5_000_001, created_at: at, updated_at: at, cancelled_at: null, currency: "EUR" },
      ...{ test: false, financial_status: "paid", customer: { id: 7001 }, email: "b@example.com" },
      ...{ shipping_address: null, discount_codes: [], discount_applications: [] },
      ...{ shipping_lines: [], refunds: [], note: "ring \0 twice" },
      line_items: [
        {
          ...line,
          ...{ current_quantity: 1, price: "15.80", discount_allocations: [] },
          properties: [
            { name: DIRTY, value: DIRTY },
            { name: "_tandem", value: DIRTY },
          ],
        },
      ],
    };
    const id = randomUUID();
    expect((await doors.webhook("orders/create", JSON.stringify(order), id)).status).toBe(200);
    const where = { shop_webhookId: { shop, webhookId: id } };
    await expect
      .poll(async () => (await prisma().webhookInbox.findUnique({ where }))?.processedAt)
      .toBeInstanceOf(Date);
    const fact = { shop_orderId: { shop, orderId: orderId(5_000_001) } };
    expect(await prisma().orderFact.findUnique({ where: fact })).toMatchObject({ customerId });
  });

  test("in a webhook on privacy, in one of no form, and in one that is no JSON", async () => {
    const asked = JSON.stringify({ customer: { id: 7001, email: DIRTY }, [DIRTY]: DIRTY });
    expect((await doors.webhook("customers/data_request", asked)).status).toBe(200);
    expect((await doors.webhook("orders/create", JSON.stringify(DIRTY))).status).toBe(200);
    expect((await doors.webhook("orders/create", '{"note": "\0"}')).status).toBe(400);
  });

  test("in what a buyer says on the order’s page, and on the page of a mail", async () => {
    await prisma().pulseSettings.create({
      data: { shop, isOnOrderStatus: true, daysAfterFulfilment: 0 },
    });
    for (const number of [1, 2]) await orderOf(number);
    const said = { answer: "happy", comment: DIRTY };
    const path = "/api/after-purchase/pulse";
    const onPage = await doors.asBuyer(path, customerId, { orderId: orderId(1), ...said });
    expect(onPage.status).toBe(200);
    await prisma().followUpMail.create({
      data: {
        ...{ shop, id: "mail", orderId: orderId(2), stepId: "pulse", customerId, state: "sent" },
        createdAt: new Date(),
      },
    });
    expect((await doors.answerMail("mail", said)).status).toBe(200);
    const pulses = await prisma().pulse.findMany({ where: { shop } });
    expect(pulses.map(({ comment }) => comment)).toEqual([CLEAN, "ab\uFFFDc"]);
  });

  test("in the parameters and the form of a page behind the app proxy", async () => {
    const query = "locale=%00&by=%00&%00=%00";
    for (const path of ["/proxy/loyalty", "/proxy/loyalty/friend"]) {
      expect((await doors.proxied(path, query)).status).toBe(200);
      const form = { token: DIRTY, month: DIRTY, [DIRTY]: DIRTY };
      expect((await doors.proxied(path, query, form)).status).toBe(200);
    }
  });

  test.each(addressesOfApp())(
    "$path: no address, no parameter and no body is answered with 500",
    async ({ path, route }) => {
      const query = "words=%00&tier=%00&answer=%00&show=%00&after=%00&kind=%00&page=%00&sort=%00";
      const read = await doors.asMerchant(`${path}?${query}`, route);
      expect(read.status, await read.text()).toBeLessThan(500);
      for (const body of [{ [DIRTY]: DIRTY }, { intent: "duplicate" }, DIRTY, null, [[DIRTY]]]) {
        const sent = await doors.asMerchant(path, route, body);
        expect(sent.status, await sent.text()).toBeLessThan(500);
      }
    },
  );
});
