import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { buyPhone, createAccount } from "../support/shopper.ts";
import { expectPageErrors } from "../support/page-errors.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;
const QUESTION = "Are you happy with your order?";

/** Buys a phone as a customer, and has it shipped and delivered. @returns the order's status page, not asked yet */
async function receivePhone(
  email: string,
  options: Parameters<typeof running.shopper>[0] = {},
): Promise<Page> {
  const page = await running.shopper(options);
  await createAccount(page, running.demo.storeUrl, email);
  await buyPhone(page, running.demo.storeUrl);
  await page.goto(new URL(page.url()).origin + new URL(page.url()).pathname);
  await page.getByRole("link", { name: /: Clear Case$/ }).waitFor();
  expect(await page.getByText(QUESTION).count()).toBe(0);
  const admin = await running.shopper();
  await admin.goto(url("/admin/orders"));
  await admin.locator("tbody a").first().click();
  for (const button of ["Fulfil", "Mark as delivered"]) {
    await admin.getByRole("button", { name: button }).click();
    await admin.waitForLoadState();
  }
  // The news of the delivery comes by webhook.
  await expect
    .poll(async () => {
      const told = page.waitForResponse(
        (response) =>
          response.url().endsWith("/api/after-purchase") && response.request().method() === "POST",
      );
      await page.reload();
      return (await told).json();
    })
    .toMatchObject({ pulse: { step: "asked" } });
  await page.getByText(QUESTION).waitFor();
  return page;
}

describe("the pulse, from the merchant's rules to what buyers say", () => {
  test("a merchant has buyers asked, and is told at the field what is wrong", async () => {
    const { merchant } = running;
    await merchant.open("/app/follow-ups");
    await merchant.app.getByText("No answers yet").waitFor();
    await merchant.app.getByLabel("Ask on the order status page").check();
    await merchant.fill("E-mail address of your support", "support");
    await merchant.app.getByRole("button", { name: "Save", exact: true }).click();
    await merchant.app.getByText("Enter an e-mail address, or leave it empty.").waitFor();
    await merchant.fill("E-mail address of your support", "help@fjordandfizz.example");
    await merchant.app.getByRole("button", { name: "Save", exact: true }).click();
    await merchant.told("Saved");
    await merchant.startCrossSell(["Aria One"], ["Clear Case"], {
      name: "Phone extras",
      title: "Goes with your phone",
    });
    await merchant.setLive();
  });

  test("a happy buyer is asked first, and then shown what goes with it", async () => {
    const page = await receivePhone("ada@example.com");
    // First the question, then something to buy.
    expect(await page.getByRole("link", { name: /: Clear Case$/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Happy", exact: true }).press("Enter");
    await page.getByText("Wonderful, thank you!").waitFor();
    await page.getByRole("link", { name: /: Clear Case$/ }).waitFor();
    await page.reload();
    await page.getByText("Wonderful, thank you!").waitFor();
  });

  test("an unhappy buyer gets help, and nothing to buy", async () => {
    const page = await receivePhone("bea@example.com");
    await page.getByRole("button", { name: "Not happy" }).click();
    await page.getByText("We are sorry.").waitFor();
    const help = page.getByRole("link", { name: "Write to help@fjordandfizz.example" });
    expect(await help.getAttribute("href")).toBe("mailto:help@fjordandfizz.example");
    await page.getByLabel("Anything you would like to tell us").fill("The box was open.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByLabel("Anything you would like to tell us").waitFor({ state: "detached" });
    expect(await page.getByRole("link", { name: /: Clear Case$/ }).count()).toBe(0);
    // Nor when the app cannot be asked what they said.
    expectPageErrors(/^Failed to load resource: net::ERR_FAILED .*\/api\/after-purchase/);
    expectPageErrors(
      /^Tandem could not be asked for what is personal\. TypeError: Failed to fetch/,
    );
    const failed = page.waitForEvent("requestfailed");
    await page.route("**/api/after-purchase", (route) => route.abort());
    await page.reload();
    await failed;
    await page.locator('[data-extension][data-state="running"]').waitFor({ state: "attached" });
    expect((await page.locator("[data-extension]").innerText()).trim()).toBe("");
  });

  test("Shopify Flow is told of it", async () => {
    const admin = await running.shopper();
    await expect
      .poll(async () => {
        await admin.goto(url("/admin/settings"));
        return admin.locator("main").innerText();
      })
      .toMatch(/pulse-answered: .*"Answer":"unhappy","Comment":"The box was open\."/);
  });

  test("the merchant reads it, and finds it by its words", async () => {
    const { merchant } = running;
    await merchant.open("/app/follow-ups");
    await merchant.app.getByText("1 (50 %)").first().waitFor();
    expect(
      await merchant.app.locator("tbody tr", { hasText: "The box was open." }).innerText(),
    ).toMatch(/Unhappy/);
    await merchant.open("/app/follow-ups?words=box");
    await merchant.app.getByText("The box was open.").waitFor();
    expect(await merchant.app.getByText("Happy", { exact: true }).count()).toBeLessThan(4);
    await merchant.open("/app/follow-ups?words=nothing+of+the+kind");
    await merchant.app.getByText("Nothing found").waitFor();
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious in it at %s width", async (_name, viewport) => {
    const page = await receivePhone(`axe-${viewport.width}@example.com`, { viewport });
    expect(await seriousViolations(page, "[data-extension]")).toEqual([]);
    await page.getByRole("button", { name: "Not happy" }).click();
    await page.getByText("We are sorry.").waitFor();
    expect(await seriousViolations(page, "[data-extension]")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });
});
