import type { Page, Route } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";

import { expectPageErrors } from "../support/page-errors.ts";
import { runDemo } from "../support/running-demo.ts";
import { THEME } from "../support/themes.ts";

const running = runDemo();
const bundle = 'tandem-offer[data-kind="fixed-bundle"]';
const url = (path: string) => `${running.demo.storeUrl}${path}`;

beforeAll(async () => {
  const { merchant } = running;
  await merchant.startBundle(["Aria One", "Clear Case"], {
    name: "Pair",
    title: "Pair",
    percent: "10",
  });
  await merchant.setLive();
  await merchant.startCrossSell(["USB-C Cable"], ["20 W Charger"], {
    name: "Charger",
    title: "Goes with it",
  });
  await merchant.setLive();
});

/** What a shop, or what stands between it and the shopper, answers when it does not do what was asked. */
const ANSWERS: readonly [string, number, (route: Route) => Promise<void>][] = [
  [
    "an error page",
    500,
    (route) =>
      route.fulfill({
        status: 500,
        contentType: "text/html",
        body: "<!doctype html><h1>Oops</h1>",
      }),
  ],
  ["too many requests", 429, (route) => route.fulfill({ status: 429, body: "Too many requests" })],
  [
    "a page instead of an answer",
    200,
    (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>Enter password" }),
  ],
  ["no network", 0, (route) => route.abort("internetdisconnected")],
];

describe("P35: what a shopper reads is ours, in their language", () => {
  test.each(ANSWERS)("for %s", async (_name, status, answer) => {
    if (status !== 200) expectPageErrors(/^Failed to load resource: .*\/cart\/add\.js/);
    const page = await running.shopper();
    await page.goto(url("/de/products/aria-one"));
    await page.route("**/cart/add.js", answer);
    await page.locator(`${bundle} button[type=submit]`).click();
    const said = "Das konnte nicht hinzugefügt werden. Bitte versuchen Sie es noch einmal.";
    await page.locator(bundle).getByText(said, { exact: true }).waitFor();
    expect(await cartCount(page)).toBe(0);
  });

  test("for a refusal whose reason is an object", async () => {
    expectPageErrors(/^Failed to load resource: .* 422 .*\/cart\/add\.js/);
    const page = await running.shopper();
    await page.goto(url("/fr/products/aria-one"));
    await page.route("**/cart/add.js", (route) =>
      route.fulfill({ status: 422, json: { description: { quantity: ["is too large"] } } }),
    );
    await page.locator(`${bundle} button[type=submit]`).click();
    const said = "La boutique n’en a pas autant, ou les vend en d’autres quantités.";
    await page.locator(bundle).getByText(said, { exact: true }).waitFor();
  });

  test("for a single line that cannot be added, or of which there are too few", async () => {
    const page = await running.shopper();
    await page.goto(url("/es/products/usb-c-cable"));
    const offer = page.locator('tandem-offer[data-kind="cross-sell"]');
    // By Shopify's action, or, where a theme shows carts by its own parts, by the Ajax API.
    const additions = /\/(cart-lines\.json|cart\/add\.js)$/;
    expectPageErrors(/^Failed to load resource: .* (500|422) .*\/(cart-lines\.json|cart\/add\.js)/);
    // Horizon leaves unsaid what became of an action that it follows.
    if (THEME) expectPageErrors(/^uncaught: the cart answered 500$/);
    await page.route(additions, (route) => route.fulfill({ status: 500, body: "" }));
    await offer.getByRole("button").click();
    await offer.getByText("No se pudo añadir. Inténtalo de nuevo.", { exact: true }).waitFor();
    await page.unroute(additions);
    await page.route(additions, async (route) => {
      if (route.request().url().endsWith("/cart/add.js"))
        return route.fulfill({ status: 422, json: { status: 422, description: "Only 1 left" } });
      const response = await route.fetch();
      const warnings = [{ code: "MERCHANDISE_NOT_ENOUGH_STOCK", message: "Only 1 left" }];
      await route.fulfill({ response, json: { ...(await response.json()), warnings } });
    });
    await offer.getByRole("button").click();
    const said = "La tienda no tiene tantas unidades o las vende en otras cantidades.";
    await offer.getByText(said, { exact: true }).waitFor();
  });
});

const cartCount = async (page: Page) =>
  page.evaluate(async () => (await (await fetch("/cart.js")).json()).item_count);
