import type { Page } from "playwright-core";
import { stringify } from "csv-stringify/sync";
import { beforeAll, describe, expect, test } from "vitest";

import { toCsvRecords } from "../../core/offers/csv-records.ts";
import type { AnyOfferContent } from "../../core/offers/offer.ts";
import { PHONE } from "../support/browser.ts";
import { breakOf, bundleOf, cartRewardOf, live, crossSellOf } from "../support/offers.ts";
import { runDemo } from "../support/running-demo.ts";
import { createAccount, pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import {
  addButton,
  addByTheme,
  bubbleAgrees,
  cartLines,
  changeQuantity,
  chooseValue,
  openDrawer,
  seesCart,
  setQuantity,
  THEME_PARTS,
} from "../support/theme-parts.ts";
import { mainPathThemes } from "../support/themes.ts";

/** A phone with the bars of its browser. */
const LOW_PHONE = { ...PHONE, height: 600 };

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;
/** What is found within a place; either may be a list of selectors. */
const within = (place: string, selector: string) => `:is(${place}) :is(${selector})`;
const inMain = (selector: string) => within("main", selector);
const total = (page: Page) => shownAmount(page, inMain(THEME_PARTS.total));
const cartOf = (page: Page) => page.evaluate(async () => (await fetch("/cart.js")).json());

/** Ids of products and of their variants, by what the storefront tells. */
async function readProduct(handle: string): Promise<{ id: string; variants: string[] }> {
  const response = await fetch(url(`/products/${handle}.js`));
  const { id, variants } = (await response.json()) as { id: number; variants: { id: number }[] };
  return {
    id: `gid://shopify/Product/${id}`,
    variants: variants.map((one) => `gid://shopify/ProductVariant/${one.id}`),
  };
}

async function importOffers(contents: readonly AnyOfferContent[]): Promise<void> {
  const { merchant } = running;
  const offers = contents.map((content, index) => live(content, String(index)));
  const { columns, records } = toCsvRecords(offers, "EUR");
  const csv = stringify(
    records.map((record) => ({ ...record, id: "" })),
    { columns, header: true },
  );
  await merchant.open("/app/offers/import");
  await merchant.app
    .locator('input[type="file"]')
    .setInputFiles({ name: "offers.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await merchant.app.getByRole("button", { name: `Import ${offers.length} offers` }).click();
  await merchant.app.getByText(`${offers.length} offers imported`).waitFor();
  await merchant.open("/app/offers");
  await merchant.published();
}

async function placeBlocks(...blocks: readonly [template: string, block: string][]) {
  const editor = await running.shopper();
  for (const [template, block] of blocks) {
    await editor.goto(url(`/admin/themes/current/editor?template=${template}`));
    await editor.getByRole("button", { name: `Add block: ${block}` }).click();
    await editor.waitForLoadState();
  }
  await editor.context().close();
}

beforeAll(async () => {
  const [phone, mini, clear, charger, cable, burger, fries, sauce, glass] = await Promise.all(
    [
      "aria-one",
      "aria-mini",
      "clear-case",
      "charger-20w",
      "usb-c-cable",
      "classic-burger",
      "fries",
      "house-sauce",
      "screen-protector",
    ].map(readProduct),
  );
  const addOn = crossSellOf("Burger extras", [burger!.id], [fries!.id, sauce!.id]);
  const reward = cartRewardOf("Thank you", glass!.id);
  const step = (variant: number, gain: string, discountMinor: number) => ({
    productId: phone!.id,
    variantIds: [phone!.variants[variant]!],
    gain,
    gainTranslations: {},
    discountMinor,
  });
  if (addOn.kind !== "cross-sell" || reward.kind !== "cart-reward") throw new Error("other kinds");
  const { kind: _kind, ...common } = bundleOf("More storage", []);
  await importOffers([
    bundleOf("Starter kit", [mini!.id, clear!.id, charger!.id]),
    breakOf("Cables by the bunch", cable!.id, [[3, 20]]),
    { ...addOn, kind: "add-on", surfaces: ["product"] },
    {
      ...common,
      kind: "upgrade-path",
      surfaces: ["product", "cart"],
      terms: { steps: [step(0, "", 0), step(1, "Twice the storage", 2_000)] },
    },
    { ...reward, terms: { steps: reward.terms.steps.slice(0, 2) } },
  ]);
  await placeBlocks(["cart", "Cart offers"], ["embeds", "Offers in the cart drawer"]);
  const { merchant } = running;
  await merchant.open("/app/loyalty/programme");
  await merchant.app.getByLabel("The programme is running").check();
  await merchant.fill("Days until they can be used", "0");
  await merchant.fill("Points at least", "100");
  await merchant.app.getByRole("button", { name: "Save" }).click();
  await merchant.app.getByText("No members yet").waitFor();
});

describe.each(mainPathThemes())(
  "the main path in a theme like $name, on a $width",
  ({ name, folder, width, viewport }) => {
    beforeAll(() => running.showTheme(folder));

    test("P1, P3: a bundle follows the page's variant, and the theme shows what was added, and charges it", async () => {
      const page = await running.shopper({ viewport });
      await page.goto(url("/products/aria-mini"));
      const price = "main tandem-offer [data-price]";
      // 399.00 + 24.90 + 19.90, less a tenth.
      expect(await shownAmount(page, price)).toBe("399.42");
      await chooseValue(page, "128 GB");
      await expect.poll(() => shownAmount(page, price)).toBe("453.42");
      await page.evaluate(() => Object.assign(window, { isSamePage: true }));
      await page.getByRole("button", { name: "Add all to cart" }).click();
      await page.locator(THEME_PARTS.openCart).waitFor();
      await bubbleAgrees(page);
      await page.locator("main tandem-offer").getByText("Added to your cart").waitFor();
      expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
      if ((await page.locator(THEME_PARTS.drawer).count()) > 0)
        await expect
          .poll(() => shownAmount(page, within(THEME_PARTS.drawer, THEME_PARTS.total)))
          .toBe("453.42");
      expect(await pay(page, running.demo.storeUrl)).toBe("453.42");
    });

    test("P1: a quantity break is charged as it was shown", async () => {
      const page = await running.shopper({ viewport });
      await page.goto(url("/products/usb-c-cable"));
      // 9.90 less a fifth, three times.
      expect(await shownAmount(page, "main tandem-offer [data-total]")).toBe("23.76");
      await page.getByRole("button", { name: /^Add 3/ }).click();
      await seesCart(page);
      await page.goto(url("/cart"));
      expect(await total(page)).toBe("23.76");
      expect(await pay(page, running.demo.storeUrl)).toBe("23.76");
    });

    test("P1: an add-on goes with the chosen variant, nested, by one request", async () => {
      const page = await running.shopper({ viewport });
      const adds: string[] = [];
      page.on("request", (request) => {
        if (/\/cart\/add|cart-lines/.test(request.url()) && request.method() === "POST")
          adds.push(request.url());
      });
      await page.goto(url("/products/classic-burger"));
      await chooseValue(page, "Double");
      await page.getByRole("checkbox", { name: "House Sauce" }).check();
      await setQuantity(page, 2);
      await addButton(page).click();
      await seesCart(page);
      await bubbleAgrees(page);
      expect(adds).toHaveLength(1);
      const { items } = await cartOf(page);
      expect(items).toMatchObject([
        { variant_title: "Double", quantity: 2 },
        {
          product_title: "House Sauce",
          quantity: 2,
          parent_relationship: { parent_key: items[0].key },
        },
      ]);
      await page.goto(url("/cart"));
      expect(await page.locator(inMain(THEME_PARTS.nestedLine)).count()).toBe(1);
      expect(await total(page)).toBe("21.60");
      expect(await pay(page, running.demo.storeUrl)).toBe("21.60");
    });

    test("P1: a step up follows the page's variant, replaces the line, and becomes points that pay", async () => {
      const page = await running.shopper({ viewport });
      const email = `${name.replaceAll(/\W+/g, "-")}-${width}@example.com`;
      await createAccount(page, running.demo.storeUrl, email);
      await page.goto(url("/products/aria-one"));
      const prompt = page.locator("main tandem-upgrade [data-upgrade]:visible");
      await prompt.getByText("Upgrade for €60.00 more").waitFor();
      await chooseValue(page, "256 GB");
      await prompt.getByText("Reduced price: €659.00").waitFor();
      await chooseValue(page, "128 GB");
      await prompt.getByText("Upgrade for €60.00 more").waitFor();
      await addByTheme(page);
      await page.goto(url("/cart"));
      await page.locator("main tandem-cart [data-replace] button").press("Enter");
      await page.locator("main tandem-cart").getByText("Upgraded in your cart").waitFor();
      await expect.poll(() => total(page)).toBe("659.00");
      await bubbleAgrees(page);
      expect(await pay(page, running.demo.storeUrl, { email })).toBe("659.00");

      // 24.90 less the code of 1.00.
      await page.goto(url("/products/clear-case"));
      await addByTheme(page);
      const link = page.locator("main").getByRole("link", { name: "Use your points" });
      // Points follow the order by a webhook and a job.
      await expect
        .poll(async () => {
          await page.goto(url("/cart"));
          return link.count();
        })
        .toBe(1);
      await link.click();
      await page.getByLabel("How many").fill("100");
      await page.getByRole("button", { name: "Turn into money" }).click();
      await expect.poll(() => total(page)).toBe("23.90");
      expect(await pay(page, running.demo.storeUrl, { email })).toBe("23.90");
    });

    test("P7: a cart reward comes and goes with the theme's own quantity field", async () => {
      const page = await running.shopper({ viewport });
      await page.goto(url("/products/clear-case"));
      await setQuantity(page, 4);
      await addByTheme(page);
      await page.goto(url("/cart"));
      const bar = page.locator("main [data-rewards]");
      await bar.getByText("€0.40 more: Screen Protector as a gift").waitFor();
      const gift = cartLines(page, "Screen Protector");
      await changeQuantity(page, "Clear Case", 5);
      await gift.waitFor();
      await bar.getByText("You have earned every reward").waitFor();
      await bubbleAgrees(page);
      await expect.poll(() => total(page)).toBe("124.50");
      await changeQuantity(page, "Clear Case", 4);
      await gift.waitFor({ state: "detached" });
      await changeQuantity(page, "Clear Case", 5);
      await gift.waitFor();
      expect(await pay(page, running.demo.storeUrl)).toBe("124.50");
    });

    test("P35: offers in a drawer leave the checkout button in sight, and a step up is taken there", async () => {
      const page = await running.shopper({ viewport: PHONE });
      await page.goto(url("/products/aria-one"));
      if ((await page.locator(THEME_PARTS.drawer).count()) === 0) return;
      await addByTheme(page);
      const drawer = await openDrawer(page);
      const row = drawer.getByText("Offers for your cart");
      await row.waitFor();
      await expect.poll(() => isInSight(page)).toBe(true);
      await page.setViewportSize(LOW_PHONE);
      await expect.poll(() => isInSight(page)).toBe(true);
      await row.click();
      await drawer.getByText("Upgrade for €60.00 more").waitFor();
      await expect.poll(() => isInSight(page)).toBe(true);
      await page.setViewportSize(PHONE);
      await expect.poll(() => isInSight(page)).toBe(true);
      await drawer.locator("[data-replace] button").click();
      await drawer.getByText("Upgraded in your cart").waitFor();
      await expect
        .poll(() => shownAmount(page, within(THEME_PARTS.openCart, THEME_PARTS.total)))
        .toBe("659.00");
      expect(await page.locator(within(THEME_PARTS.drawer, "tandem-cart")).count()).toBe(1);
    });
  },
);

/** Whether the open drawer's checkout button is whole within the window, and nothing lies over it. */
function isInSight(page: Page): Promise<boolean> {
  return page.locator(THEME_PARTS.openCart).evaluate((drawer, selector) => {
    const button = drawer.querySelector(selector);
    if (!button) return false;
    const { top, bottom, left, right } = button.getBoundingClientRect();
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isWithin = Math.ceil(top) >= 0 && Math.floor(bottom) <= window.innerHeight;
    return isWithin && over !== null && button.contains(over);
  }, THEME_PARTS.checkout);
}
