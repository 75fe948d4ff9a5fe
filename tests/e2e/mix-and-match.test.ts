import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { expectOnHome } from "../support/home.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import {
  addByTheme,
  cartLines,
  changeQuantity,
  lineDiscounts,
  seesCart,
  setQuantity,
  shownTotal,
} from "../support/theme-parts.ts";

const running = runDemo();

const box = 'tandem-box[data-kind="mix-and-match"]';

describe("a mix and match, from the editor to the paid order", () => {
  test("a merchant tries it in the simulator and sets it live", async () => {
    await running.merchant.open("/app/offers/new?kind=mix-and-match");
    await running.merchant.chooseIn("Products to mix", ["Cola", "Lemonade", "House Sauce"]);
    await running.merchant.fill("Name", "Any three");
    await running.merchant.fill("Title for shoppers", "Any three for less");
    await running.merchant.fill("Units in a box, at most", "4");
    await running.merchant.app
      .getByText("A box has to hold at least 5", { exact: false })
      .waitFor({ state: "detached" });
    await running.merchant.app.getByRole("button", { name: "Set live" }).click();
    await running.merchant.app.getByText("A box has to hold at least 5").first().waitFor();
    await running.merchant.fill("Units in a box, at most", "6");
    await running.merchant.app.getByText("applied 3 times.").waitFor();
    await running.merchant.app.getByLabel("Quantity of Cola in the cart").fill("0");
    await running.merchant.app
      .getByText("not applied: 1 more of its products needed for the first tier.")
      .waitFor();
    await running.merchant.setLive();
  });

  test("P1: the box, the cart and the checkout say the same price, by keyboard alone", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/lemonade`);
    await page.locator(`${box} summary`).press("Enter");
    // What is looked at comes first.
    expect(await page.locator(`${box} .tandem__name`).first().innerText()).toBe("Lemonade");
    await page.getByRole("button", { name: "Add Lemonade to the box" }).press("Enter");
    await page.locator(box).getByText("2 more: −10%").waitFor();
    await page.getByRole("button", { name: "One more of Lemonade" }).press("Enter");
    await page.getByRole("button", { name: "Add House Sauce to the box" }).press("Enter");
    await page.locator(box).getByText("You get −10% · 2 more: −15%").waitFor();
    const promised = await shownAmount(page, `${box} [data-price]`);
    // Two at 3.40 and one at 0.90, each less 10 %.
    expect(promised).toBe("6.93");
    await page.getByRole("button", { name: "Add box to cart" }).press("Enter");
    await seesCart(page);
    expect(await shownTotal(page)).toBe(promised);
    await page.goto(`${running.demo.storeUrl}/cart`);
    expect(await lineDiscounts(page).count()).toBe(2);
    expect(await pay(page, running.demo.storeUrl)).toBe(promised);
  });

  test("the order counts for it", async () => {
    await expectOnHome(running.merchant, /Any three\s+1\s+3\s+€0\.77\s+€6\.93/);
  });

  test("a full box takes no more, and one taken out makes room", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/lemonade`);
    await page.locator(`${box} summary`).click();
    await page.getByRole("button", { name: "Add Lemonade to the box" }).click();
    for (let count = 2; count <= 6; count++)
      await page.getByRole("button", { name: "One more of Lemonade" }).click();
    await page.locator(box).getByText("You get −15% · Your box is full").waitFor();
    expect(await page.locator(`${box} [data-count]`).first().innerText()).toBe("6");
    await page.getByRole("button", { name: "One more of Lemonade" }).press("Enter");
    expect(await page.locator(`${box} [data-count]`).first().innerText()).toBe("6");
    await page.getByRole("button", { name: "Add House Sauce to the box" }).press("Enter");
    expect(await page.getByRole("button", { name: "One less of House Sauce" }).count()).toBe(0);
    await page.getByRole("button", { name: "One less of Lemonade" }).click();
    await page.getByRole("button", { name: "Add House Sauce to the box" }).click();
    await page.getByRole("button", { name: "One less of House Sauce" }).waitFor();
  });

  test("a variant is counted for itself", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/cola`);
    await page.locator(`${box} summary`).click();
    await page.getByRole("button", { name: "Add Cola to the box" }).click();
    await page.locator(`${box} select`).first().selectOption({ index: 1 });
    await page.getByRole("button", { name: "Add Cola to the box" }).click();
    await page.getByRole("button", { name: "One more of Cola" }).click();
    const promised = await shownAmount(page, `${box} [data-price]`);
    await page.getByRole("button", { name: "Add box to cart" }).click();
    await seesCart(page);
    await page.goto(`${running.demo.storeUrl}/cart`);
    expect(await cartLines(page).count()).toBe(2);
    expect(await shownTotal(page)).toBe(promised);
  });

  test("P7, P8: the cart is on the best tier that it reaches, and on none below the first", async () => {
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/lemonade`);
    await setQuantity(page, 4);
    await addByTheme(page);
    await page.goto(`${running.demo.storeUrl}/cart`);
    expect(await shownTotal(page)).toBe("12.24");
    await changeQuantity(page, "Lemonade", 2);
    await expect.poll(() => shownTotal(page)).toBe("6.80");
  });

  test("P19: works without JavaScript, by form posts", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    for (let times = 1; times <= 3; times++) {
      await page.goto(`${running.demo.storeUrl}/products/lemonade`);
      await page.locator(`${box} summary`).click();
      await page.getByRole("button", { name: "Add Lemonade to cart" }).click();
      await page.waitForURL(`${running.demo.storeUrl}/cart`);
    }
    expect(await shownTotal(page)).toBe("9.18");
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await page.goto(`${running.demo.storeUrl}/products/lemonade`);
    await page.locator(`${box} summary`).click();
    await page.getByRole("button", { name: "Add Lemonade to the box" }).click();
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });

  test("a page of its own, placed in the theme editor, shows the box open", async () => {
    const editor = await running.shopper();
    await editor.goto(`${running.demo.storeUrl}/admin/themes/current/editor?template=page`);
    await editor.getByRole("button", { name: "Add block: Build a box" }).click();
    await editor.getByLabel("A product of the mix and match").selectOption("Cola");
    await editor.getByRole("button", { name: "Save" }).click();
    await editor.waitForLoadState();
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/pages/build-a-box`);
    await page.getByRole("button", { name: "Add House Sauce to the box" }).click();
    await page.locator(box).getByText("2 more: −10%").waitFor();
  });

  test("of a collection, it follows what joins and leaves the collection", async () => {
    const { merchant } = running;
    await merchant.open("/app/offers/new?kind=mix-and-match");
    await merchant.chooseCollection("Choose a collection instead", "Living room");
    await merchant.app.getByText("All active products of Living room").waitFor();
    await merchant.fill("Name", "Room");
    await merchant.fill("Title for shoppers", "Any three for the room");
    await merchant.app.getByText("applied 3 times.").waitFor();
    await merchant.setLive();
    await merchant.app.getByText("All active products of Living room").waitFor();

    const page = await running.shopper();
    const picks = async () => {
      await page.goto(`${running.demo.storeUrl}/products/wool-rug`);
      return page.locator(`${box} .tandem__name`).allTextContents();
    };
    expect(await picks()).toContain("Linen Cushion");
    const admin = await running.shopper();
    const toggle = async (title: string) => {
      await admin.goto(`${running.demo.storeUrl}/admin/products?q=${encodeURIComponent(title)}`);
      await admin.getByRole("link", { name: title }).click();
      await admin.getByLabel("Living room").click();
      await admin.getByRole("button", { name: "Save" }).click();
      await admin.waitForLoadState();
    };
    await toggle("House Sauce");
    await expect.poll(picks).toContain("House Sauce");
    await toggle("House Sauce");
    await toggle("Linen Cushion");
    await expect.poll(picks).not.toContain("Linen Cushion");
    expect(await picks()).not.toContain("House Sauce");
  });
});
