import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import { expectOnHome } from "../support/home.ts";
import { pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import {
  THEME_PARTS,
  addByTheme,
  cartLines,
  seesCart,
  seesEmptyCart,
  shownTotal,
} from "../support/theme-parts.ts";

const running = runDemo();

const url = (path: string) => `${running.demo.storeUrl}${path}`;
const lines = (page: Page) => cartLines(page);

/** Waits until a line says what it is made of, the number before the title, or after it where it is not one. Dawn 15 does not say it. */
async function seesComponent(line: Locator, count: number, title: string): Promise<void> {
  if ((await line.page().locator("main cart-items").count()) > 0) return;
  const after = count === 1 ? "" : `\\s*× ${count}`;
  await line.getByText(new RegExp(`^\\s*(${count} × ${title}|${title}${after})\\s*$`)).waitFor();
}

async function buy(page: Page, handle: string): Promise<void> {
  await page.goto(url(`/products/${handle}`));
  await addByTheme(page);
}

/** Units of a product that the shop's admin says are left. */
async function stockOf(title: string): Promise<number> {
  const page = await running.shopper();
  await page.goto(url("/admin/products"));
  await page.getByRole("link", { name: title, exact: true }).click();
  return Number(await page.getByLabel("Stock of ", { exact: false }).first().inputValue());
}

async function setFault(name: string, isOn: boolean): Promise<void> {
  const page = await running.shopper();
  await page.goto(url("/admin/settings"));
  await page.getByLabel(name).setChecked(isOn);
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForLoadState();
}

describe("a bundle as one line, from the editor to the paid order", () => {
  test("a merchant chooses the product that stands for a set", async () => {
    const { merchant } = running;
    await merchant.startBundle(["Clear Case", "Screen Protector"], {
      name: "Screen care",
      title: "Screen care",
      percent: "10",
    });
    await merchant.choose("Choose bundle product", ["20 W Charger"]);
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("costs €19.90, and its components €39.80 together", { exact: false })
      .first()
      .waitFor();
    await merchant.app.getByRole("button", { name: "Remove 20 W Charger" }).click();
    await merchant.choose("Choose bundle product", ["Screen Care Set"]);
    await merchant.save();
    await merchant.published();
    await merchant.app
      .getByText("costs €19.90, and its components", { exact: false })
      .waitFor({ state: "detached" });
  });

  test("P1: a set is one line with its components, at the price that was shown, up to the paid order", async () => {
    const before = await stockOf("Clear Case");
    const page = await running.shopper();
    await page.goto(url("/products/clear-case"));
    const promised = await shownAmount(page, ".tandem__total [data-price]");
    expect(promised).toBe("35.82");
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await page.goto(url("/cart"));
    expect(await lines(page).count()).toBe(1);
    await seesComponent(lines(page), 1, "Clear Case");
    await seesComponent(lines(page), 1, "Screen Protector");
    expect(await shownTotal(page)).toBe(promised);
    expect(await pay(page, running.demo.storeUrl)).toBe(promised);
    await page.getByText("1 × Clear Case").waitFor();
    await page.getByText("1 × Screen Protector").waitFor();
    expect(await stockOf("Clear Case")).toBe(before - 1);
    await expectOnHome(running.merchant, /€35\.82/);
  });

  test("P11: repeats, a changed number and a left-over unit keep one right cart", async () => {
    const page = await running.shopper();
    for (let time = 1; time <= 3; time++) {
      await page.goto(url("/products/clear-case"));
      await page.getByRole("button", { name: "Add all to cart" }).click();
      await seesCart(page);
    }
    await buy(page, "clear-case");
    await page.goto(url("/cart"));
    expect(await lines(page).count()).toBe(2);
    await seesComponent(lines(page).first(), 3, "Clear Case");
    // Three sets at 35.82 and one case at 24.90.
    expect(await shownTotal(page)).toBe("132.36");
    await lines(page).first().locator(THEME_PARTS.quantityOfLine).fill("1");
    await lines(page).first().locator(THEME_PARTS.quantityOfLine).press("Tab");
    await expect.poll(() => shownTotal(page)).toBe("60.72");
    await page.reload();
    expect(await shownTotal(page)).toBe("60.72");
    await lines(page).last().locator(THEME_PARTS.removeLine).click();
    await expect.poll(() => shownTotal(page)).toBe("35.82");
    expect(await lines(page).count()).toBe(1);
    await lines(page).locator(THEME_PARTS.removeLine).click();
    await seesEmptyCart(page);
  });

  test("P20: the bundle product bought by itself is taken apart, so that its components are counted", async () => {
    const before = await stockOf("Screen Protector");
    const page = await running.shopper();
    await buy(page, "screen-care-set");
    await page.goto(url("/cart"));
    await seesComponent(lines(page), 1, "Screen Protector");
    expect(await shownTotal(page)).toBe("35.82");
    expect(await pay(page, running.demo.storeUrl)).toBe("35.82");
    await page.getByText("1 × Screen Protector").waitFor();
    expect(await stockOf("Screen Protector")).toBe(before - 1);
  });

  test("P10: where no transform runs, the price is the same, and Home says what is to be done by hand", async () => {
    await setFault("Run no cart transform", true);
    const page = await running.shopper();
    await page.goto(url("/products/clear-case"));
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await page.goto(url("/cart"));
    expect(await lines(page).count()).toBe(2);
    expect(await shownTotal(page)).toBe("35.82");
    await buy(page, "screen-care-set");
    await page.goto(url("/cart"));
    expect(await shownTotal(page)).toBe("71.64");
    expect(await pay(page, running.demo.storeUrl)).toBe("71.64");
    await setFault("Run no cart transform", false);
    await expectOnHome(running.merchant, /An order has a bundle product that was not taken apart/);
  });
});
