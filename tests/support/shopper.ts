import type { Browser, Page } from "playwright-core";

import { newVisitor } from "./browser.ts";

/** A page of a shopper who is new to the store. */
export async function newShopper(
  browser: Browser,
  options: Parameters<typeof newVisitor>[1] = {},
): Promise<Page> {
  const { context } = await newVisitor(browser, options);
  return context.newPage();
}

/** The amount that stands at a place of the page, without its currency. */
export async function shownAmount(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/[^\d.]/g, "");
}
