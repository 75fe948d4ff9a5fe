import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { pixelsBeyondPage } from "../support/accessibility.ts";
import { PHONE } from "../support/browser.ts";
import { expectOnHome } from "../support/home.ts";
import { orderBody } from "../support/order-bodies.ts";
import { runDemo } from "../support/running-demo.ts";
import { sendWebhook } from "../support/send-webhook.ts";

const running = runDemo();

const exportCsv = async (): Promise<string> => {
  const { merchant } = running;
  await merchant.open("/app/offers");
  const [download] = await Promise.all([
    merchant.page.waitForEvent("download"),
    merchant.app.getByRole("button", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("offers.csv");
  return readFile(await download.path(), "utf8");
};

const chooseFile = async (csv: string): Promise<void> => {
  await running.merchant.open("/app/offers/import");
  await running.merchant.app
    .locator('input[type="file"]')
    .setInputFiles({ name: "offers.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
};

describe("offers as a CSV file", () => {
  test("are exported, looked at, and imported: replaced, created, or refused with the reason", async () => {
    const { merchant } = running;
    await merchant.startBundle(["Aria One", "Clear Case"], {
      name: "Kit",
      title: "Kit",
      percent: "10",
    });
    await merchant.setLive();
    const csv = await exportCsv();
    const [header, kit] = csv.replace(/^\uFEFF/, "").split("\r\n");
    expect(header).toMatch(/^id,kind,status,name,copy\.title,copy\.benefit,/);
    const id = kit!.split(",")[0]!;
    const changed = kit!.replace(",Kit,Kit,", ",Starter kit,Starter kit,");
    const fresh = kit!.replace(id, "").replace(",active,Kit,Kit,", ",draft,Copy of kit,Kit two,");
    const wrong = fresh.replace("percentage,10", "percentage,110");
    await chooseFile([header, changed, fresh, wrong].join("\r\n"));
    await merchant.app.getByText("Will be replaced").waitFor();
    await merchant.app.getByText("Will be created").waitFor();
    await merchant.app
      .getByText("terms.discount.value: Enter a percentage between 0.01 and 100", { exact: false })
      .waitFor();
    await merchant.app.getByRole("button", { name: "Import 2 offers" }).click();
    await merchant.app.getByText("2 offers imported, 1 row was not").waitFor();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Starter kit" }).waitFor();
    await merchant.app.getByRole("link", { name: "Copy of kit" }).waitFor();
    expect(await merchant.app.getByRole("link", { name: "Kit", exact: true }).count()).toBe(0);
    await merchant.published();
    const page = await running.shopper();
    await page.goto(`${running.demo.storeUrl}/products/aria-one`);
    await page.locator("tandem-offer").getByText("Starter kit").waitFor();
  });

  test.each([
    ["a picture", "\u0089PNG\r\n\u001a", "The header lacks the column kind, name, copy.title."],
    [
      "an unclosed quote",
      'kind,name,copy.title\nadd-on,"x,y',
      "This is not a CSV file as expected",
    ],
    ["a header alone", "kind,name,copy.title\n", "The file has no rows below its header."],
  ])("%s is refused with a reason", async (_what, csv, reason) => {
    await chooseFile(csv);
    await running.merchant.app.getByText(reason, { exact: false }).waitFor();
  });

  test("P32: a slip in a column's name is refused by its name, at its row", async () => {
    await chooseFile(
      "kind,name,copy.title,schedule.startAt\nadd-on,Wrap,Wrap,2027-01-01T00:00:00Z",
    );
    await running.merchant.app
      .getByText(
        "schedule.startAt: There is no column “schedule.startAt”. Did you mean “schedule.startsAt”?",
      )
      .waitFor();
    expect(
      await running.merchant.app.getByRole("button", { name: "Import 0 offers" }).isDisabled(),
    ).toBe(true);
  });

  test("an id of another shop's, or of none, is refused", async () => {
    await chooseFile("id,kind,name,copy.title\nelsewhere,add-on,Wrap,Wrap");
    await running.merchant.app
      .getByText("Your shop has no offer with the id “elsewhere”.", { exact: false })
      .waitFor();
    expect(
      await running.merchant.app.getByRole("button", { name: "Import 0 offers" }).isDisabled(),
    ).toBe(true);
  });

  test("the page fits a phone", async () => {
    await running.merchant.page.setViewportSize(PHONE);
    expect(await pixelsBeyondPage(running.merchant.page)).toBe(0);
  });
});

describe("what could not be processed", () => {
  test("P27: stands on Home with its reason, is retried by hand, and holds up no order behind it", async () => {
    const { merchant, demo } = running;
    await merchant.open();
    const card = merchant.app.getByRole("heading", { name: /Could not be processed/ });
    expect(await card.count()).toBe(0);
    await sendWebhook(demo, "orders/create", orderBody(4711, { updated_at: "" }));
    await sendWebhook(demo, "orders/create", orderBody(4712));
    await expectOnHome(merchant, /Could not be processed \(1\)/);
    await merchant.app.getByRole("link", { name: "View order" }).waitFor();
    await merchant.app.getByText(/not of the form that Tandem knows/).waitFor();
    await merchant.page.setViewportSize(PHONE);
    expect(await pixelsBeyondPage(merchant.page.frame({ url: /\/app/ })!)).toBeLessThanOrEqual(0);
    await merchant.page.setViewportSize({ width: 1280, height: 900 });
    await merchant.app.getByRole("button", { name: "Retry News from Shopify" }).click();
    await merchant.told("Trying again");
    // Nothing of it has changed, so it is back.
    await expectOnHome(merchant, /Could not be processed \(1\)/);
  });
});
