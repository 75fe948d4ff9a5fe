import { expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import { addByTheme } from "../support/theme-parts.ts";

const running = runDemo();

const pair = 'tandem-offer[data-kind="cross-sell"]';

test("P24: what never goes together is refused, and taken off the page where it was live", async () => {
  const { merchant } = running;
  await merchant.startCrossSell(["Aria One", "Aria Mini"], ["Silicone Case", "Clear Case"], {
    name: "Cases",
    title: "Goes with it",
  });
  await merchant.setLive();
  const page = await running.shopper();
  const url = (handle: string) => `${running.demo.storeUrl}/products/${handle}`;
  await page.goto(url("aria-mini"));
  await page.locator(pair).getByRole("link", { name: "Silicone Case" }).waitFor();

  await merchant.open("/app/pairings");
  await merchant.choose("Choose a product", ["Silicone Case"]);
  await merchant.choose("Choose what it never goes with", ["Aria Mini"]);
  await merchant.app.getByRole("button", { name: "Never together", exact: true }).click();
  await merchant.app.getByText("Aria Mini and Silicone Case").waitFor();
  await expect
    .poll(async () => {
      await page.goto(url("aria-mini"));
      return page.locator(pair).getByRole("link").allInnerTexts();
    })
    .toEqual(["Clear Case"]);
  await page.goto(url("aria-one"));
  await page.locator(pair).getByRole("link", { name: "Silicone Case" }).waitFor();

  // In the cart, what goes with one line is held against every other one.
  const editor = await running.shopper();
  await editor.goto(`${running.demo.storeUrl}/admin/themes/current/editor?template=cart`);
  await editor.getByRole("button", { name: "Add block: Cart offers" }).click();
  await editor.waitForLoadState();
  const inCart = async () => {
    await page.goto(`${running.demo.storeUrl}/cart`);
    return page.locator(`main ${pair}`).getByRole("link").allInnerTexts();
  };
  const add = async (handle: string) => {
    await page.goto(url(handle));
    await addByTheme(page);
  };
  await add("aria-one");
  expect(await inCart()).toEqual(["Silicone Case", "Clear Case"]);
  await add("aria-mini");
  expect(await inCart()).toEqual(["Clear Case"]);

  await merchant.startBundle(["Aria Mini", "Silicone Case"], {
    name: "Wrong",
    title: "Wrong",
    percent: "10",
  });
  await merchant.app.getByRole("button", { name: "Set live" }).click();
  await merchant.app
    .getByText(/never go together, by your list under Pairings/)
    .first()
    .waitFor();

  await merchant.open("/app/pairings");
  await merchant.app.getByRole("button", { name: /go together again$/ }).click();
  await merchant.app.getByText("Aria Mini and Silicone Case").waitFor({ state: "detached" });
  await expect
    .poll(async () => {
      await page.goto(url("aria-mini"));
      return page.locator(pair).getByRole("link").allInnerTexts();
    })
    .toEqual(["Silicone Case", "Clear Case"]);
});
