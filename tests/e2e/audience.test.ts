import { describe, expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import { pay, signIn, someCustomer } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { addByTheme, chooseCountry, shownTotal } from "../support/theme-parts.ts";

const running = runDemo();

const offer = 'tandem-offer[data-kind="fixed-bundle"]';
const url = (path: string) => `${running.demo.storeUrl}${path}`;

/** Gives a customer a tag in the shop's admin. */
async function tagCustomer(email: string, tag: string): Promise<void> {
  const page = await running.shopper();
  await page.goto(url("/admin/customers"));
  const field = page.getByLabel(`Tags of ${email}`);
  await field.fill(tag);
  await field.press("Enter");
  await page.waitForLoadState();
}

describe("an audience, from the editor to the paid order", () => {
  let email = "";

  test("a merchant says who an offer is for, with a live count, and tries both", async () => {
    email = await someCustomer(running.browser, running.demo.storeUrl);
    await tagCustomer(email, "VIP");
    const { merchant } = running;
    await merchant.startBundle(["Aria One", "Clear Case"], {
      name: "For VIPs",
      title: "Only for you",
      percent: "10",
    });
    await merchant.app.getByLabel("Add a condition").selectOption("Customer tags");
    await merchant.app.getByText("Enter one to 20 tags, with commas in between.").first().waitFor();
    await merchant.fill("Customer tags: value", "VIP");
    await merchant.app.getByText(/^1 of \d+ customers matches today\.$/).waitFor();
    await merchant.app.getByText("saves €62.39, applied 1 time.").waitFor();
    await merchant.app.getByLabel("The shopper").selectOption("is a visitor who is not signed in");
    await merchant.app.getByText("not applied: it is not for this shopper.").waitFor();
    await merchant.setLive();
  });

  test("P1: those it is for see it and pay its price; others see nothing and pay the list price", async () => {
    const visitor = await running.shopper();
    await visitor.goto(url("/products/aria-one"));
    expect(await visitor.locator(offer).count()).toBe(0);
    await addByTheme(visitor);
    await visitor.goto(url("/products/clear-case"));
    await addByTheme(visitor);
    await visitor.goto(url("/cart"));
    expect(await shownTotal(visitor)).toBe("623.90");

    await signIn(visitor, running.demo.storeUrl, email);
    await visitor.goto(url("/cart"));
    expect(await shownTotal(visitor)).toBe("561.51");
    await visitor.goto(url("/products/aria-one"));
    const promised = await shownAmount(visitor, `${offer} [data-price]`);
    expect(promised).toBe("561.51");
    expect(await pay(visitor, running.demo.storeUrl)).toBe(promised);
  });

  test("a market and a language narrow it, and it follows the shopper's choice", async () => {
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=cross-sell");
    await merchant.chooseIn("On the page of", ["Power Bank"]);
    await merchant.chooseIn("show", ["USB-C Cable"]);
    await merchant.app.getByLabel("Add a condition").selectOption("Country of the market");
    await merchant.fill("Country of the market: value", "FR");
    await merchant.app.getByLabel("Add a condition").selectOption("Language");
    await merchant.fill("Language: value", "de, fr");
    await merchant.fill("Name", "Abroad");
    await merchant.fill("Title for shoppers", "Goes with it");
    await merchant.setLive();
    const page = await running.shopper();
    const pair = page.locator('tandem-offer[data-kind="cross-sell"]');
    await page.goto(url("/de/products/power-bank"));
    expect(await pair.count()).toBe(0);
    await chooseCountry(page, "FR");
    await pair.waitFor();
    expect(page.url()).toContain("/de/products/power-bank");
    await page.goto(url("/products/power-bank"));
    expect(await pair.count()).toBe(0);
  });
});
