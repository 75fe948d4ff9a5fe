import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { expectOnHome } from "../support/home.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay } from "../support/shopper.ts";
import {
  THEME_PARTS,
  addButton,
  addByTheme,
  cartLines,
  removeLine,
  seesCart,
  seesEmptyCart,
  setQuantity,
  shownTotal,
} from "../support/theme-parts.ts";

const running = runDemo();

const addOns = 'tandem-add-on[data-kind="add-on"]';
const url = (path: string) => `${running.demo.storeUrl}${path}`;
const cartOf = (page: Page) => page.evaluate(async () => (await fetch("/cart.js")).json());

describe("an add-on, from the editor to the paid order", () => {
  test("a merchant defines it and sets it live", async () => {
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=add-on");
    await merchant.chooseIn("With", ["Classic Burger"]);
    await merchant.chooseIn("offer to add", ["Fries", "House Sauce"]);
    await merchant.fill("Name", "Burger extras");
    await merchant.fill("Title for shoppers", "Add to your burger");
    await merchant.app.getByText("This offer changes no price").waitFor();
    await merchant.setLive();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("cell", { name: "Add-on", exact: true }).waitFor();
  });

  test("P1: what is ticked goes into the cart with the product, nested, by keyboard alone", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/classic-burger"));
    await page.getByRole("checkbox", { name: "House Sauce" }).press("Space");
    await setQuantity(page, 2);
    await addButton(page).press("Enter");
    await seesCart(page);
    const { items } = await cartOf(page);
    expect(items).toMatchObject([
      { product_title: "Classic Burger", quantity: 2 },
      {
        product_title: "House Sauce",
        quantity: 2,
        parent_relationship: { parent_key: items[0].key },
      },
    ]);
    const shown = await shownTotal(page);
    expect(await pay(page, running.demo.storeUrl)).toBe(shown);
  });

  test("the order counts for the add-on alone", async () => {
    await expectOnHome(running.merchant, /Burger extras\s+1\s+2\s+€0\.00\s+€1\.80/);
  });

  test("P7: leaves the cart with its product", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/classic-burger"));
    await page.getByRole("checkbox", { name: "House Sauce" }).check();
    await addByTheme(page);
    await page.goto(url("/cart"));
    expect(await page.locator(`main :is(${THEME_PARTS.nestedLine})`).count()).toBe(1);
    await removeLine(page, "Classic Burger");
    await seesEmptyCart(page);
  });

  test("nothing ticked, and “Buy it now”, are the theme's own affair (P23)", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/classic-burger"));
    await addByTheme(page);
    expect((await cartOf(page)).item_count).toBe(1);
    // A drawer that the theme opened is gone with it.
    await page.reload();
    await page.getByRole("checkbox", { name: "House Sauce" }).check();
    await page.getByRole("button", { name: "Buy it now" }).click();
    await page.waitForURL(/checkout/);
  });

  test("an add-on that sells out meanwhile: the shopper is told, and nothing half added", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/classic-burger"));
    await page.getByRole("checkbox", { name: "House Sauce" }).check();
    await setQuantity(page, 30);
    const admin = await running.shopper();
    await admin.goto(url("/admin/products?q=House%20Sauce"));
    await admin.getByRole("link", { name: "House Sauce", exact: true }).click();
    await admin.getByLabel("Stock of Default Title").fill("5");
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.waitForLoadState();
    await addButton(page).click();
    await page.locator(addOns).getByText("The shop does not have that many").waitFor();
    expect((await cartOf(page)).item_count).toBe(0);
  });

  test("P19: works without JavaScript, by a form post", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(url("/products/classic-burger"));
    await page.getByRole("button", { name: "Add Classic Burger with House Sauce to cart" }).click();
    await page.waitForURL(url("/cart"));
    expect(await cartLines(page).count()).toBe(2);
    expect(await page.locator(`main :is(${THEME_PARTS.nestedLine})`).count()).toBe(1);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await page.goto(url("/products/classic-burger"));
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });
});
