import type { Locator, Page } from "playwright-core";

import { shownAmount } from "./shown-amount.ts";

/**
 * Where themes have what every shopper looks for: the stand-in's own theme, themes as Dawn (with a drawer or a notification), and
 * themes as Horizon.
 */
export const THEME_PARTS = {
  /** What shows a cart over the page, once it is open. */
  openCart:
    "cart-drawer:has(.drawer__panel):not([hidden]), cart-drawer.active, #cart-notification.active, theme-drawer#cart-drawer[open] > dialog",
  /** The drawer, open or not; a theme may have none. */
  drawer: "cart-drawer, theme-drawer#cart-drawer",
  /** What opens the drawer. */
  cartLink: '[data-cart-link], #cart-icon-bubble, [aria-controls="cart-drawer"]',
  /** How many items the cart has, as the header says it. */
  bubble:
    ".bubble, .cart-count-bubble > [aria-hidden], .cart-bubble__text-count, [data-testid='cart-bubble']",
  total: "[data-cart-total], .totals__total-value, .cart-totals__total-value",
  line: "[data-line], tr.cart-item, tbody tr.cart-items__table-row",
  nestedLine: ".line--nested, .cart-item__nested-line, .cart-items__nested-line",
  /** What says that something is off a line. */
  lineDiscount:
    ".line .tag, .cart-item li.discounts__discount, .cart-items__table-row ul[role=list] > li",
  /** What takes a line out. */
  removeLine: ".line__remove, cart-remove-button :is(a, button), .cart-items__remove",
  quantityOfLine: 'input[name^="updates["]',
  checkout: 'button[name="checkout"]',
  /** The form that buys the page's product. */
  buyForm: 'main form[action$="/cart/add"]:not(.tandem form)',
} as const;

/** The lines of the cart's page, or those of a product. */
export const cartLines = (page: Page, hasText?: string): Locator =>
  page.locator(`main :is(${THEME_PARTS.line})`, hasText === undefined ? {} : { hasText });

/** What the cart's page says is off its lines. */
export const lineDiscounts = (page: Page): Locator =>
  page.locator(`main :is(${THEME_PARTS.lineDiscount})`);

/** Takes a product's first line out of the cart, on the cart's page. */
export async function removeLine(page: Page, title: string): Promise<void> {
  await cartLines(page, title).first().locator(THEME_PARTS.removeLine).click();
}

/** The field of a line's number, on the cart's page. */
export const quantityField = (page: Page, title: string): Locator =>
  cartLines(page, title).first().locator(THEME_PARTS.quantityOfLine);

/** Changes how many of a line there are, as a shopper does on the cart's page. */
export async function changeQuantity(page: Page, title: string, quantity: number): Promise<void> {
  const field = quantityField(page, title);
  await field.fill(String(quantity));
  await field.press("Tab");
}

/** Sends the form of the cart's page without a script: by the theme's button for it, where it has one. */
export async function sendCart(page: Page): Promise<void> {
  const button = page.locator("main").getByRole("button", { name: "Update", exact: true });
  const sent = page.waitForResponse((response) => response.request().method() === "POST");
  if ((await button.count()) > 0) await button.click();
  else
    await page
      .locator('main form[action$="/cart"]')
      .first()
      .evaluate((form) => (form as HTMLFormElement).submit());
  await sent;
  await page.waitForLoadState();
}

/** Waits until the cart's page says that the cart is empty. */
export async function seesEmptyCart(page: Page): Promise<void> {
  await page
    .locator("main")
    .getByText(/cart is empty/)
    .filter({ visible: true })
    .first()
    .waitFor();
}

/** The theme's own button that buys the page's product. */
export const addButton = (page: Page): Locator =>
  page
    .locator(`${THEME_PARTS.buyForm} button[type="submit"]:not([formaction]):not([disabled])`)
    .first();

/** Waits until the theme has moved the focus into the cart that it opened: from then on, its keys are heard. */
export async function seesFocusInCart(page: Page): Promise<void> {
  await page.waitForFunction(
    (selector) => document.activeElement?.closest(selector),
    THEME_PARTS.openCart,
  );
}

/** Chooses a value of the page's product, as a theme offers it: in a list, or as a button of its own. */
export async function chooseValue(page: Page, value: string): Promise<void> {
  const list = page.locator(`${THEME_PARTS.buyForm} select[name="id"]`);
  if ((await list.count()) > 0) await list.selectOption({ label: value });
  else
    await page
      .locator("variant-selects:visible, variant-picker")
      .getByRole("radio", { name: value, exact: true })
      .press("Space");
}

/**
 * Chooses a selling plan of the page's product by its name: in the theme's own list, or, where a theme has none and leaves that to the
 * app that sells by subscription, as such an app does, by a field of the form.
 */
export async function choosePlan(page: Page, name: string): Promise<void> {
  const list = page.locator(`${THEME_PARTS.buyForm} select[name="selling_plan"]`);
  const plan = await page.evaluate(async (wanted) => {
    const product = (await (await fetch(`${location.pathname}.js`)).json()) as {
      selling_plan_groups: { selling_plans: { id: number; name: string }[] }[];
    };
    const plans = product.selling_plan_groups.flatMap((group) => group.selling_plans);
    return plans.find((one) => one.name === wanted)?.id;
  }, name);
  if (plan === undefined) throw new Error(`The page's product is not sold by the plan ${name}.`);
  if ((await list.count()) > 0) await list.selectOption(String(plan));
  else
    await addButton(page).evaluate((button, id) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "selling_plan", value: String(id) });
      (button as HTMLButtonElement).form!.append(field);
    }, plan);
}

/** Changes the shopper's country by the theme's form of it. */
export async function chooseCountry(page: Page, code: string): Promise<void> {
  const form = page.locator('form[action$="/localization"]:has([name="country_code"])').first();
  const changed = page.waitForEvent("load");
  // A list of countries is a select in some themes, and in others links that set a hidden field and send the form.
  await form.evaluate((element, country) => {
    const field = (element as HTMLFormElement).elements.namedItem("country_code");
    (field as HTMLInputElement | HTMLSelectElement).value = country;
    (element as HTMLFormElement).requestSubmit();
  }, code);
  await changed;
}

/** Number of the variant that the theme's form would buy. */
export async function chosenVariant(page: Page): Promise<number> {
  return Number(await page.locator(`${THEME_PARTS.buyForm} [name="id"]`).first().inputValue());
}

/** Types how many to buy. */
export async function setQuantity(page: Page, quantity: number): Promise<void> {
  await page
    .locator('main input[name="quantity"]:not(.tandem input)')
    .first()
    .fill(String(quantity));
}

/** Buys by the theme's own button, and waits until the shop has answered and the theme's number says so. */
export async function addByTheme(page: Page): Promise<void> {
  const added = page.waitForResponse((response) => /\/cart\/add/.test(response.url()));
  await addButton(page).click();
  await added;
  await bubbleAgrees(page);
}

/** Waits until the theme shows the cart: over the page, or on the cart's own. */
export async function seesCart(page: Page): Promise<void> {
  await page
    .locator(THEME_PARTS.openCart)
    .or(page.locator(`main :is(${THEME_PARTS.line})`))
    .filter({ visible: true })
    .first()
    .waitFor();
}

/** Opens the theme's drawer, where what was added has not opened it. @returns the open drawer */
export async function openDrawer(page: Page): Promise<Locator> {
  const drawer = page.locator(THEME_PARTS.openCart);
  if (!(await drawer.isVisible())) await page.locator(THEME_PARTS.cartLink).first().click();
  return drawer;
}

/** What the theme says that the cart costs, without its currency: where the shopper is, or else on the cart's page. */
export async function shownTotal(page: Page): Promise<string> {
  const total = THEME_PARTS.total.split(", ").map((one) => `${one}:visible`);
  const { origin, pathname } = new URL(page.url());
  if (pathname.endsWith("/cart") || (await page.locator(THEME_PARTS.drawer).count()) > 0)
    return shownAmount(page, total.join());
  const cart = await page.context().newPage();
  try {
    await cart.goto(`${origin}/cart`);
    return await shownAmount(cart, total.join());
  } finally {
    await cart.close();
  }
}

/** Waits until the number in the header is that of the cart, which has something in it. */
export async function bubbleAgrees(page: Page): Promise<void> {
  await page.waitForFunction(async (selector) => {
    const cart = (await (await fetch("/cart.js")).json()) as { item_count: number };
    const shown = [...document.querySelectorAll(selector)].map((one) => one.textContent?.trim());
    return cart.item_count > 0 && shown.includes(String(cart.item_count));
  }, THEME_PARTS.bubble);
}
