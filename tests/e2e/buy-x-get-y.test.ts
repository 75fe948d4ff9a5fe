import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, newVisitor, openBrowser, PHONE } from "../support/browser.ts";
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

const shopper = (options?: Parameters<typeof newShopper>[1]) => newShopper(browser, options);

const deal = 'tandem-offer[data-kind="buy-x-get-y"]';

describe("buy X get Y, from the editor to the paid order", () => {
  test("a merchant defines it, tries it on a cart, and sets it live", async () => {
    await merchant.open("/app/offers/new?kind=buy-x-get-y");
    await merchant.chooseIn("The shopper buys", ["Aria One"]);
    await merchant.chooseIn("and gets", ["Clear Case"]);
    await merchant.fill("Value", "50");
    await merchant.fill("Name", "Case at half");
    await merchant.fill("Title for shoppers", "Case at half the price");
    await merchant.app.getByText("saves €12.45, applied 1 time.").waitFor();
    await merchant.app.getByLabel("Quantity of Aria One in the cart").fill("0");
    await merchant.app.getByText("the product that it is priced from is not in the cart").waitFor();
    await merchant.app.getByLabel("Quantity of Aria One in the cart").fill("1");
    await merchant.app.getByLabel("Quantity of Clear Case in the cart").fill("0");
    await merchant.app.getByText("not applied: 1 more of another component needed.").waitFor();
    await merchant.setLive();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("cell", { name: "Buy X get Y" }).waitFor();
  });

  test("P1: the product page, the cart and the checkout say the same price, to the cent", async () => {
    const page = await shopper();
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    await page.locator(deal).getByText("−50%").waitFor();
    await page.locator(`${deal} select`).first().selectOption({ label: "512 GB – €799.00" });
    // 799.00 + 24.90, less half of the case.
    const promised = await shownAmount(page, `${deal} [data-price]`);
    expect(promised).toBe("811.45");
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await page.locator("cart-drawer:not([hidden])").waitFor();
    expect(await shownAmount(page, "cart-drawer [data-cart-total]")).toBe(promised);
    expect(await page.locator("cart-drawer .tag").allInnerTexts()).toEqual([
      expect.stringContaining("Case at half the price"),
    ]);
    await page.goto(`${demo.storeUrl}/checkout`);
    expect(await shownAmount(page, "[data-subtotal]")).toBe(promised);
    await page.getByLabel("E-mail").fill("shopper@example.com");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByText("Thank you for your order").waitFor();
  });

  test("P7: what was got pays its full price when what was bought leaves the cart", async () => {
    const page = await shopper();
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await page.locator("cart-drawer:not([hidden])").waitFor();
    await page.goto(`${demo.storeUrl}/cart`);
    await page.getByRole("link", { name: "Remove Aria One" }).last().click();
    await expect.poll(() => shownAmount(page, "main [data-cart-total]")).toBe("24.90");
    expect(await page.locator("main .tag").count()).toBe(0);
  });

  test("P19: works without JavaScript, by a form post", async () => {
    const page = await shopper({ javaScriptEnabled: false });
    await page.goto(`${demo.storeUrl}/products/clear-case`);
    const promised = await shownAmount(page, `${deal} [data-price]`);
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await page.waitForURL(`${demo.storeUrl}/cart`);
    expect(await shownAmount(page, "main [data-cart-total]")).toBe(promised);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const page = await shopper({ viewport });
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBe(0);
  });

  test("a third one free: one row says how many are free, and the cart agrees", async () => {
    await merchant.open("/app/offers/new?kind=buy-x-get-y");
    await merchant.chooseIn("The shopper buys", ["USB-C Cable"]);
    await merchant.chooseIn("and gets", ["USB-C Cable"]);
    await merchant.app.getByLabel("Quantity of USB-C Cable", { exact: true }).first().fill("2");
    await merchant.fill("Name", "Third cable");
    await merchant.fill("Title for shoppers", "The third cable is free");
    await merchant.setLive();
    const page = await shopper();
    await page.goto(`${demo.storeUrl}/products/usb-c-cable`);
    await page.locator(deal).getByText("1 of them free").waitFor();
    // Three at 9.90, of which two are paid.
    expect(await shownAmount(page, `${deal} [data-price]`)).toBe("19.80");
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await page.locator("cart-drawer:not([hidden])").waitFor();
    expect(await shownAmount(page, "cart-drawer [data-cart-total]")).toBe("19.80");
  });
});
