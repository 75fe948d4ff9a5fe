import { marketOf } from "@tandem/devstore";
import { inputDataOf } from "@tandem/devstore/post-purchase";
import { SHOP_ID } from "@tandem/devstore/state";
import { orderPayload } from "@tandem/devstore/webhooks";
import { placeKitOrder } from "@tandem/devstore/sample-shop";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { createMetafieldDefinition } from "../../app/shopify/documents/create-metafield-definition.server.ts";
import { getOrder } from "../../app/shopify/documents/get-order.server.ts";
import { getRecipients } from "../../app/shopify/documents/get-recipients.server.ts";
import { setAllowedMetafields } from "../../app/shopify/documents/set-metafields.server.ts";
import { startStandIn } from "../support/stand-in.ts";
import type { StandIn } from "../support/stand-in.ts";

let standIn: StandIn;

beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.close());

const withhold = (scopes: string[], contents: ("name" | "address" | "email" | "phone")[] = []) =>
  standIn.store.updateShop({ withheld: { scopes, contents } });
const ask = (document: string) => standIn.client.run(document, {}, z.unknown());
const topics = () => standIn.store.deliveries.all().map((one) => one.topic);

describe("what the app was not granted", () => {
  test("is refused by name: an operation, a type within another, and the owner of a metafield", async () => {
    withhold(["read_themes", "read_store_credit_accounts", "write_products", "read_products"]);
    await expect(ask("{ themes(first: 1) { nodes { id } } }")).rejects.toThrow(
      "Access denied for themes field. Required access: `read_themes` access scope.",
    );
    const customer = standIn.store.customers.all()[0]!.id;
    await expect(
      ask(`{ customer(id: "${customer}") { storeCreditAccounts(first: 1) { nodes { id } } } }`),
    ).rejects.toThrow(/Access denied for nodes field\. .*read_store_credit_accounts/);
    await expect(
      setAllowedMetafields(standIn.client, [
        { ownerId: standIn.productId("aria-one"), key: "pricing", type: "json", value: "{}" },
      ]),
    ).rejects.toThrow(/Access denied for metafieldsSet field\. .*write_products/);
  });

  test("is not told of either: webhooks go by the scope that their topic names", () => {
    withhold(["read_fulfillments"]);
    standIn.devstore.webhooks.emit("fulfillments/create", { id: 1 });
    standIn.devstore.webhooks.emit("orders/create", { id: 1 });
    expect(topics()).toEqual(["orders/create"]);
  });
});

describe("personal data that Shopify did not approve", () => {
  test("is left out of an order, and the order is read all the same", async () => {
    const order = placeKitOrder(standIn, new Date());
    standIn.store.orders.put({
      ...order,
      shippedTo: { firstName: "Ann", lastName: "Other" },
      chargedTo: { firstName: "Ada", lastName: "One" },
    });
    const read = async () => (await getOrder(standIn.client, order.id))!.order;
    const { isGift, ...known } = await read();
    expect(isGift).toBe(true);
    withhold([], ["name"]);
    expect(await read()).toEqual(known);
  });

  test("is left out of who ordered: nobody is written to", async () => {
    const { id } = placeKitOrder(standIn, new Date());
    const emailOf = async () =>
      (await getRecipients(standIn.client, [id])).recipients.get(id)?.email;
    expect(await emailOf()).toMatch(/@/);
    withhold([], ["email"]);
    expect(await emailOf()).toBeNull();
  });

  test("is null in webhooks, whose other fields stay", () => {
    withhold([], ["name", "address", "email", "phone"]);
    const placed = placeKitOrder(standIn, new Date());
    standIn.devstore.webhooks.emit("orders/create", orderPayload(placed, "EUR"));
    const { body } = standIn.store.deliveries.all().at(-1)!;
    const order = JSON.parse(body) as {
      name: string;
      email: null;
      billing_address: Record<string, unknown>;
    };
    expect(order.name).toMatch(/^#\d+$/);
    expect(order.email).toBeNull();
    expect(order.billing_address).toMatchObject({ first_name: null, last_name: null, name: null });
    expect(order.billing_address["country_code"]).toMatch(/^[A-Z]{2}$/);
  });
});

describe("a metafield", () => {
  test("with a list holds 128 products, and no more", async () => {
    const ownerId = standIn.productId("aria-one");
    const write = (count: number) =>
      setAllowedMetafields(standIn.client, [
        {
          ownerId,
          key: "companions",
          type: "list.product_reference",
          value: JSON.stringify(Array.from({ length: count }, () => ownerId)),
        },
      ]);
    expect((await write(128)).refusals).toEqual([]);
    expect((await write(129)).refusals).toEqual([
      `${ownerId}: Value cannot have more than 128 elements.`,
    ]);
  });

  test("is shown on the post-purchase page once its definition is public, also where it was defined before", async () => {
    const definition = {
      ownerType: "SHOP",
      key: "after_purchase",
      name: "Pages",
      type: "json",
    } as const;
    const shown = async () =>
      (
        await inputDataOf(standIn.devstore, "ShouldRender", {
          referenceId: "token",
          customerId: null,
          country: "DE",
          locale: "en",
          market: marketOf(standIn.store, undefined),
          totalMinor: 100,
          lines: [],
        })
      ).shop.metafields.map((one) => one.key);
    await createMetafieldDefinition(standIn.client, definition);
    await setAllowedMetafields(standIn.client, [
      { ownerId: SHOP_ID, key: "after_purchase", type: "json", value: "{}" },
    ]);
    expect(await shown()).toEqual([]);
    const access = { storefront: "PUBLIC_READ" } as const;
    await createMetafieldDefinition(standIn.client, { ...definition, access });
    expect(await shown()).toEqual(["after_purchase"]);
  });
});
