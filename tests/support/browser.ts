import { existsSync } from "node:fs";

import { chromium } from "playwright-core";
import type { Browser, BrowserContext } from "playwright-core";

import browsers from "../../scripts/browsers.json" with { type: "json" };
import { FONT_HOST, watchPages } from "./page-errors.ts";

/** Quiet, and without the network that a test machine may not have. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The font that Polaris asks Shopify's CDN for is not to be had offline. To answer for it here would turn the cache off.
  `--host-resolver-rules=MAP ${FONT_HOST} ~NOTFOUND`,
];
/** A page of a test lives for seconds: to optimize its scripts would take longer than that saves. */
const SHORT_PAGES = "--js-flags=--no-turbofan --no-maglev";
/** Shopify's library answers a headless browser as a bot; a shopper is none. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

/** For so long an action waits for its element: a busy machine is slow, not wrong. */
const PATIENCE_MILLISECONDS = 60_000;

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** @param more flags besides those that every browser here gets */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? browsers.find(existsSync);
  return chromium.launch({ args: [...FLAGS, ...more], ...(executablePath && { executablePath }) });
}

/** The same for tests, whose pages are many and short. */
export function openTestBrowser(): Promise<Browser> {
  return openBrowser([SHORT_PAGES]);
}

/** A visitor of their own, whose page errors and console errors fail the test under way. */
export async function newVisitor(
  browser: Browser,
  options: { viewport?: { width: number; height: number }; javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    userAgent: USER_AGENT,
    locale: "en-IE",
    ...options,
  });
  watchPages(context);
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  return context;
}
