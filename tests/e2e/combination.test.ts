import { describe, expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { seesCart } from "../support/theme-parts.ts";

const running = runDemo();

/** What the checkout asks for the kit with the shop's code of 10 % off the order. */
async function kitWithCode(): Promise<string> {
  const page = await running.shopper();
  await page.goto(`${running.demo.storeUrl}/products/aria-one`);
  await page.getByRole("button", { name: "Add all to cart" }).click();
  await seesCart(page);
  await page.goto(`${running.demo.storeUrl}/checkout`);
  await page.getByLabel("Discount code").fill("WELCOME10");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForLoadState();
  return shownAmount(page, "[data-subtotal]");
}

describe("P4: with what offers combine", () => {
  test("the editor says it, and its simulator shows the cart with a code", async () => {
    await running.merchant.startBundle(["Aria One", "Clear Case", "20 W Charger"], {
      name: "Starter kit",
      title: "Starter kit",
      percent: "15",
    });
    await running.merchant.app
      .getByText("Combines with shipping discounts that allow it, and with no other.")
      .waitFor();
    await running.merchant.fill("Order discount code, if any", "10");
    await running.merchant.app
      .getByText("The code is refused: offers do not combine with it")
      .waitFor();
    await running.merchant.fill("Order discount code, if any", "a lot");
    await running.merchant.app.getByText("Enter a percentage between 0.01 and 100").waitFor();
    await running.merchant.setLive();
    // 643.80 less 15 %.
    expect(await kitWithCode()).toBe("547.23");
  });

  test("P5: the merchant changes it for all offers, is warned, and checkout follows", async () => {
    await running.merchant.open("/app/settings");
    await running.merchant.app.getByLabel("Order discounts").check();
    await running.merchant.app.getByText("Codes come off on top of offers").waitFor();
    await running.merchant.app.getByRole("button", { name: "Save" }).click();
    await running.merchant.told("Settings saved");
    await running.merchant.published();
    await running.merchant.open("/app/offers");
    await running.merchant.app.getByRole("link", { name: "Starter kit" }).click();
    await running.merchant.app
      .getByText("Combines with order discounts and shipping discounts")
      .waitFor();
    await running.merchant.fill("Order discount code, if any", "10");
    // 547.23 less 10 % of it, 54.72.
    await running.merchant.app.getByText("€492.51").waitFor();
    expect(await kitWithCode()).toBe("492.51");
  });
});
