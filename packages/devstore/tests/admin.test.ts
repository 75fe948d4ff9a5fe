import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { financialStatus } from "../src/checkout/index.ts";
import { placeKitOrder } from "../src/sample-shop/place-kit-order.ts";
import { numberOf } from "../src/state/store.ts";
import { startSampleStore } from "./support/sample-store.ts";
import type { SampleStore } from "./support/sample-store.ts";

const DAY = 86_400_000;
let now = new Date("2026-11-02T08:00:00Z");
let running: SampleStore;
beforeAll(async () => {
  running = await startSampleStore(() => now);
});
afterAll(() => running.close());

const send = async (path: string, fields: Record<string, string> | null = null) => {
  const answer = await fetch(running.url + path, {
    redirect: "manual",
    ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
  });
  return { status: answer.status, page: await answer.text() };
};

describe("what the admin refuses", () => {
  const order = () => `/admin/orders/${numberOf(placeKitOrder(running, now).id)}`;

  test.each([
    ["deleting a paid order", { do: "delete" }, "This order can’t be deleted."],
    ["voiding a paid order", { do: "void" }, "This can’t be done with the order as it is."],
    [
      "an amount that is none",
      { do: "refund-amount", amount: "much" },
      "Enter an amount, such as 5.00.",
    ],
    ["more than was received", { do: "refund-amount", amount: "20,71" }, "Enter €20.70 or less"],
  ])("is said on a page with a way back: %s", async (_what, fields, words) => {
    const path = order();
    const { status, page } = await send(`${path}/payment`, fields);
    expect(status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain(`href="${path}"`);
    expect(page).toContain('aria-label="Admin"');
  });

  test("is a refund of nothing, too", async () => {
    const path = order();
    const { status, page } = await send(`${path}/refund`, { "units[x]": "0" });
    expect([status, page.includes("Enter how many units")]).toEqual([422, true]);
  });

  test("is not an amount with a comma", async () => {
    const path = order();
    expect(await send(`${path}/payment`, { do: "refund-amount", amount: "5,00" })).toMatchObject({
      status: 303,
    });
  });

  test.each([
    ["/admin/orders/1", "Orders"],
    ["/admin/customers/1", "Customers"],
    ["/admin/products/1", "Products"],
    ["/admin/nowhere", undefined],
  ])("what isn't there is said in the admin: %s", async (path, current) => {
    const { status, page } = await send(path);
    expect(status).toBe(404);
    expect(page).toContain("This page isn’t here");
    expect(page).toContain('href="/admin/orders">View orders');
    expect(/aria-current="page"\s*>([^<]+)</.exec(page)?.[1]?.trim()).toBe(current);
  });
});

describe("a customer's page in the admin", () => {
  const told = (topic: string) =>
    running.store.deliveries.all().filter((one) => one.topic === topic);
  const lastOf = (topic: string) => JSON.parse(told(topic).at(-1)!.body) as unknown;

  test("requests their data, of all their orders, at once", async () => {
    const { id, customerId } = placeKitOrder(running, now);
    const { email } = running.store.customers.require(customerId!);
    const path = `/admin/customers/${numberOf(customerId!)}`;
    expect((await send(path)).page).toContain("Request customer data");
    expect(await send(`${path}/privacy`, { do: "request" })).toMatchObject({ status: 303 });
    expect(lastOf("customers/data_request")).toEqual({
      shop_id: expect.any(Number) as number,
      shop_domain: running.store.shop.domain,
      orders_requested: expect.arrayContaining([numberOf(id)]) as number[],
      customer: { id: numberOf(customerId!), email, phone: null },
      data_request: { id: expect.any(Number) as number },
    });
  });

  test("erases their personal data ten days later, or six months after their last order", async () => {
    const [buyer, other] = [
      placeKitOrder(running, now).customerId!,
      running.store.customers
        .all()
        .find((one) => !running.store.orders.find((order) => order.customerId === one.id))!.id,
    ];
    const erase = (id: string, what: string) =>
      send(`/admin/customers/${numberOf(id)}/privacy`, { do: what });
    const erased = () =>
      told("customers/redact").map(
        (one) => (JSON.parse(one.body) as { customer: { id: number } }).customer.id,
      );
    await erase(buyer, "erase");
    await erase(other, "erase");
    expect((await send(`/admin/customers/${numberOf(other)}`)).page).toContain("Nov 12, 2026");
    expect((await send(`/admin/customers/${numberOf(buyer)}`)).page).toContain("May 2, 2027");
    expect(erased()).toEqual([]);
    now = new Date(now.getTime() + 10 * DAY);
    await send("/admin/customers");
    expect(erased()).toEqual([numberOf(other)]);
    await erase(buyer, "cancel");
    await erase(buyer, "erase");
    now = new Date("2027-05-02T08:00:00Z");
    await send("/admin/customers");
    await send("/admin/customers");
    expect(erased()).toEqual([numberOf(other), numberOf(buyer)]);
    expect(lastOf("customers/redact")).toMatchObject({
      shop_domain: running.store.shop.domain,
      orders_to_redact: expect.arrayContaining([expect.any(Number) as number]) as number[],
    });
  });
});

test("an order's payment, its customer and the order itself can be changed as in Shopify's admin, and the app is told", async () => {
  const { store, url } = running;
  const { id } = placeKitOrder(running, now, { payment: "manual" });
  const change = async (what: string, amount = "") => {
    const { status } = await fetch(`${url}/admin/orders/${numberOf(id)}/payment`, {
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
