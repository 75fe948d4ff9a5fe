import type { Browser, Page } from "playwright-core";

import { newVisitor } from "./browser.ts";
import { shownAmount } from "./shown-amount.ts";
import { addByTheme } from "./theme-parts.ts";

/** A page of a shopper who is new to the store. */
export async function newShopper(
  browser: Browser,
  options: Parameters<typeof newVisitor>[1] = {},
): Promise<Page> {
  const context = await newVisitor(browser, options);
  return context.newPage();
}

/** What a buyer tells at the checkout. */
interface BuyerWords {
  readonly email?: string;
  readonly wantsNews?: boolean;
}

/**
 * Goes to the checkout and pays.
 * @returns the subtotal that it asked for, without its currency
 */
export async function pay(
  page: Page,
  storeUrl: string,
  { email = "shopper@example.com", wantsNews = false }: BuyerWords = {},
): Promise<string> {
  await page.goto(`${storeUrl}/checkout`);
  const subtotal = await shownAmount(page, "[data-subtotal]");
  await page.getByLabel("E-mail").fill(email);
  if (wantsNews) await page.getByLabel("Send me news and offers").check();
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.getByText("Thank you for your order").waitFor();
  return subtotal;
}

/** Refunds one unit of the newest order's first line, in the shop's admin. */
export async function refundNewestOrder(page: Page, storeUrl: string): Promise<void> {
  await page.goto(`${storeUrl}/admin/orders`);
  await page.locator("tbody a").first().click();
  await page
    .getByLabel(/to refund$/)
    .first()
    .fill("1");
  await page.getByRole("button", { name: "Refund" }).click();
  await page.waitForLoadState();
}

/** Makes an account for an address, and is signed in with it. */
export async function createAccount(page: Page, storeUrl: string, email: string): Promise<void> {
  await page.goto(`${storeUrl}/account/register`);
  const form = page.locator('form[action$="/account"]');
  await form.locator('[name="customer[email]"]').fill(email);
  // Themes that ask for a password want one.
  const password = form.locator('[name="customer[password]"]');
  if ((await password.count()) > 0) await password.fill("of no account");
  await form.locator('[name="customer[email]"]').press("Enter");
  await page.waitForURL(/\/account$/);
}

/** Signs in with an address that an account has, by the form of the theme's. */
export async function signIn(page: Page, storeUrl: string, email: string): Promise<void> {
  await page.goto(`${storeUrl}/account`);
  const form = page.locator('form[action$="/account/login"]').first();
  const password = form.locator('[name="customer[password]"]');
  if ((await password.count()) > 0) await password.fill("of no account");
  await form.locator('[name="customer[email]"]').fill(email);
  await form.locator('[name="customer[email]"]').press("Enter");
  await page.waitForURL(/\/account$/);
  await page.locator('main :is([href*="account/logout"], [action*="account/logout"])').waitFor();
}

/** The address of some customer of the demo's, as the shop's admin lists them. */
export async function someCustomer(browser: Browser, storeUrl: string): Promise<string> {
  const admin = await newShopper(browser);
  await admin.goto(`${storeUrl}/admin/customers`);
  const field = admin.getByLabel(/^Tags of /).first();
  const email = (await field.getAttribute("aria-label"))!.replace("Tags of ", "");
  await admin.context().close();
  return email;
}

/** Puts a phone into the cart, and pays for what is in it. */
export async function buyPhone(
  page: Page,
  storeUrl: string,
  buyer: BuyerWords = {},
): Promise<void> {
  await page.goto(`${storeUrl}/products/aria-one`);
  await addByTheme(page);
  await pay(page, storeUrl, buyer);
}
