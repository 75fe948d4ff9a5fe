import { randomUUID } from "node:crypto";

import { beforeEach, describe, expect, test } from "vitest";

import { loadPrivacyRequests } from "../../app/privacy/load-privacy-requests.server.ts";
import { forgetDataRequests } from "../../app/privacy/data-requests.server.ts";
import { servePrivacyRequest } from "../../app/privacy/serve-privacy-request.server.ts";
import { serveUninstall } from "../../app/settings/forget-installation.server.ts";
import { timeOfToken } from "../../app/settings/installation.server.ts";
import { columnsOfShopTables, countRows } from "../support/any-row.ts";
import { EITHER_DATABASE, emptyTables } from "../support/databases.ts";
import { emptyPlaces, putNamingRows, requestOf } from "../support/naming-rows.ts";
import { useShop } from "../support/shop.ts";
import { SHOP } from "../support/stand-in.ts";

const HOUR = 3_600_000;
const hoursAgo = (count: number) => new Date(Date.now() - count * HOUR);
const ADA = {
  number: 7000123456,
  orderNumber: 5000123456,
  ...{ name: "Ada", email: "ada@example.com", phone: "+49 30 901820" },
};

describe.each(EITHER_DATABASE)("what Shopify tells at the end, on %s", (_name, open) => {
  const shop = useShop(open, () => new Date());
  const prisma = () => shop.context.prisma;

  beforeEach(async () => {
    await emptyPlaces(prisma());
    await emptyTables(prisma(), ["session"]);
  });

  const uninstall = (triggeredAt: Date, webhookId: string = randomUUID()) =>
    serveUninstall(prisma(), {
      ...{ shop: SHOP, webhookId, topic: "APP_UNINSTALLED", triggeredAt, payload: {} },
    });
  const request = (topic: string, payload: unknown, triggeredAt = new Date(), id?: string) =>
    servePrivacyRequest(prisma(), {
      ...{ shop: SHOP, webhookId: id ?? randomUUID(), topic, triggeredAt, payload },
    });
  /** What comes of a token: the shop is there, and so is its session. */
  const install = (installedAt?: Date) =>
    prisma().$transaction(async (transaction) => {
      const at = installedAt ?? (await timeOfToken(transaction, SHOP));
      await transaction.shop.update({
        where: { shop: SHOP },
        data: { isInstalled: true, installedAt: at },
      });
      const session = { shop: SHOP, state: "", accessToken: "sealed" };
      await transaction.session.create({ data: { id: randomUUID(), ...session } });
    });
  const state = async () => ({
    isInstalled: (await prisma().shop.findUnique({ where: { shop: SHOP } }))?.isInstalled,
    sessions: await prisma().session.count({ where: { shop: SHOP } }),
  });
  const audit = async () =>
    (await prisma().privacyAudit.findMany({ where: { shop: SHOP } })).map((one) => one.detail);

  test("an uninstall ends the installation that it is of, and none that came after it", async () => {
    await install(hoursAgo(72));
    const first = randomUUID();
    await uninstall(hoursAgo(5), first);
    expect(await state()).toEqual({ isInstalled: false, sessions: 0 });
    await install();
    await uninstall(hoursAgo(5), first);
    await uninstall(hoursAgo(5));
    expect(await state()).toEqual({ isInstalled: true, sessions: 1 });
    await uninstall(new Date(Date.now() + 1_000));
    expect(await state()).toEqual({ isInstalled: false, sessions: 0 });
  });

  test("a shop that came back before its uninstall was told of is not sent away", async () => {
    await install(hoursAgo(72));
    await install();
    await uninstall(hoursAgo(1));
    expect(await state()).toMatchObject({ isInstalled: true });
  });

  test("a shop that came back within 48 hours is not erased; one that did not is, but for notes", async () => {
    await install(hoursAgo(72));
    await uninstall(hoursAgo(49));
    await install();
    await request("SHOP_REDACT", {}, hoursAgo(1));
    expect(await state()).toEqual({ isInstalled: true, sessions: 1 });
    await putNamingRows(prisma(), SHOP, ADA);
    await uninstall(new Date(Date.now() + 1_000));
    const last = randomUUID();
    await request("SHOP_REDACT", {}, new Date(Date.now() + 49 * HOUR), last);
    await request("SHOP_REDACT", {}, new Date(Date.now() + 49 * HOUR), last);
    const left = new Map<string, number>();
    for (const table of (await columnsOfShopTables(prisma())).keys()) {
      const count = await countRows(prisma(), table, SHOP);
      if (count > 0) left.set(table, count);
    }
    expect([...left.keys()].toSorted()).toEqual(["PrivacyAudit", "ServedWebhook"]);
    expect((await audit()).slice(-1)).toEqual(["All data of the store was erased."]);
    expect(left.get("ServedWebhook")).toBe(4);
  });

  test("a customer’s request is served once by its id, and listed with what was done", async () => {
    await putNamingRows(prisma(), SHOP, ADA);
    await emptyTables(prisma(), ["privacyAudit", "dataRequest"]);
    const asked = randomUUID();
    for (const id of [asked, asked])
      await request(
        "CUSTOMERS_DATA_REQUEST",
        requestOf(ADA, "CUSTOMERS_DATA_REQUEST"),
        undefined,
        id,
      );
    const look = (now = new Date()) =>
      loadPrivacyRequests(shop.context, new URL("https://tandem.example.com/app/privacy"), now);
    expect((await look()).requests).toMatchObject([
      { what: "Data request", answer: { customer: ADA.number } },
    ]);
    const in31Days = new Date(Date.now() + 31 * 24 * HOUR);
    expect((await look(in31Days)).requests).toMatchObject([{ answer: null }]);
    // Dated before the shop came back, and served all the same: it is the customer's wish.
    await install();
    const redact = requestOf(ADA, "CUSTOMERS_REDACT");
    await request("CUSTOMERS_REDACT", redact, hoursAgo(5));
    await request("CUSTOMERS_REDACT", redact);
    const { requests } = await look();
    expect(requests.map((one) => [one.what, one.answer])).toEqual([
      ["Customer erasure", null],
      ["Customer erasure", null],
      ["Data request", null],
    ]);
    expect(requests[0]!.detail).toBe("Nothing is kept of this customer.");
    expect(requests[1]!.detail).toMatch(
      /^Erased: .*Points history \(1\).*without the customer: Orders \(1\)\.$/,
    );
    expect(requests[2]!.detail).toMatch(/^Found: .*Orders \(1\)/);
    // Who was erased has nothing to download, and is not noted again.
    await request("CUSTOMERS_DATA_REQUEST", requestOf(ADA, "CUSTOMERS_DATA_REQUEST"));
    expect(await prisma().dataRequest.count()).toBe(0);
  });

  test("who asked for their data is forgotten when the answer is over", async () => {
    await putNamingRows(prisma(), SHOP, ADA);
    await emptyTables(prisma(), ["dataRequest"]);
    await request("CUSTOMERS_DATA_REQUEST", requestOf(ADA, "CUSTOMERS_DATA_REQUEST"));
    await forgetDataRequests(prisma(), new Date());
    expect(await prisma().dataRequest.count()).toBe(1);
    await forgetDataRequests(prisma(), new Date(Date.now() + 31 * 24 * HOUR));
    expect(await prisma().dataRequest.count()).toBe(0);
  });

  test.each<[string, string, unknown]>([
    ["of another topic", "ORDERS_CREATE", requestOf(ADA, "CUSTOMERS_REDACT")],
    ["without a customer", "CUSTOMERS_REDACT", {}],
    ["that is null", "CUSTOMERS_DATA_REQUEST", null],
    ["that names nobody", "CUSTOMERS_REDACT", { customer: {} }],
    ["with an id that is none", "CUSTOMERS_REDACT", { customer: { id: "x" } }],
  ])("a request %s is refused in words, and nothing is noted", async (_what, topic, payload) => {
    const refused = await request(topic, payload).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(Response);
    expect((refused as Response).status).toBe(400);
    expect(await (refused as Response).text()).not.toBe("");
    expect(await prisma().servedWebhook.count()).toBe(0);
  });
});
