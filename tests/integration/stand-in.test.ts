import { financialStatus } from "@tandem/devstore/checkout";
import { numberOf } from "@tandem/devstore/state";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { placeKitOrder } from "../support/kit-order.ts";
import { startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const ask = (document: string) => standIn.client.run(document, {}, z.unknown());

describe("the stand-in's Admin API", () => {
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
    expect(titles).toEqual(standIn.store.products.all().map((product) => product.title));
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
    const call = (token: string) =>
      fetch(`${standIn.devstore.storeUrl}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": token },
        body: JSON.stringify({ query: "{ shop { name } }" }),
      });
    standIn.store.accessTokens.put({
      id: "old",
      refreshToken: "r",
      expiresAt: "2020-01-01T00:00:00Z",
      refreshExpiresAt: "2020-01-01T00:00:00Z",
      isOnline: false,
    });
    expect(
      (await Promise.all(["token", "made-up", "old"].map(call))).map((response) => response.status),
    ).toEqual([200, 401, 401]);
  });
});

test("the stand-in's storefront has a collection of all products, as every store has", async () => {
  const page = await fetch(`${standIn.devstore.storeUrl}/collections/all`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("/products/aria-one");
});

test("an order's payment, its customer and the order itself can be changed as in Shopify's admin, and the app is told", async () => {
  const { store, devstore } = standIn;
  const { id } = placeKitOrder(standIn, new Date(), { payment: "manual" });
  const change = async (what: string, amount = "") => {
    const { status } = await fetch(`${devstore.storeUrl}/admin/orders/${numberOf(id)}/payment`, {
      method: "POST",
      body: new URLSearchParams({ do: what, amount }),
      redirect: "manual",
    });
    const order = store.orders.get(id);
    return [status, order ? financialStatus(order) : "gone"];
  };
  expect(await change("refund-amount", "5.00")).toEqual([422, "PENDING"]);
  expect(await change("pay-part", "5.00")).toEqual([303, "PARTIALLY_PAID"]);
  expect(await change("pay")).toEqual([303, "PAID"]);
  expect(await change("void")).toEqual([422, "PAID"]);
  expect(await change("refund-amount", "5.00")).toEqual([303, "PARTIALLY_REFUNDED"]);
  expect(await change("remove-customer")).toEqual([303, "PARTIALLY_REFUNDED"]);
  expect(store.orders.require(id).customerId).toBeNull();
  expect(await change("delete")).toEqual([303, "gone"]);
  const told = store.deliveries.all().slice(-6);
  expect(told.map((one) => one.topic)).toEqual([
    "orders/updated",
    "orders/updated",
    "refunds/create",
    "orders/updated",
    "orders/updated",
    "orders/delete",
  ]);
  expect(JSON.parse(told.at(-1)!.body)).toEqual({ id: numberOf(id) });
});
