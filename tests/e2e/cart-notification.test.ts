import { beforeAll, expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { dawnWithNotification } from "../support/themes.ts";
import { addByTheme, bubbleAgrees, cartLines, shownTotal } from "../support/theme-parts.ts";

const running = runDemo();

beforeAll(async () => {
  const { merchant } = running;
  await merchant.open("/app/offers/new?kind=quantity-break");
  await merchant.choose("Choose products", ["USB-C Cable"]);
  await merchant.fill("Name", "Cables");
  await merchant.fill("Title for shoppers", "Cables by the bunch");
  await merchant.setLive();
  await merchant.startCrossSell(["USB-C Cable"], ["20 W Charger"], {
    name: "Charger",
    title: "Goes with it",
  });
  await merchant.setLive();
  await running.showTheme(dawnWithNotification());
  const editor = await running.shopper();
  await editor.goto(`${running.demo.storeUrl}/admin/themes/current/editor?template=cart`);
  await editor.getByRole("button", { name: "Add block: Cart offers" }).click();
  await editor.waitForLoadState();
});

test("P26: a theme that tells of an add by a notification tells of ours, once, and keeps the page", async () => {
  const page = await running.shopper();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") asked.push(new URL(request.url()).pathname);
  });
  await page.goto(`${running.demo.storeUrl}/products/usb-c-cable`);
  const promised = await shownAmount(page, "main tandem-offer [data-total]");
  const offer = page.locator('main tandem-offer[data-kind="quantity-break"]');
  await offer.getByRole("button", { name: /^Add 2/ }).click();
  // A plain form is answered with its one line, without a list of lines.
  await page.locator("#cart-notification.active").getByText("USB-C Cable").waitFor();
  await offer.getByText("Added to your cart").waitFor();
  await bubbleAgrees(page);
  expect(new URL(page.url()).pathname).toBe("/products/usb-c-cable");
  expect(asked).toEqual(["/cart/add.js"]);
  expect(await shownTotal(page)).toBe(promised);
});

test("P26: such a theme's cart page shows lines and total as they are after our change", async () => {
  const page = await running.shopper();
  await page.goto(`${running.demo.storeUrl}/products/usb-c-cable`);
  await addByTheme(page);
  await page.goto(`${running.demo.storeUrl}/cart`);
  const before = Number(await shownTotal(page));
  await page.getByRole("button", { name: "Add 20 W Charger to cart" }).click();
  await page.locator("main tandem-cart").getByText("Added to your cart").waitFor();
  await cartLines(page, "20 W Charger").waitFor();
  await expect.poll(() => shownTotal(page)).toBe((before + 19.9).toFixed(2));
  await bubbleAgrees(page);
});
