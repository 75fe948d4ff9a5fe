import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { newVisitor, openTestBrowser } from "./browser.ts";
import { startTestDemo } from "./demo.ts";
import type { DemoDatabase } from "./demo.ts";
import { Merchant } from "./merchant.ts";
import { expectPageErrors } from "./page-errors.ts";

/** What a page that is open meanwhile says of it. */
const APP_IS_AWAY =
  /\b50[0-9] \(|Tandem is not running|Failed to fetch|net::ERR_|React Router caught/;

/** Claims what holds when the app's process is killed at whatever moment, and started again. */
export function killTheApp(database: DemoDatabase): void {
  let demo: RunningDemo;
  let browser: Browser;
  let merchant: Merchant;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startTestDemo({ database }), openTestBrowser()]);
    merchant = new Merchant(await (await newVisitor(browser)).newPage(), demo.storeUrl);
  });
  beforeEach(() => expectPageErrors(APP_IS_AWAY));
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function kill(): Promise<void> {
    const ended = once(demo.app, "exit");
    demo.app.kill("SIGKILL");
    await ended;
  }

  async function newPage(): Promise<Page> {
    return (await newVisitor(browser)).newPage();
  }

  async function buyKit(): Promise<void> {
    const page = await newPage();
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await page.locator("cart-drawer:not([hidden])").waitFor();
    await page.goto(`${demo.storeUrl}/checkout`);
    await page.getByLabel("E-mail").fill("shopper@example.com");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByText("Thank you for your order").waitFor();
    await page.context().close();
  }

  /** Waits until Home says so; other amounts than these orders' it never can. */
  async function showsOnHome(amount: string): Promise<void> {
    await expect
      .poll(
        async () => {
          await merchant.open("/app");
          return merchant.app.locator("body").innerText();
        },
        { timeout: 90_000, interval: 1_000 },
      )
      .toContain(amount);
  }

  async function allWebhooksArrived(): Promise<void> {
    const page = await newPage();
    await expect
      .poll(
        async () => {
          await page.goto(`${demo.storeUrl}/admin/settings`);
          return page.locator(".badge", { hasText: "waiting" }).count();
        },
        { timeout: 90_000, interval: 500 },
      )
      .toBe(0);
    await page.context().close();
  }

  test.each([0, 60, 200, 500])(
    "%i ms into publishing: after a restart the offer is live, once",
    async (delay) => {
      const title = `Kit ${delay}`;
      await merchant.startBundle(["Aria One", "Clear Case"], { name: title, title, percent: "15" });
      await merchant.app.getByRole("button", { name: "Set live" }).click();
      await merchant.app.getByText("Live", { exact: true }).first().waitFor();
      await wait(delay);
      await kill();
      await demo.restartApp();
      const page = await newPage();
      await expect
        .poll(
          async () => {
            await page.goto(`${demo.storeUrl}/admin/discounts`);
            const discounts = await page.getByText("Tandem offers").count();
            await page.goto(`${demo.storeUrl}/products/aria-one`);
            return [discounts, await page.locator("tandem-offer").count()];
          },
          { timeout: 60_000, interval: 500 },
        )
        .toEqual([1, 1]);
      await merchant.open("/app/offers");
      expect(await merchant.app.getByRole("link", { name: title, exact: true }).count()).toBe(1);
      await merchant.app.getByRole("link", { name: title, exact: true }).click();
      await merchant.app.getByRole("button", { name: "Pause" }).click();
      await merchant.app.getByText("Paused", { exact: true }).first().waitFor();
      await merchant.published();
    },
  );

  test("after an order was acknowledged, and while orders come in: each counts once", async () => {
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Kit 0", exact: true }).click();
    await merchant.setLive();
    await buyKit();
    await kill();
    await buyKit();
    await demo.restartApp();
    await buyKit();
    // 599.00 + 24.90 = 623.90, less 15 % (93.59, rounded half up): 530.31 for each order.
    await showsOnHome("€1,590.93");
    await allWebhooksArrived();
    // The inbox is worked off in order: once a later order counts, whatever came twice before it would have.
    await buyKit();
    await showsOnHome("€2,121.24");
  });
}
