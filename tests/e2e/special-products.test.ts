import { describe, expect, test } from "vitest";

import { runDemo } from "../support/running-demo.ts";
import {
  addByTheme,
  cartLines,
  choosePlan,
  lineDiscounts,
  seesCart,
} from "../support/theme-parts.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;

/** Puts a product into the shop that not every shop has. */
async function addSpecial(title: string): Promise<void> {
  const admin = await running.shopper();
  await admin.goto(url("/admin/products"));
  await admin.getByLabel("A product that not every shop has").selectOption(title);
  await admin.getByRole("button", { name: "Add product" }).click();
  await admin.waitForLoadState();
}

describe("a gift card", () => {
  test("can be picked, and the editor says at its row why no bundle takes it", async () => {
    await addSpecial("Gift Card");
    const { merchant } = running;
    await merchant.startBundle(["Fries", "Gift Card"], {
      name: "Fries and more",
      title: "Fries and more",
      percent: "5",
    });
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("Gift Card is a gift card, and offers don’t make gift cards cheaper", {
        exact: false,
      })
      .first()
      .waitFor();
  });
});

describe("P39: an unlisted product", () => {
  test("is an add-on of the phone that it is made for, from the editor to the cart", async () => {
    await addSpecial("Two More Years");
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=add-on");
    await merchant.chooseIn("With", ["Aria One"]);
    await merchant.chooseIn("offer to add", ["Two More Years"]);
    await merchant.fill("Name", "Longer");
    await merchant.fill("Title for shoppers", "Keep it longer");
    await merchant.setLive();
    const page = await running.shopper();
    await page.goto(url("/products/aria-one"));
    await page.getByRole("checkbox", { name: "Two More Years" }).check();
    await addByTheme(page);
    await page.goto(url("/cart"));
    await cartLines(page, "Two More Years").waitFor();
  });
});

describe("P9: a subscription", () => {
  test("is bought in the theme at its plan's price, which a bundle leaves alone", async () => {
    const { merchant } = running;
    await merchant.startBundle(["Cola", "Fries"], { name: "Meal", title: "Meal", percent: "10" });
    await merchant.setLive();
    const admin = await running.shopper();
    await admin.goto(url("/admin/products?q=Cola"));
    await admin.getByRole("link", { name: "Cola", exact: true }).click();
    await admin.getByLabel("Sold by subscription").selectOption("Too");
    await admin.getByRole("button", { name: "Save" }).click();
    await admin.waitForLoadState();
    const page = await running.shopper();
    await page.goto(url("/products/fries"));
    await addByTheme(page);
    await page.goto(url("/products/cola"));
    await choosePlan(page, "Month");
    await addByTheme(page);
    await page.goto(url("/cart"));
    await cartLines(page, "Cola").getByText("Month").waitFor();
    await cartLines(page, "Cola").getByText("€2.25").filter({ visible: true }).first().waitFor();
    await cartLines(page, "Fries").waitFor();
    expect(await lineDiscounts(page).count()).toBe(0);
  });
});

describe("P37: a product with 360 variants", () => {
  test("is bought in the variant that the page shows, wherever it stands", async () => {
    await addSpecial("Team Jersey");
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=quantity-break");
    await merchant.choose("Choose products", ["Team Jersey"]);
    await merchant.fill("Name", "Jerseys");
    await merchant.fill("Title for shoppers", "One for everyone");
    await merchant.setLive();
    await merchant.app.getByText("Team Jersey has 360 variants.", { exact: false }).waitFor();
    const page = await running.shopper();
    await page.goto(url("/products/team-jersey.js"));
    const { variants } = JSON.parse(await page.locator("body").innerText()) as {
      variants: { id: number; title: string }[];
    };
    const shown = variants[240]!;
    await page.goto(url(`/products/team-jersey?variant=${shown.id}`));
    const block = page.locator('tandem-offer[data-kind="quantity-break"]');
    expect(await block.locator("select").inputValue()).toBe(String(shown.id));
    await block.getByRole("button").first().click();
    await seesCart(page);
    await page.goto(url("/cart"));
    const [kept] = await page.evaluate(
      async () => ((await (await fetch("/cart.js")).json()) as { items: { id: number }[] }).items,
    );
    expect(kept?.id).toBe(shown.id);
  });
});
