import { expect, test } from "vitest";

import { pixelsBeyondPage } from "../support/accessibility.ts";
import { PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";

const running = runDemo();

test("P22: a merchant sees which offers compete, and why one of them wins", async () => {
  const { merchant } = running;
  await merchant.startBundle(["Aria One", "Clear Case"], {
    name: "Kit",
    title: "Kit",
    percent: "10",
  });
  await merchant.setLive();
  await merchant.open("/app/offers");
  await merchant.app.getByRole("button", { name: "Competing offers" }).click();
  await merchant.app.getByText("No offers compete", { exact: false }).waitFor();
  await merchant.startBundle(["Clear Case", "20 W Charger"], {
    name: "Care",
    title: "Care",
    percent: "20",
  });
  // Offers for different shoppers compete for one whom both are for.
  await merchant.app.getByLabel("Add a condition").selectOption("Signed in");
  await merchant.setLive();
  await merchant.open("/app/offers/conflicts");
  // 10 % of 599.00 and 24.90 is more than 20 % of 24.90 and 19.90.
  await merchant.app.getByText("the shopper saves €62.39", { exact: false }).waitFor();
  const rows = await merchant.app.getByRole("listitem").allInnerTexts();
  expect(rows.map((row) => row.replace(/\s+/g, " ")).toSorted()).toEqual([
    "Care Fixed bundle Attention Gives way By itself it would save €8.96; its units save more, with the rest of the cart, in the others.",
    "Kit Fixed bundle Success Applies It saves €62.39.",
  ]);
  await merchant.page.setViewportSize(PHONE);
  expect(await pixelsBeyondPage(merchant.page)).toBe(0);
});
