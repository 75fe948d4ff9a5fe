import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { expectOnHome } from "../support/home.ts";
import { newVisitor, openTestBrowser } from "../support/browser.ts";
import { startTestDemo } from "../support/demo.ts";
import { Merchant } from "../support/merchant.ts";
import { newShopper, pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { seesCart, shownTotal } from "../support/theme-parts.ts";

let demo: RunningDemo;
let browser: Browser;
let merchant: Merchant;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), openTestBrowser()]);
  merchant = new Merchant(await (await newVisitor(browser)).newPage(), demo.storeUrl);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const shopper = (options?: Parameters<typeof newShopper>[1]) => newShopper(browser, options);

describe("a bundle, from the editor to the paid order", () => {
  test("a merchant defines it and sets it live", async () => {
    await merchant.startBundle(["Aria One", "Clear Case", "20 W Charger"], {
      name: "Starter kit",
      title: "Starter kit",
      percent: "15",
    });
    await merchant.app.getByText("The shopper pays").waitFor();
    await merchant.setLive();
    expect(await merchant.app.locator("h1").first().innerText()).toContain("Starter kit");
  });

  test("P1: the product page, the cart and the checkout say the same price, to the cent", async () => {
    const page = await shopper();
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    const promised = await shownAmount(page, ".tandem__total [data-price]");
    // 599.00 + 24.90 + 19.90 = 643.80, less 15 %.
    expect(promised).toBe("547.23");
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe(promised);
    expect(await pay(page, demo.storeUrl)).toBe(promised);
    // Shipping is 4.90.
    expect(await shownAmount(page, "[data-total]")).toBe("552.13");
    expect(await page.getByText(/Starter kit/).count()).toBe(3);
  });

  test("the order appears on Home", async () => {
    await expectOnHome(merchant, /€547\.23/);
  });

  test("P1: a multipack, several of one product, is a bundle like any other", async () => {
    await merchant.startBundle(["House Sauce"], {
      name: "Six pots",
      title: "Six pots of sauce",
      percent: "20",
    });
    await merchant.app.getByLabel("Quantity of House Sauce", { exact: true }).fill("6");
    await merchant.setLive();
    const page = await shopper();
    await page.goto(`${demo.storeUrl}/products/house-sauce`);
    await page.getByText("× 6").waitFor();
    // Six at 0.90, less a fifth.
    expect(await shownAmount(page, ".tandem__total [data-price]")).toBe("4.32");
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe("4.32");
  });
});
