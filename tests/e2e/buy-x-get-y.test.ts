import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { lineDiscounts, removeLine, seesCart, shownTotal } from "../support/theme-parts.ts";

const running = runDemo();

const deal = 'tandem-offer[data-kind="buy-x-get-y"]';

describe("buy X get Y, from the editor to the paid order", () => {
  test("a merchant defines it, tries it on a cart, and sets it live", async () => {
    await running.merchant.open("/app/offers/new?kind=buy-x-get-y");
    await running.merchant.chooseIn("The shopper buys", ["Aria One"]);
    await running.merchant.chooseIn("and gets", ["Clear Case"]);
    await running.merchant.fill("Value", "50");
    await running.merchant.fill("Name", "Case at half");
    await running.merchant.fill("Title for shoppers", "Case at half the price");
    await running.merchant.app.getByText("saves €12.45, applied 1 time.").waitFor();
    await running.merchant.app.getByLabel("Quantity of Aria One in the cart").fill("0");
    await running.merchant.app
      .getByText("the product that it is priced from is not in the cart")
      .waitFor();
    await running.merchant.app.getByLabel("Quantity of Aria One in the cart").fill("1");
    await running.merchant.app.getByLabel("Quantity of Clear Case in the cart").fill("0");
    await running.merchant.app
      .getByText("not applied: 1 more of another component needed.")
      .waitFor();
    await running.merchant.setLive();
    await running.merchant.open("/app/offers");
    await running.merchant.app.getByRole("cell", { name: "Buy X get Y" }).waitFor();
  });

  test("P1: the product page, the cart and the checkout say the same price, to the cent", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.locator(deal).getByText("−50%").waitFor();
    await page.locator(`${deal} select`).first().selectOption({ label: "512 GB – €799.00" });
    // 799.00 + 24.90, less half of the case.
    const promised = await shownAmount(page, `${deal} [data-price]`);
    expect(promised).toBe("811.45");
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe(promised);
    await page.goto(`${running.demo.storeUrl}/cart`);
    expect(await lineDiscounts(page).allInnerTexts()).toEqual([
      expect.stringContaining("Case at half the price"),
    ]);
    expect(await pay(page, running.demo.storeUrl)).toBe(promised);
  });

  test("P7: what was got pays its full price when what was bought leaves the cart", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await page.goto(`${running.demo.storeUrl}/cart`);
    await removeLine(page, "Aria One");
    await expect.poll(() => shownTotal(page)).toBe("24.90");
    expect(await lineDiscounts(page).count()).toBe(0);
  });

  test("P19: works without JavaScript, by a form post", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(`${running.demo.storeUrl}/products/clear-case`);
    const promised = await shownAmount(page, `${deal} [data-price]`);
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await page.waitForURL(`${running.demo.storeUrl}/cart`);
    expect(await shownTotal(page)).toBe(promised);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });

  test("a third one free: one row says how many are free, and the cart agrees", async () => {
    await running.merchant.open("/app/offers/new?kind=buy-x-get-y");
    await running.merchant.chooseIn("The shopper buys", ["USB-C Cable"]);
    await running.merchant.chooseIn("and gets", ["USB-C Cable"]);
    await running.merchant.app
      .getByLabel("Quantity of USB-C Cable", { exact: true })
      .first()
      .fill("2");
    await running.merchant.fill("Name", "Third cable");
    await running.merchant.fill("Title for shoppers", "The third cable is free");
    await running.merchant.setLive();
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/usb-c-cable`);
    await page.locator(deal).getByText("1 of them free").waitFor();
    // Three at 9.90, of which two are paid.
    expect(await shownAmount(page, `${deal} [data-price]`)).toBe("19.80");
    await page.locator(deal).getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe("19.80");
  });
});
