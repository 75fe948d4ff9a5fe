import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { buyPhone } from "../support/shopper.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;
const card = () =>
  running.merchant.app
    .locator(".Polaris-ShadowBevel")
    .filter({ has: running.merchant.page.getByRole("heading", { name: "Failed deliveries" }) });

/** Opens Follow-ups until it shows so many orders of which a delivery failed: the news comes by webhook. */
async function openUntilShown(orders: number): Promise<void> {
  await expect
    .poll(async () => {
      await running.merchant.open("/app/follow-ups");
      return card().locator("tbody tr").count();
    })
    .toBe(orders);
}

describe("failed deliveries, as a merchant sees to them", () => {
  let number: string;
  let admin: Page;
  /** The carrier tells of the order's parcel. */
  const tell = async (what: string) => {
    await admin.getByLabel("Where parcel 1 is").selectOption(what);
    await admin.getByRole("button", { name: "Tell of parcel 1" }).click();
    await admin.waitForLoadState();
  };

  test("an order of which a delivery failed is named, with what was told and when, and leads to it", async () => {
    const { merchant } = running;
    await openUntilShown(0);
    expect(await card().count()).toBe(0);
    const page = await running.shopper();
    await buyPhone(page, running.demo.storeUrl, { email: "ada@example.com" });
    number = await page.locator(".thanks .muted").first().innerText();
    admin = await running.shopper();
    await admin.goto(url("/admin/orders"));
    await admin.getByRole("link", { name: number }).click();
    await admin.getByRole("button", { name: "Fulfil" }).click();
    await admin.waitForLoadState();
    const before = new Date();
    await tell("attempted_delivery");
    await openUntilShown(1);
    const row = card().locator("tbody tr");
    await row.getByText("Delivery attempted", { exact: true }).waitFor();
    const inBerlin = new Intl.DateTimeFormat("en", {
      dateStyle: "medium",
      timeZone: "Europe/Berlin",
    });
    const told = await row.locator("td").last().innerText();
    expect([before, new Date()].map((one) => inBerlin.format(one))).toContain(told);
    await tell("failure");
    await expect
      .poll(async () => {
        await merchant.open("/app/follow-ups");
        return row.innerText();
      })
      .toMatch(/Delivery or tracking failed/);
    await row.getByRole("link", { name: number, exact: true }).click();
    await merchant.page.waitForURL(admin.url());
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious, and nothing is too wide, at %s width", async (_name, viewport) => {
    const { page } = running.merchant;
    await page.setViewportSize(viewport);
    await openUntilShown(1);
    await card().getByRole("link", { name: number }).waitFor();
    const frame = page.frames().find((one) => one.parentFrame())!;
    expect(await seriousViolations(frame, "body")).toEqual([]);
    expect(await pixelsBeyondPage(frame)).toBe(0);
  });

  test("it goes when the parcel has arrived after all", async () => {
    await openUntilShown(1);
    await tell("delivered");
    await openUntilShown(0);
    expect(await card().count()).toBe(0);
  });
});
