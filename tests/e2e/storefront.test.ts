import { beforeAll, describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { signIn, someCustomer } from "../support/shopper.ts";
import { runDemo } from "../support/running-demo.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { expectPageErrors } from "../support/page-errors.ts";
import {
  THEME_PARTS,
  addButton,
  bubbleAgrees,
  cartLines,
  lineDiscounts,
  removeLine,
  seesCart,
  seesFocusInCart,
  setQuantity,
  shownTotal,
} from "../support/theme-parts.ts";

const running = runDemo();

beforeAll(async () => {
  const { merchant } = running;
  await merchant.startBundle(["Aria One", "Clear Case", "20 W Charger"], {
    name: "Starter kit",
    title: "Starter kit",
    percent: "15",
  });
  await merchant.setLive();
  await merchant.open("/app/offers/new?kind=quantity-break");
  await merchant.choose("Choose products", ["USB-C Cable"]);
  await merchant.fill("Name", "Cables");
  await merchant.fill("Title for shoppers", "Cables by the bunch");
  await merchant.setLive();
});

const bundle = 'tandem-offer[data-kind="fixed-bundle"]';
const tiers = 'tandem-offer[data-kind="quantity-break"]';

describe("the product block", () => {
  test("P19: works without JavaScript, by a form post, for a bundle", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    const promised = await shownAmount(page, `${bundle} [data-price]`);
    await page.getByRole("button", { name: "Add all to cart" }).click();
    expect(page.url()).toBe(`${running.demo.storeUrl}/cart`);
    expect(await shownTotal(page)).toBe(promised);
  });

  test("P19: works when its script fails, for a quantity break", async () => {
    const page = await running.shopper();
    expectPageErrors(/^Failed to load resource: net::ERR_FAILED .*\/tandem\.js/);
    await page.route("**/tandem.js", (route) => route.abort());
    await page.goto(`${running.demo.storeUrl}/products/usb-c-cable`);
    const promised = await shownAmount(page, `${tiers} [data-total]`);
    await page.getByRole("button", { name: /^Add 2/ }).click();
    await page.waitForURL(`${running.demo.storeUrl}/cart`);
    expect(await shownTotal(page)).toBe(promised);
  });

  test("follows the chosen variant, and the cart agrees to the cent", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.locator(`${bundle} select`).first().selectOption({ label: "512 GB – €799.00" });
    // 799.00 + 24.90 + 19.90 = 843.80, less 15 % (126.57).
    expect(await shownAmount(page, `${bundle} [data-price]`)).toBe("717.23");
    expect(await shownAmount(page, `${bundle} [data-saving]`)).toBe("126.57");
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe("717.23");
  });

  test("P3: the cart is rendered again with the discount, without a reload, and the change is announced", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await bubbleAgrees(page);
    await page.locator(bundle).getByText("Added to your cart").waitFor();
    expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
    await page.goto(`${running.demo.storeUrl}/cart`);
    expect(await lineDiscounts(page).count()).toBe(3);
  });

  test("adds every component in one request, also when the shopper is impatient", async () => {
    const page = await running.shopper();
    const adds: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/cart/add.js")) adds.push(request.url());
    });
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.route("**/cart/add.js", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    const button = page.getByRole("button", { name: "Add all to cart" });
    await button.click();
    await button.click();
    await seesCart(page);
    expect(adds).toHaveLength(1);
    await page.goto(`${running.demo.storeUrl}/cart`);
    expect(
      await cartLines(page)
        .locator(THEME_PARTS.quantityOfLine)
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
    ).toEqual(["1", "1", "1"]);
  });

  test("P7: the discount goes when the cart stops qualifying", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await page.goto(`${running.demo.storeUrl}/cart`);
    await removeLine(page, "Clear Case");
    await expect.poll(() => shownTotal(page)).toBe("618.90");
    expect(await lineDiscounts(page).count()).toBe(0);
  });

  test("P2: the express path past the cart has the discount too", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/usb-c-cable`);
    await setQuantity(page, 3);
    await page.getByRole("button", { name: "Buy it now" }).click();
    await page.waitForURL(/\/checkout/);
    // 9.90 less 10 %, rounded for each: 3 × 8.91.
    expect(await shownAmount(page, "[data-subtotal]")).toBe("26.73");
  });

  test("P23: the theme's own buttons are left as they are", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.locator(bundle).waitFor();
    expect(await addButton(page).innerText()).toBe("Add to cart");
    expect(await page.locator(`${THEME_PARTS.buyForm} tandem-offer`).count()).toBe(0);
  });

  test.each([
    ["de", "Alles in den Warenkorb"],
    ["fr", "Tout ajouter au panier"],
    ["es", "Añadir todo al carrito"],
    ["ja", "まとめてカートに追加"],
  ])("speaks %s", async (locale, words) => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/${locale}/products/aria-one`);
    expect(await page.locator(`${bundle} button`).innerText()).toBe(words);
    await page.locator(`${bundle} button`).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe("547.23");
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])(
    "axe finds nothing serious, and nothing is wider than the page, at %s width",
    async (_name, viewport) => {
      for (const path of ["/products/aria-one", "/products/usb-c-cable"]) {
        const page = await running.shopper({ viewport });
        await page.goto(running.demo.storeUrl + path);
        expect(await seriousViolations(page, ".tandem")).toEqual([]);
        expect(await pixelsBeyondPage(page)).toBe(0);
      }
    },
  );

  test("can be used by keyboard alone", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await addButton(page).focus();
    for (let presses = 0; presses < 9; presses++) {
      await page.keyboard.press("Tab");
      if (
        await page.evaluate(
          () =>
            document.activeElement?.closest("tandem-offer") &&
            document.activeElement.tagName === "BUTTON",
        )
      )
        break;
    }
    await page.keyboard.press("Enter");
    await seesFocusInCart(page);
    await page.keyboard.press("Escape");
    await page
      .locator(THEME_PARTS.openCart)
      .filter({ visible: true })
      .waitFor({ state: "detached" });
  });

  test("a customer who is signed in sees their orders, and checks out under their name", async () => {
    const page = await running.shopper();
    const { browser, demo } = running;
    const email = await someCustomer(browser, demo.storeUrl);
    await signIn(page, demo.storeUrl, email);
    await page
      .getByRole("heading", { name: /^(Your orders|Order history)$/ })
      .first()
      .waitFor();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await page.goto(`${running.demo.storeUrl}/checkout`);
    expect(await page.getByLabel("E-mail").inputValue()).toBe(email);
  });

  test("honours its settings in the theme editor", async () => {
    const admin = await running.shopper();
    await admin.goto(`${running.demo.storeUrl}/admin/themes/current/editor`);
    await admin.getByLabel("Heading").fill("Goes well together");
    await admin.getByLabel("Show bundles").uncheck();
    await admin.getByRole("button", { name: "Save" }).click();
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    expect(await page.locator(bundle).count()).toBe(0);
    await page.goto(`${running.demo.storeUrl}/products/usb-c-cable`);
    expect(await page.locator(".tandem__heading").innerText()).toBe("Goes well together");
    await admin.getByLabel("Show bundles").check();
    await admin.getByRole("button", { name: "Save" }).click();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    expect(await page.locator(bundle).count()).toBe(1);
  });

  test("P20: stock is the components' own: a sold-out component takes the bundle off the page", async () => {
    const admin = await running.shopper();
    await admin.goto(`${running.demo.storeUrl}/admin/products?q=clear`);
    await admin.getByRole("link", { name: "Clear Case" }).click();
    await admin.getByLabel("Stock of Default Title").fill("0");
    await admin.getByRole("button", { name: "Save" }).click();
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    expect(await page.locator(bundle).count()).toBe(0);
  });
});
