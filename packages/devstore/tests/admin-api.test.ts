import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askAdminApi, startSampleStore, TOKEN } from "./support/sample-store.ts";
import type { SampleStore } from "./support/sample-store.ts";

let running: SampleStore;

beforeAll(async () => {
  running = await startSampleStore();
});
afterAll(() => running.close());

const ask = (document: string) => running.ask(document);

describe("the Admin API", () => {
  test("refuses a field that Shopify does not have", async () => {
    await expect(ask("{ shop { colour } }")).rejects.toThrow(
      /Cannot query field "colour" on type "Shop"/,
    );
  });

  test("says loudly what it does not implement, by name", async () => {
    await expect(ask("{ shop { taxesIncluded } }")).rejects.toThrow(
      "Shop.taxesIncluded is not implemented by the stand-in store",
    );
  });

  test("refuses a query that costs more than Shopify allows", async () => {
    await expect(
      ask("{ products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } }"),
    ).rejects.toThrow(/single query max cost limit/);
  });

  test("runs five bulk queries at once, and not a sixth", async () => {
    const run = (name: string) =>
      `${name}: bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }", groupObjects: true) { bulkOperation { id } userErrors { code } }`;
    const answers = (await ask(
      `mutation { ${["a", "b", "c", "d", "e", "f"].map(run).join(" ")} }`,
    )) as Record<string, { bulkOperation: unknown; userErrors: { code: string }[] }>;
    expect(Object.values(answers).map((one) => one.userErrors.map(({ code }) => code))).toEqual([
      ...Array.from({ length: 5 }, () => []),
      ["LIMIT_REACHED"],
    ]);
  });

  test("pages through what there is", async () => {
    const titles: string[] = [];
    let after = "null";
    for (;;) {
      const { products } = (await ask(
        `{ products(first: 10, after: ${after}) { nodes { title } pageInfo { hasNextPage endCursor } } }`,
      )) as {
        products: {
          nodes: { title: string }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      titles.push(...products.nodes.map((product) => product.title));
      if (!products.pageInfo.hasNextPage) break;
      after = JSON.stringify(products.pageInfo.endCursor);
    }
    expect(titles).toEqual(running.store.products.all().map((product) => product.title));
  });

  test("knows the subscriptions of shopify.app.toml", async () => {
    const { webhookSubscriptions } = (await ask(
      "{ webhookSubscriptions(first: 20) { nodes { topic } } }",
    )) as {
      webhookSubscriptions: { nodes: { topic: string }[] };
    };
    expect(webhookSubscriptions.nodes.map((one) => one.topic)).toContain("ORDERS_CREATE");
  });

  test("refuses a token that it did not give, or that has run out", async () => {
    const call = (token: string) => askAdminApi(running.url, token, "{ shop { name } }");
    running.store.accessTokens.put({
      id: "old",
      refreshToken: "r",
      expiresAt: "2020-01-01T00:00:00Z",
      refreshExpiresAt: "2020-01-01T00:00:00Z",
      isOnline: false,
    });
    expect(
      (await Promise.all([TOKEN, "made-up", "old"].map(call))).map((response) => response.status),
    ).toEqual([200, 401, 401]);
  });
});

test("the storefront has a collection of all products, as every store has", async () => {
  const page = await fetch(`${running.url}/collections/all`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("/products/aria-one");
});
