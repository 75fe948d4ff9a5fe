import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { newVisitor, openTestBrowser } from "./browser.ts";
import { startTestDemo } from "./demo.ts";
import { Merchant } from "./merchant.ts";
import { newShopper } from "./shopper.ts";

/** A demo with a browser and a merchant who is signed in, for all tests of a file. */
export interface DemoInBrowser {
  readonly demo: RunningDemo;
  readonly browser: Browser;
  readonly merchant: Merchant;
  /** A page of a shopper who is new to the store. */
  shopper(options?: Parameters<typeof newShopper>[1]): Promise<Page>;
  /** Serves the store in another theme, anew: what was open of it, and might ask meanwhile, is closed. */
  showTheme(folder: string): Promise<void>;
}

/** Starts it before the tests of the file, and ends it after them; it can be used within tests only. */
export function runDemo(): DemoInBrowser {
  let demo: RunningDemo;
  let browser: Browser;
  let merchant: Merchant;
  let shoppers: Page[] = [];
  beforeAll(async () => {
    [demo, browser] = await Promise.all([startTestDemo(), openTestBrowser()]);
    merchant = new Merchant(await (await newVisitor(browser)).newPage(), demo.storeUrl);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  return {
    get demo() {
      return demo;
    },
    get browser() {
      return browser;
    },
    get merchant() {
      return merchant;
    },
    async shopper(options) {
      const page = await newShopper(browser, options);
      shoppers.push(page);
      return page;
    },
    async showTheme(folder) {
      await merchant.page.goto("about:blank");
      await Promise.all(shoppers.map((page) => page.context().close()));
      shoppers = [];
      await demo.showTheme(folder);
    },
  };
}
