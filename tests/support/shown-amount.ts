import type { Page } from "playwright-core";

/** The amount that stands at a place of the page, without its currency. */
export async function shownAmount(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/[^\d.]/g, "");
}
