import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay, refundNewestOrder, signIn } from "../support/shopper.ts";
import { addByTheme } from "../support/theme-parts.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;

/** The app's own page, inside of the admin's. */
const appFrame = () => running.merchant.page.frames().find((frame) => frame.parentFrame())!;

describe("the loyalty programme, from its first rule to a refund", () => {
  test("a merchant reads the order history, and sees what the programme would have cost", async () => {
    const { merchant } = running;
    await merchant.open("/app/loyalty");
    await merchant.app.getByRole("button", { name: "Read the order history" }).click();
    await merchant.app.getByText(/^[\d,]+ orders were read\.$/).waitFor();
    await merchant.open("/app/loyalty/programme");
    await merchant.fill("Tier 1: off every order", "10");
    await merchant.app.getByRole("button", { name: "Try it on my orders" }).click();
    await merchant.app.getByText(/^€[\d,.]+, [\d.]+ % of €[\d,.]+ in [\d,]+ orders/).waitFor();
    await merchant.app.getByRole("img", { name: /^Cost by month/ }).waitFor();
    await merchant.fill("Tier 1: off every order", "");
    await merchant.fill("Tier 1 from", "nothing");
    await merchant.app.getByRole("button", { name: "Try it on my orders" }).click();
    await merchant.app.getByText("Enter an amount in EUR, more than zero").waitFor();
  });

  test("a merchant sets it up, and is told at the field what is wrong", async () => {
    const { merchant } = running;
    await merchant.open("/app/loyalty");
    await merchant.app.getByText("No programme yet").waitFor();
    await merchant.app.getByRole("button", { name: "Set the programme up" }).click();
    await merchant.app.getByLabel("The programme is running").check();
    await merchant.fill("Points for each EUR", "0");
    await merchant.fill("Days until they can be used", "0");
    await merchant.fill("Tier 2 from", "100");
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.app.getByText("Enter how many points one EUR earns").waitFor();
    await merchant.fill("Points for each EUR", "1");
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.app.getByText("Each tier starts above the one before.").waitFor();
    await merchant.fill("Tier 2 from", "600");
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.app.getByText("No members yet").waitFor();
  });

  test("a customer buys, and has points and a tier", async () => {
    const page = await running.shopper();
    await page.goto(url("/products/aria-one"));
    await addByTheme(page);
    await pay(page, running.demo.storeUrl);
    const { merchant } = running;
    await expect
      .poll(async () => {
        await merchant.open("/app/loyalty?words=shopper@example.com");
        return merchant.app.locator("tbody tr").allInnerTexts();
      })
      .toEqual([expect.stringMatching(/shopper@example\.com\s+Silver\s+599\s+0/) as string]);
  });

  test("the customer sees them, and how far the next tier is, without JavaScript and in their language", async () => {
    const editor = await running.shopper();
    await editor.goto(url("/admin/themes/current/editor?template=page"));
    await editor.getByRole("button", { name: "Add block: Loyalty" }).click();
    await editor.waitForLoadState();
    const page = await running.shopper({ javaScriptEnabled: false });
    await page.goto(url("/pages/loyalty"));
    await page.getByText("10 points for every €10.00 that you spend").waitFor();
    await page.getByRole("link", { name: "Sign in to see your points" }).click();
    await page.waitForURL(/\/account\/login/);
    await signIn(page, running.demo.storeUrl, "shopper@example.com");
    await expect
      .poll(async () => {
        await page.goto(url("/pages/loyalty"));
        return page.locator(".tandem").innerText();
      })
      .toMatch(/Silver\s+599 points to use\s+€1\.00 more to spend for Gold/);
    await page.goto(url("/de/pages/loyalty"));
    await page.getByText("Noch €1.00 bis Gold").waitFor();
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious in the block at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await page.goto(url("/pages/loyalty"));
    expect(await seriousViolations(page, ".tandem")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });

  test("the merchant adjusts with a reason, and takes no more than there is", async () => {
    const { merchant } = running;
    await merchant.open("/app/loyalty");
    await merchant.app.locator("tbody a").first().click();
    await merchant.fill("More or fewer points", "-600");
    await merchant.fill("Why", "A mistake");
    await merchant.app.getByRole("button", { name: "Enter" }).click();
    await merchant.app.getByText("Only 599 can be taken away").waitFor();
    await merchant.fill("More or fewer points", "50");
    await merchant.fill("Why", "Sorry for the wait");
    await merchant.app.getByRole("button", { name: "Enter" }).click();
    await merchant.app.getByText("Sorry for the wait").waitFor();
    expect(await merchant.app.locator("tbody tr").first().innerText()).toMatch(
      /Adjusted[\s\S]*\+50\s+649/,
    );
  });

  test("a refund takes the points of its lines back, and the ledger is right", async () => {
    const { merchant } = running;
    const memberPath = new URL(appFrame().url()).pathname;
    await refundNewestOrder(await running.shopper(), running.demo.storeUrl);
    await expect
      .poll(async () => {
        await merchant.open(memberPath);
        return merchant.app.locator("tbody tr").first().innerText();
      })
      .toMatch(/Taken back: refund[\s\S]*-599\s+50/);
    await merchant.open("/app/loyalty");
    await merchant.app.getByRole("button", { name: "Check the ledger" }).click();
    await merchant.app.getByText("The ledger is right").waitFor();
  });

  test("balances from elsewhere are imported from a file, batch by batch", async () => {
    const { merchant } = running;
    await merchant.open("/app/loyalty");
    await merchant.app.getByRole("button", { name: "Import balances" }).click();
    const rows = Array.from({ length: 60 }, (_one, index) => `nobody${index}@example.com,5`);
    await merchant.app.locator("input[type=file]").setInputFiles({
      name: "balances.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["email,points", "shopper@example.com,75", ...rows].join("\n")),
    });
    await merchant.app.getByText("1 to enter, 0 imported before, 60 refused").waitFor();
    await merchant.app.getByRole("button", { name: "Enter 1 balance" }).click();
    await merchant.app.getByText("Done: 1 entered, 0 imported before, 60 refused").waitFor();
    await merchant.open("/app/loyalty");
    await merchant.app.getByText("125", { exact: true }).waitFor();
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const { merchant } = running;
    await merchant.open("/app/loyalty");
    const member = await merchant.app.locator("tbody a").first().getAttribute("href");
    for (const path of ["/app/loyalty", "/app/loyalty/programme", "/app/loyalty/import", member!]) {
      await merchant.page.setViewportSize(viewport);
      await merchant.open(path);
      const frame = appFrame();
      expect(await seriousViolations(frame, "body")).toEqual([]);
      expect(await pixelsBeyondPage(frame)).toBe(0);
    }
  });
});
