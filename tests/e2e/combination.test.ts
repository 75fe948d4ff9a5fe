import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { newVisitor, openBrowser } from "../support/browser.ts";
import { startTestDemo } from "../support/demo.ts";
import { Merchant } from "../support/merchant.ts";
import { newShopper, shownAmount } from "../support/shopper.ts";

let demo: RunningDemo;
let browser: Browser;
let merchant: Merchant;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), openBrowser()]);
  merchant = new Merchant(await (await newVisitor(browser)).context.newPage(), demo.storeUrl);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** What the checkout asks for the kit with the shop's code of 10 % off the order. */
async function kitWithCode(): Promise<string> {
  const page = await newShopper(browser);
  await page.goto(`${demo.storeUrl}/products/aria-one`);
  await page.getByRole("button", { name: "Add all to cart" }).click();
  await page.locator("cart-drawer:not([hidden])").waitFor();
  await page.goto(`${demo.storeUrl}/checkout`);
  await page.getByLabel("Discount code").fill("WELCOME10");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForLoadState();
  return shownAmount(page, "[data-subtotal]");
}

describe("P4: with what offers combine", () => {
  test("the editor says it, and its simulator shows the cart with a code", async () => {
    await merchant.startBundle(["Aria One", "Clear Case", "20 W Charger"], {
      name: "Starter kit",
      title: "Starter kit",
      percent: "15",
    });
    await merchant.app
      .getByText("Combines with shipping discounts that allow it, and with no other.")
      .waitFor();
    await merchant.fill("Order discount code, if any", "10");
    await merchant.app.getByText("The code is refused: offers do not combine with it").waitFor();
    await merchant.setLive();
    // 643.80 less 15 %.
    expect(await kitWithCode()).toBe("547.23");
  });

  test("P5: the merchant changes it for all offers, is warned, and checkout follows", async () => {
    await merchant.open("/app/settings");
    await merchant.app.getByLabel("Order discounts").check();
    await merchant.app.getByText("Codes come off on top of offers").waitFor();
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.page.getByText("Settings saved").waitFor();
    await merchant.published();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Starter kit" }).click();
    await merchant.app.getByText("Combines with order discounts and shipping discounts").waitFor();
    await merchant.fill("Order discount code, if any", "10");
    // 547.23 less 10 % of it, 54.72.
    await merchant.app.getByText("€492.51").waitFor();
    expect(await kitWithCode()).toBe("492.51");
  });
});
