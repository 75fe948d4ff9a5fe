import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { expectOnHome } from "../support/home.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay, signIn, someCustomer } from "../support/shopper.ts";
import { THEME_PARTS, addByTheme, seesCart, shownTotal } from "../support/theme-parts.ts";

const running = runDemo();

const crossSell = 'tandem-offer[data-kind="cross-sell"]';

describe("a cross-sell, from the editor to the paid order", () => {
  test("a merchant is warned of a wrong pair, and sets the right one live", async () => {
    await running.merchant.startCrossSell(
      ["Aria One"],
      ["Aria Mini", "Clear Case", "20 W Charger"],
      { name: "Phone extras", title: "Goes with your phone" },
    );
    await running.merchant.app.getByText("This offer changes no price").waitFor();
    await running.merchant.save();
    await running.merchant.app
      .getByText("Aria Mini and Aria One are both of the type “Phone”.", { exact: false })
      .waitFor();
    await running.merchant.app.getByRole("button", { name: "Remove Aria Mini" }).click();
    await running.merchant.setLive();
  });

  test("the shopper adds one by keyboard, and it is not offered any longer (P24)", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    expect(await page.locator(`${crossSell} .tandem__name`).allInnerTexts()).toEqual([
      "Clear Case",
      "20 W Charger",
    ]);
    await page.getByRole("button", { name: "Add Clear Case to cart" }).press("Enter");
    await seesCart(page);
    expect(await shownTotal(page)).toBe("24.90");
    expect(await page.locator(`${crossSell} [data-once]:not([hidden])`).count()).toBe(1);
    await page.reload();
    expect(await page.locator(`${crossSell} .tandem__name`).allInnerTexts()).toEqual([
      "20 W Charger",
    ]);
    await pay(page, running.demo.storeUrl);
  });

  test("in the cart it is offered too, added without leaving it, and gone then (P3, P24)", async () => {
    const editor = await running.shopper();
    await editor.goto(`${running.demo.storeUrl}/admin/themes/current/editor?template=cart`);
    await editor.getByRole("button", { name: "Add block: Cart offers" }).click();
    await editor.waitForLoadState();
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await addByTheme(page);
    await page.goto(`${running.demo.storeUrl}/cart`);
    await page.getByRole("button", { name: "Add 20 W Charger to cart" }).press("Enter");
    await page.locator("main tandem-cart").getByText("Added to your cart").waitFor();
    await expect.poll(() => shownTotal(page)).toBe("618.90");
    await expect
      .poll(() => page.locator(`main ${crossSell} .tandem__name`).allInnerTexts())
      .toEqual(["Clear Case"]);
    expect(await page.locator(THEME_PARTS.openCart).count()).toBe(0);
    expect(await seriousViolations(page, "main .tandem")).toEqual([]);
  });

  test("the order counts for it", async () => {
    await expectOnHome(running.merchant, /Phone extras\s+1\s+1\s+€0\.00\s+€24\.90/);
  });

  test("P19: works without JavaScript, by a form post", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.getByRole("button", { name: "Add 20 W Charger to cart" }).click();
    await page.waitForURL(`${running.demo.storeUrl}/cart`);
    expect(await shownTotal(page)).toBe("19.90");
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

  test("P24: what a customer bought before is left out, when the offer says so", async () => {
    await running.merchant.open("/app/offers");
    await running.merchant.app.getByRole("link", { name: "Phone extras" }).click();
    const page = await running.shopper();
    const { browser, demo } = running;
    await signIn(page, demo.storeUrl, await someCustomer(browser, demo.storeUrl));
    await page.goto(`${running.demo.storeUrl}/products/charger-20w`);
    await addByTheme(page);
    await pay(page, running.demo.storeUrl);
    const shown = async () => {
      await page.goto(`${running.demo.storeUrl}/products/aria-one`);
      return page.locator(`${crossSell} .tandem__name`).allInnerTexts();
    };
    expect(await shown()).toContain("20 W Charger");
    await running.merchant.app.getByLabel("Not what a customer bought before").check();
    await running.merchant.save();
    await running.merchant.published();
    await expect.poll(shown).not.toContain("20 W Charger");
    await running.merchant.app.getByLabel("Not what a customer bought before").uncheck();
    await running.merchant.save();
    await running.merchant.published();
  });

  test("P21: what is sold out is not shown, and what sells on without stock is", async () => {
    const admin = await running.shopper();
    const setStock = async (title: string, change: () => Promise<unknown>) => {
      await admin.goto(`${running.demo.storeUrl}/admin/products?q=${encodeURIComponent(title)}`);
      await admin.getByRole("link", { name: title }).click();
      await change();
      await admin.getByRole("button", { name: "Save" }).click();
      await admin.waitForLoadState();
    };
    const shown = async () => {
      const page = await running.shopper();
      await page.goto(`${running.demo.storeUrl}/products/aria-one`);
      return page.locator(`${crossSell} .tandem__name`).allInnerTexts();
    };
    await setStock("Clear Case", () => admin.getByLabel("Stock of Default Title").fill("0"));
    expect(await shown()).toEqual(["20 W Charger"]);
    await setStock("Clear Case", () =>
      admin.getByLabel("Continue selling Default Title when out of stock").check(),
    );
    expect(await shown()).toEqual(["Clear Case", "20 W Charger"]);
  });
});
