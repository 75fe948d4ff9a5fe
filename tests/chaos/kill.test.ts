import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { newVisitor, openBrowser } from "../support/browser.ts";
import { DATABASES } from "../support/databases.ts";
import type { TestDatabase } from "../support/databases.ts";
import { startTestDemo } from "../support/demo.ts";
import { Merchant } from "../support/merchant.ts";

describe.each(DATABASES)("the app is killed, on %s", (name, open) => {
  let demo: RunningDemo;
  let browser: Browser;
  let merchant: Merchant;
  let server: TestDatabase | undefined;

  beforeAll(async () => {
    server = name === "PGlite" ? undefined : await open();
    demo = await startTestDemo(
      server?.url ? { databaseUrl: server.url } : { database: "new embedded" },
    );
    browser = await openBrowser();
    merchant = new Merchant(await (await newVisitor(browser)).newPage(), demo.storeUrl);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await server?.close();
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
    // 599.00 + 24.90 = 623.90, less 15 % (93.59, rounded half up): 530.31 for each of three orders.
    await expect
      .poll(
        async () => {
          await merchant.open("/app");
          return merchant.app.locator("body").innerText();
        },
        { timeout: 90_000, interval: 1_000 },
      )
      .toContain("€1,590.93");
    await wait(2_000);
    await merchant.open("/app");
    expect(await merchant.app.locator("body").innerText()).toContain("€1,590.93");
  });
});
