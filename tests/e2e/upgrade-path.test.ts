import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { expectOnHome } from "../support/home.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { THEME } from "../support/themes.ts";
import { pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { expectPageErrors } from "../support/page-errors.ts";
import {
  THEME_PARTS,
  addButton,
  addByTheme,
  cartLines,
  chooseValue,
  chosenVariant,
  openDrawer,
  removeLine,
  seesEmptyCart,
  setQuantity,
  shownTotal,
} from "../support/theme-parts.ts";
import { translateAsBrowser } from "../support/translate-as-browser.ts";

const running = runDemo();

const prompt = "[data-kind=upgrade-path] [data-upgrade]:not([hidden])";
const inCart = "main tandem-cart";
const url = (path: string) => `${running.demo.storeUrl}${path}`;

/** Puts something into the shopper's cart as the theme does, and opens the cart page. */
async function fillCart(page: Page, handle: string, variant: string, quantity = 1): Promise<void> {
  await page.goto(url(`/products/${handle}`));
  if (variant) await chooseValue(page, variant);
  await setQuantity(page, quantity);
  await addByTheme(page);
  await page.goto(url("/cart"));
}

async function place(place: string, block: string): Promise<void> {
  const editor = await running.shopper();
  await editor.goto(url(`/admin/themes/current/editor?template=${place}`));
  await editor.getByRole("button", { name: `Add block: ${block}` }).click();
  await editor.waitForLoadState();
}

describe("an upgrade path, from the editor to the paid order", () => {
  test("a merchant has it proposed from a product's variants, and sets it live", async () => {
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=upgrade-path");
    await merchant.choose("Propose from a product’s variants", ["Aria One"]);
    await merchant.app.getByLabel("What step 2 gains").waitFor();
    expect(await merchant.app.getByText("· 256 GB").count()).toBe(1);
    await merchant.fill("What step 2 gains", "Twice the storage");
    await merchant.fill("Off step 2", "200");
    await merchant.fill("Name", "More storage");
    await merchant.fill("Title for shoppers", "More room");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("so this would make it no dearer", { exact: false })
      .first()
      .waitFor();
    await merchant.fill("Off step 2", "20");
    await merchant.app.getByText("saves €20.00, applied 1 time.").waitFor();
    await merchant.setLive();
    await place("cart", "Cart offers");
  });

  test("the product page offers the next step, follows the choice, and says nothing at the top", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/aria-one"));
    // 256 GB costs 80.00 more, less 20.00.
    await page.locator(prompt).getByText("Upgrade for €60.00 more").waitFor();
    await page.locator(prompt).getByText("Twice the storage").waitFor();
    await chooseValue(page, "256 GB");
    await page.locator(prompt).getByText("Upgrade for €140.00 more").waitFor();
    await chooseValue(page, "512 GB");
    await expect.poll(() => page.locator(prompt).count()).toBe(0);
    // Nor does an empty frame stay, or a heading of nothing.
    expect(await page.locator("main tandem-block").isVisible()).toBe(false);
    await chooseValue(page, "128 GB");
    await page.locator(`${prompt} a`).press("Enter");
    await page.waitForURL(/variant=/);
    expect(await chosenVariant(page)).toBe(Number(new URL(page.url()).searchParams.get("variant")));
  });

  test("P1: a step with something off it shows the price that checkout charges, also when it is chosen at once", async () => {
    const page = await running.shopper();
    const price = page.locator("[data-kind=step-price] p:not([hidden])");
    await page.goto(url("/products/aria-one"));
    await page.locator(prompt).getByText("Upgrade for €60.00 more").waitFor();
    expect(await price.count()).toBe(0);
    await chooseValue(page, "256 GB");
    await expect.poll(() => price.allInnerTexts()).toEqual(["Reduced price: €659.00"]);
    await chooseValue(page, "512 GB");
    await expect.poll(() => price.count()).toBe(0);
    await chooseValue(page, "256 GB");
    await addByTheme(page);
    await page.goto(url("/checkout"));
    expect(await shownAmount(page, "[data-subtotal]")).toBe("659.00");
  });

  test("P1: in the cart the line is replaced, at just the difference that was shown, and charged so", async () => {
    const page = await running.shopper();
    await fillCart(page, "aria-one", "128 GB", 2);
    expect(await shownTotal(page)).toBe("1198.00");
    await page.locator(inCart).getByText("Upgrade for €120.00 more").waitFor();
    await page
      .getByRole("button", { name: "Upgrade for €120.00 more: 256 GB" })
      .first()
      .press("Enter");
    await page.locator(inCart).getByText("Upgraded in your cart").waitFor();
    expect(await shownTotal(page)).toBe("1318.00");
    expect(await cartLines(page).count()).toBe(1);
    expect(await cartLines(page).locator(THEME_PARTS.quantityOfLine).first().inputValue()).toBe(
      "2",
    );
    expect(await pay(page, running.demo.storeUrl)).toBe("1318.00");
  });

  test("a browser that translates the page comes to an end with what is said in the cart", async () => {
    const page = await running.shopper();
    await fillCart(page, "aria-one", "128 GB");
    await page.locator(`${inCart} [data-replace] button`).click();
    await page.locator(inCart).getByText("Upgraded in your cart").waitFor();
    await page.waitForLoadState("networkidle");
    await page.locator(inCart).evaluate(translateAsBrowser);
    await page.locator(inCart).getByText("¡Upgraded in your cart!").waitFor();
  });

  test("the order counts for it", async () => {
    await expectOnHome(running.merchant, /More storage\s+1\s+2\s+€40\.00\s+€1,318\.00/);
  });

  test("keeps the line's properties", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/aria-one"));
    const id = await chosenVariant(page);
    await page.evaluate(
      (variant) =>
        fetch("/cart/add.js", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            items: [{ id: variant, quantity: 1, properties: { Engraving: "Ada" } }],
          }),
        }),
      id,
    );
    await page.goto(url("/cart"));
    await page.locator(`${inCart} [data-replace]`).press("Enter");
    await page.locator(inCart).getByText("Upgraded in your cart").waitFor();
    const cart = await page.evaluate(async () => (await fetch("/cart.js")).json());
    expect(cart.items).toMatchObject([
      { variant_title: "256 GB", properties: { Engraving: "Ada" } },
    ]);
  });

  test("takes along what is nested under the line", async () => {
    const page = await running.shopper();
    const idOf = async (handle: string) => {
      await page.goto(url(`/products/${handle}`));
      return chosenVariant(page);
    };
    const [phone, glass] = [await idOf("aria-one"), await idOf("screen-protector")];
    await page.evaluate(
      ([parent, child]) =>
        fetch("/cart/add.js", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({
            items: [
              { id: parent, quantity: 1 },
              { id: child, quantity: 1, parent_id: parent },
            ],
          }),
        }),
      [phone, glass],
    );
    await page.goto(url("/cart"));
    await page.locator(`${inCart} [data-replace] button`).press("Enter");
    await page.locator(inCart).getByText("Upgraded in your cart").waitFor();
    const { items } = await page.evaluate(async () => (await fetch("/cart.js")).json());
    expect(items).toMatchObject([
      { variant_title: "256 GB" },
      {
        product_title: "Screen Protector",
        quantity: 1,
        parent_relationship: { parent_key: items[0].key },
      },
    ]);
    expect(items).toHaveLength(2);
  });

  test("P19: works without JavaScript, by a form post", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(url("/products/aria-one"));
    await addButton(page).click();
    await page.waitForURL(url("/cart"));
    await page
      .locator(inCart)
      .getByRole("button", { name: /^Upgrade for .* 256 GB$/ })
      .click();
    await page.waitForURL(url("/cart"));
    expect(await shownTotal(page)).toBe("659.00");
    expect(await cartLines(page).count()).toBe(1);
  });

  test("P24: what was dismissed stays away, also where the browser keeps nothing", async () => {
    for (const isBlocked of [false, true]) {
      const page = await running.shopper();
      if (isBlocked) {
        // Horizon's own scripts want a storage.
        if (THEME) expectPageErrors(/^uncaught: blocked$/);
        await page.addInitScript(() =>
          Object.defineProperty(window, "localStorage", {
            get() {
              throw new DOMException("blocked", "SecurityError");
            },
          }),
        );
      }
      await fillCart(page, "aria-one", "128 GB");
      await page.getByRole("button", { name: "Do not show “More room” for now" }).click();
      await expect.poll(() => page.locator(`${inCart} [data-prompt]:visible`).count()).toBe(0);
      await page.reload();
      await cartLines(page).first().waitFor();
      await expect
        .poll(() => page.locator(`${inCart} [data-prompt]:visible`).count())
        .toBe(isBlocked ? 1 : 0);
    }
  });

  test("a step that sells out meanwhile: the shopper is told, and nothing lost", async () => {
    const page = await running.shopper();
    await fillCart(page, "aria-one", "256 GB");
    await page.locator(inCart).getByText("Upgrade for €140.00 more").waitFor();
    const admin = await running.shopper();
    const setStock = async (stock: string) => {
      await admin.goto(url("/admin/products?q=Aria%20One"));
      await admin.getByRole("link", { name: "Aria One", exact: true }).click();
      await admin.getByLabel("Stock of 512 GB").fill(stock);
      await admin.getByRole("button", { name: "Save" }).click();
      await admin.waitForLoadState();
    };
    await setStock("0");
    await page.locator(`${inCart} [data-replace] button`).click();
    await page.locator(inCart).getByText("The shop does not have that many").waitFor();
    expect(await shownTotal(page)).toBe("659.00");
    await page.reload();
    expect(await page.locator(`${inCart} [data-prompt]`).count()).toBe(0);
    await setStock("40");
  });

  test("a cart that was changed in another tab is shown as it is by now, and not added to", async () => {
    const page = await running.shopper();
    await fillCart(page, "aria-one", "128 GB");
    const other = await page.context().newPage();
    await other.goto(url("/cart"));
    await removeLine(other, "Aria One");
    await seesEmptyCart(other);
    await page.locator(`${inCart} [data-replace] button`).click();
    await page.locator(inCart).getByText("Your cart has changed meanwhile.").waitFor();
    const cart = await page.evaluate(async () => (await fetch("/cart.js")).json());
    expect(cart.item_count).toBe(0);
  });

  test("if the old line cannot go, the new one is taken back", async () => {
    const page = await running.shopper();
    await fillCart(page, "aria-one", "128 GB");
    let refusals = 0;
    expectPageErrors(/^Failed to load resource: .* 500 .*\/cart\/change\.js/);
    await page.route("**/cart/change.js", (route) =>
      ++refusals === 1
        ? route.fulfill({ status: 500, json: { description: "The shop is busy." } })
        : route.continue(),
    );
    await page.locator(`${inCart} [data-replace] button`).click();
    await page.locator(inCart).getByText("That could not be added. Please try again.").waitFor();
    const cart = await page.evaluate(async () => (await fetch("/cart.js")).json());
    expect(cart.items).toMatchObject([{ variant_title: "128 GB", quantity: 1 }]);
  });

  test("quick clicks on a slow network replace it once", async () => {
    const page = await running.shopper();
    await fillCart(page, "aria-one", "128 GB");
    await page.route("**/cart/**", async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    });
    const button = page.locator(`${inCart} [data-replace] button`);
    await button.evaluate((element: HTMLElement) => {
      for (let click = 0; click < 5; click++) element.click();
    });
    await page.locator(inCart).getByText("Upgraded in your cart").waitFor();
    const cart = await page.evaluate(async () => (await fetch("/cart.js")).json());
    expect(cart.items).toMatchObject([{ variant_title: "256 GB", quantity: 1 }]);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await page.goto(url("/products/aria-one"));
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
    await fillCart(page, "aria-one", "128 GB");
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });
});

describe("a cart drawer", () => {
  const drawer = `:is(${THEME_PARTS.drawer}) tandem-cart`;

  test("P3: shows the same, once, and again after the theme has rendered it anew", async () => {
    await place("embeds", "Offers in the cart drawer");
    const page = await running.shopper();
    await page.goto(url("/products/aria-one"));
    // A theme may have none.
    if ((await page.locator(THEME_PARTS.drawer).count()) === 0) return;
    await addByTheme(page);
    await openDrawer(page);
    // One row, until it is asked for.
    const row = page.locator(`${drawer} summary`, { hasText: "Offers for your cart" });
    await row.waitFor();
    expect(await page.locator(`${drawer} [data-replace] button`).isVisible()).toBe(false);
    await row.press("Enter");
    await page.locator(drawer).getByText("Upgrade for €60.00 more").waitFor();
    await page.locator(`${drawer} [data-replace] button`).click();
    await page.locator(drawer).getByText("Upgraded in your cart").waitFor();
    expect(await shownTotal(page)).toBe("659.00");
    await page.locator(drawer).getByText("Upgrade for €140.00 more").waitFor();
    // The theme's own quantity field renders the drawer's section again.
    const field = page.locator(`:is(${THEME_PARTS.drawer}) :is(${THEME_PARTS.quantityOfLine})`);
    await field.fill("2");
    await field.blur();
    await page.locator(drawer).getByText("Upgrade for €280.00 more").waitFor();
    expect(await page.locator(drawer).count()).toBe(1);
  });
});
