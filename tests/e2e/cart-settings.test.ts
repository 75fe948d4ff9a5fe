import { expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import { addByTheme, cartLines, changeQuantity } from "../support/theme-parts.ts";

const running = runDemo();

const cart = "main tandem-cart";
const url = (path: string) => `${running.demo.storeUrl}${path}`;

test("the cart block follows its settings: heading, layout, how many, and on how many pages of a visit", async () => {
  const { merchant } = running;
  await merchant.startCrossSell(["Aria One"], ["Clear Case", "20 W Charger", "Power Bank"], {
    name: "Extras",
    title: "Goes with it",
  });
  await merchant.setLive();
  const editor = await running.shopper();
  await editor.goto(url("/admin/themes/current/editor?template=cart"));
  await editor.getByRole("button", { name: "Add block: Cart offers" }).click();
  await editor.getByLabel("Heading").fill("Before you go");
  await editor.getByLabel("At most so many complements").fill("2");
  await editor.getByLabel("Layout of complements").selectOption("Side by side");
  await editor.getByLabel("Pages of one visit that show an offer").fill("3");
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.waitForLoadState();

  // The product page, which shows the offer too, is the first of them.
  const page = await running.shopper();
  await page.goto(url("/products/aria-one"));
  // In some themes it is below what a shopper sees first, and what was not in sight was not shown.
  await page.locator("main tandem-block").scrollIntoViewIfNeeded();
  await addByTheme(page);
  const prompt = page.locator(`${cart} [data-prompt]:visible`);
  for (const isShown of [true, true, false]) {
    await page.goto(url("/cart"));
    await cartLines(page).first().waitFor();
    await expect.poll(() => prompt.count()).toBe(isShown ? 1 : 0);
    if (!isShown) break;
    expect(await page.locator(`${cart} h2`).innerText()).toBe("Before you go");
    expect(await prompt.getByRole("listitem").count()).toBe(2);
    expect(await page.locator(`${cart}.tandem--row`).count()).toBe(1);
    // The same page counts once, however often the cart changes.
    await changeQuantity(page, "Aria One", 2);
    await expect.poll(() => prompt.count()).toBe(1);
  }
  // Another visit begins anew.
  const again = await running.shopper();
  await again.goto(url("/products/aria-one"));
  await addByTheme(again);
  await again.goto(url("/cart"));
  await again.locator(`${cart} [data-prompt]:visible`).waitFor();
});

test("the product block follows its limit and what was dismissed, and the page does not jump for it", async () => {
  const editor = await running.shopper();
  await editor.goto(url("/admin/themes/current/editor?template=product"));
  await editor.getByLabel("Heading").fill("You may need");
  await editor.getByLabel("Pages of one visit that show an offer").fill("2");
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.waitForLoadState();

  const page = await running.shopper();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const block = page.locator("main tandem-block");
  for (const isShown of [true, true, false]) {
    await page.goto(url("/products/aria-one"));
    await page.evaluate(() => customElements.whenDefined("tandem-block"));
    expect(await block.isVisible()).toBe(isShown);
    if (isShown) await block.scrollIntoViewIfNeeded();
    await page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    );
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual(
      [],
    );
  }
  // A theme that renders the section again does not bring it back.
  await page.evaluate(() => {
    const old = document.querySelector("main tandem-block")!;
    old.replaceWith(new DOMParser().parseFromString(old.outerHTML, "text/html").body.firstChild!);
  });
  expect(await block.isVisible()).toBe(false);

  const other = await running.shopper();
  await other.goto(url("/products/aria-one"));
  await addByTheme(other);
  await other.goto(url("/cart"));
  await other.locator(cart).getByRole("button", { name: "Do not show" }).first().click();
  await other.goto(url("/products/aria-one"));
  expect(await other.locator("main tandem-block").isVisible()).toBe(false);
});
