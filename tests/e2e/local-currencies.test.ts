import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";

import { expectOnHome } from "../support/home.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay, refundNewestOrder } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { chooseCountry, seesCart, shownTotal } from "../support/theme-parts.ts";

const running = runDemo();
const bundle = 'tandem-offer[data-kind="fixed-bundle"]';
const tiers = 'tandem-offer[data-kind="quantity-break"]';
const url = (path: string) => `${running.demo.storeUrl}${path}`;

beforeAll(async () => {
  const { merchant } = running;
  await merchant.startBundle(["Aria One", "Clear Case"], {
    name: "Pair",
    title: "Pair",
    percent: "15",
  });
  await merchant.setLive();
  await merchant.open("/app/offers/new?kind=quantity-break");
  await merchant.choose("Choose products", ["USB-C Cable"]);
  await merchant.fill("Name", "Cables");
  await merchant.fill("Title for shoppers", "Cables by the bunch");
  await merchant.setLive();
  const admin = await running.shopper();
  await admin.goto(url("/admin/settings"));
  await admin.getByLabel("Sell in the currencies of markets abroad").check();
  await admin.getByRole("button", { name: "Update the markets" }).click();
  await admin.waitForLoadState();
});

async function inJapan(path: string): Promise<Page> {
  const page = await running.shopper();
  await page.goto(url("/"));
  await chooseCountry(page, "JP");
  await page.goto(url(path));
  return page;
}

describe("P1: in a market that pays in another currency", () => {
  test("what a bundle promises in yen is charged in yen, and counts in the shop's own currency", async () => {
    const page = await inJapan("/products/aria-one");
    // 599.00 and 24.90 EUR at 163.27, each up to the next ten yen: 97,800 and 4,070.
    expect(await page.locator(`${bundle} [data-list-price]`).innerText()).toBe("¥101,870");
    // Less 15 %: 86,589.5 goes to the shop's smallest unit for the saving: 15,280.5 is 15,281.
    const promised = await shownAmount(page, `${bundle} [data-price]`);
    expect(promised).toBe("86589");
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe(promised);
    expect(await pay(page, running.demo.storeUrl)).toBe(promised);
    // With shipping: 4.90 EUR are 800 yen.
    expect(await page.locator("[data-total]").innerText()).toBe("¥87,389");
    // 86,589 yen at 163.27 are 530.34 EUR.
    await expectOnHome(running.merchant, /Pair\s+1\s+2\s+€93\.59\s+€530\.35/);
  });

  test("the script writes as the theme does when another variant is chosen", async () => {
    const page = await inJapan("/products/aria-one");
    await page.locator(`${bundle} select`).first().selectOption({ label: "512 GB – ¥130,460" });
    expect(await page.locator(`${bundle} [data-list-price]`).innerText()).toBe("¥134,530");
    const promised = await shownAmount(page, `${bundle} [data-price]`);
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe(promised);
  });

  test("a break is charged for each unit, in whole yen", async () => {
    const page = await inJapan("/products/usb-c-cable");
    const promised = await shownAmount(page, `${tiers} [data-total]`);
    await page.getByRole("button", { name: /^Add 2/ }).click();
    await seesCart(page);
    expect(await shownTotal(page)).toBe(promised);
    expect(await pay(page, running.demo.storeUrl)).toBe(promised);
  });

  test("what goes back of an order in yen is taken back in euros", async () => {
    const page = await inJapan("/products/aria-one");
    await page.getByRole("button", { name: "Add all to cart" }).click();
    await seesCart(page);
    await pay(page, running.demo.storeUrl);
    const admin = await running.shopper();
    await refundNewestOrder(admin, running.demo.storeUrl);
    await expectOnHome(running.merchant, /Pair\s+2\s+3\s+/);
  });
});
