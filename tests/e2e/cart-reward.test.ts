import type { Page, Request } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { expectOnHome } from "../support/home.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { expectPageErrors } from "../support/page-errors.ts";
import {
  addButton,
  addByTheme,
  cartLines,
  changeQuantity,
  quantityField,
  removeLine,
  sendCart,
  seesEmptyCart,
  setQuantity,
  shownTotal,
} from "../support/theme-parts.ts";

const running = runDemo();

const bar = "main [data-rewards]";
const url = (path: string) => `${running.demo.storeUrl}${path}`;
const giftLine = (page: Page) => cartLines(page, "USB-C Cable");

/** Puts cases at 24.90 into the shopper's cart as the theme does, and opens the cart page. */
async function fillCart(page: Page, quantity: number): Promise<void> {
  await page.goto(url("/products/clear-case"));
  await setQuantity(page, quantity);
  await addByTheme(page);
  await page.goto(url("/cart"));
}

async function setLineQuantity(page: Page, quantity: number): Promise<void> {
  await changeQuantity(page, "Clear Case", quantity);
}

describe("a cart reward, from the editor to the paid order", () => {
  test("a merchant defines its steps, tries a cart, and sets it live", async () => {
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=cart-reward");
    await merchant.fill("Step 1 from a cart of", "40");
    await merchant.app.getByRole("button", { name: "Add step" }).click();
    await merchant.fill("Step 2 from a cart of", "30");
    await merchant.app.getByLabel("Reward of step 2").selectOption("Gift");
    await merchant.chooseIn("Gifts of step 2", ["USB-C Cable"]);
    await merchant.fill("Name", "Rewards");
    await merchant.fill("Title for shoppers", "Thank you for more");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("Each step starts at a higher value than the one before.")
      .first()
      .waitFor();
    await merchant.fill("Step 2 from a cart of", "60");
    await merchant.app.getByRole("button", { name: /^Step 1 in other currencies/ }).click();
    await merchant.fill("Step 1 in JPY", "6400.5");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("Enter an amount in JPY with at most 0 decimals", { exact: false })
      .first()
      .waitFor();
    await merchant.fill("Step 1 in JPY", "6400");
    await merchant.app.getByRole("button", { name: "Add step" }).click();
    await merchant.fill("Step 3 from a cart of", "100");
    await merchant.fill("Off the order from step 3", "10");
    await merchant.app
      .getByText("not reached: the cart needs €40.00 more, gifts not counted.")
      .waitFor();
    await merchant.app
      .frameLocator('iframe[title="Preview of the offer"]')
      .getByText("€40.00 more: −10% on your order")
      .waitFor();
    await merchant.setLive();
    await merchant.page.reload();
    expect(await merchant.app.getByLabel("Step 1 in JPY").inputValue()).toBe("6400");
    const editor = await running.shopper();
    await editor.goto(url("/admin/themes/current/editor?template=cart"));
    await editor.getByRole("button", { name: "Add block: Cart offers" }).click();
    await editor.waitForLoadState();
  });

  test("P1: what the bar promises is what checkout does, step by step, up to the paid order", async () => {
    const page = await running.shopper();
    await fillCart(page, 1);
    await page.locator(bar).getByText("€15.10 more: Free shipping").waitFor();
    await page.goto(url("/checkout"));
    expect(await shownAmount(page, "[data-shipping]")).toBe("4.90");
    await page.goto(url("/cart"));

    await setLineQuantity(page, 2);
    await page.locator(bar).getByText("€10.20 more: USB-C Cable as a gift").waitFor();
    await page.goto(url("/checkout"));
    expect(await page.locator("[data-shipping]").innerText()).toMatch(/€4\.90\s+€0\.00/);
    expect(await shownAmount(page, "[data-total]")).toBe("49.80");
    await page.goto(url("/cart"));

    await setLineQuantity(page, 3);
    await giftLine(page).waitFor();
    await page.locator(bar).getByText("€25.30 more: −10% on your order").waitFor();
    expect(await shownTotal(page)).toBe("74.70");
    await giftLine(page).getByText("€0.00").filter({ visible: true }).first().waitFor();
    // Said to screen readers as well.
    await expect
      .poll(() => page.locator("main tandem-cart > [data-status]").innerText())
      .toBe("€25.30 more: −10% on your order");

    await setLineQuantity(page, 5);
    await page.locator(bar).getByText("You have earned every reward").waitFor();
    // 124.50 less a tenth; the gift costs nothing, and helps to reach nothing.
    await expect.poll(() => shownTotal(page)).toBe("112.05");
    expect(await pay(page, running.demo.storeUrl)).toBe("112.05");
    // The gift (9.90), the tenth (12.45) and shipping (4.90).
    await expectOnHome(running.merchant, /Rewards\s+1\s+1\s+€27\.25\s+€0\.00/);
  });

  test("P7: the gift goes when the cart falls below, and comes when it is back", async () => {
    const page = await running.shopper();
    await fillCart(page, 3);
    await giftLine(page).waitFor();
    await setLineQuantity(page, 2);
    await giftLine(page).waitFor({ state: "detached" });
    await setLineQuantity(page, 3);
    await giftLine(page).waitFor();
    // Never left behind alone.
    await removeLine(page, "Clear Case");
    await seesEmptyCart(page);
  });

  test("a gift that the shopper takes out stays out, until they ask for it", async () => {
    const page = await running.shopper();
    await fillCart(page, 3);
    await giftLine(page).waitFor();
    await removeLine(page, "USB-C Cable");
    const button = page.locator(bar).getByRole("button", { name: "Add your gift: USB-C Cable" });
    await button.waitFor();
    await page.reload();
    await button.waitFor();
    expect(await giftLine(page).count()).toBe(0);
    await button.press("Enter");
    await giftLine(page).waitFor();
    expect(await shownTotal(page)).toBe("74.70");
  });

  test("a gift that the shopper takes out while its number is being put right stays out", async () => {
    const page = await running.shopper();
    await fillCart(page, 3);
    await giftLine(page).waitFor();
    await page.close();
    // A tab of its own knows of no gift that was given before.
    const other = await page.context().newPage();
    const { items } = (await (await other.request.get(url("/cart.js"))).json()) as {
      items: { key: string; properties: Record<string, string> | null }[];
    };
    const { key } = items.find((one) => one.properties?.["_tandem_gift"])!;
    await other.request.post(url("/cart/change.js"), { data: { id: key, quantity: 4 } });
    let answer: (() => void) | undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    // By Shopify's action, or, where a theme shows carts by its own parts, by the Ajax API.
    const putsRight = (request: Request) =>
      /\/(cart-lines\.json|cart\/change\.js)$/.test(request.url()) &&
      /"quantity":1\b/.test(request.postData() ?? "");
    await other.route("**/*", async (route) => {
      if (!putsRight(route.request())) return route.fallback();
      await answered;
      await route.continue();
    });
    const isPuttingRight = other.waitForRequest(putsRight);
    await other.goto(url("/cart"));
    expect((await isPuttingRight).postData()).toContain(JSON.stringify(key));
    await removeLine(other, "USB-C Cable");
    const button = other.locator(bar).getByRole("button", { name: "Add your gift: USB-C Cable" });
    await button.waitFor();
    // The line is gone by the time that its new number comes: the shop refuses it.
    expectPageErrors(/^Failed to load resource: .* 400 .*\/cart\/change\.js/);
    const refused = other.waitForResponse((response) => putsRight(response.request()));
    answer!();
    expect(await (await refused).json()).toMatchObject(
      (await refused).ok()
        ? { userErrors: [{ code: "INVALID" }] }
        : { description: "no valid id or line parameter" },
    );
    await other.reload();
    await button.waitFor();
    await other.waitForLoadState("networkidle");
    expect(await giftLine(other).count()).toBe(0);
    await button.press("Enter");
    await giftLine(other).waitFor();
  });

  test("a gift whose adding the shopper did not wait for is added on the next page", async () => {
    const page = await running.shopper();
    expectPageErrors(
      /^Failed to load resource: net::ERR_FAILED .*\/(cart-lines\.json|cart\/add\.js)/,
    );
    // By Shopify's action, or, where a theme shows carts by its own parts, by the Ajax API.
    const additions = /\/(cart-lines\.json|cart\/add\.js)$/;
    await page.route(additions, (route) =>
      route.request().postData()?.includes("_tandem_gift") ? route.abort() : route.continue(),
    );
    await fillCart(page, 3);
    await page.locator(bar).getByRole("button", { name: "Add your gift: USB-C Cable" }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await giftLine(page).count()).toBe(0);
    await page.unroute(additions);
    await page.goto(url("/cart"));
    await giftLine(page).waitFor();
  });

  test("a gift that was raised by hand is put back, and two tabs end in one right cart", async () => {
    const page = await running.shopper();
    await fillCart(page, 3);
    await giftLine(page).waitFor();
    await changeQuantity(page, "USB-C Cable", 4);
    await expect.poll(() => quantityField(page, "USB-C Cable").inputValue()).toBe("1");
    const other = await page.context().newPage();
    await other.goto(url("/cart"));
    await setLineQuantity(other, 1);
    await giftLine(other).waitFor({ state: "detached" });
    await setLineQuantity(page, 1);
    await expect.poll(() => shownTotal(page)).toBe("24.90");
    expect(await pay(page, running.demo.storeUrl)).toBe("24.90");
  });

  test("P19: without JavaScript it is asked for and given back by forms, and the price is told", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(url("/products/clear-case"));
    await setQuantity(page, 3);
    await addButton(page).click();
    await page.waitForURL(url("/cart"));
    await page.locator(bar).getByRole("button", { name: "Add your gift: USB-C Cable" }).click();
    await page.waitForURL(url("/cart"));
    expect(await shownTotal(page)).toBe("74.70");
    await quantityField(page, "Clear Case").fill("1");
    await sendCart(page);
    expect(await shownTotal(page)).toBe("34.80");
    await page
      .locator(bar)
      .getByRole("link", { name: "Not a gift any more: remove USB-C Cable" })
      .click();
    expect(await shownTotal(page)).toBe("24.90");
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await fillCart(page, 3);
    await giftLine(page).waitFor();
    expect(await seriousViolations(page, "main tandem-cart")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });

  test("P6: what is paused promises nothing, and gives nothing", async () => {
    const { merchant } = running;
    const page = await running.shopper();
    await fillCart(page, 3);
    await giftLine(page).waitFor();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Rewards" }).click();
    await merchant.app.getByRole("button", { name: "Pause" }).click();
    await merchant.app.getByText("Paused", { exact: true }).first().waitFor();
    await merchant.published();
    await page.goto(url("/cart"));
    expect(await page.locator(bar).count()).toBe(0);
    await page.goto(url("/checkout"));
    expect(await shownAmount(page, "[data-shipping]")).toBe("4.90");
    expect(await shownAmount(page, "[data-subtotal]")).toBe("84.60");
  });
});
