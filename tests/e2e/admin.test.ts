import { readFile } from "node:fs/promises";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { RunningDemo } from "../../scripts/demo.ts";
import { pixelsBeyondPage } from "../support/accessibility.ts";
import { newVisitor, openTestBrowser, PHONE } from "../support/browser.ts";
import { startTestDemo } from "../support/demo.ts";
import { Doors } from "../support/doors.ts";
import { Merchant } from "../support/merchant.ts";
import { expectPageErrors } from "../support/page-errors.ts";
import { orderBody } from "../support/order-bodies.ts";
import { lineDiscounts, seesCart } from "../support/theme-parts.ts";

let demo: RunningDemo;
let browser: Browser;
let merchant: Merchant;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startTestDemo(), openTestBrowser()]);
  merchant = await newMerchant();
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

async function newMerchant(): Promise<Merchant> {
  const context = await newVisitor(browser);
  return new Merchant(await context.newPage(), demo.storeUrl);
}

/** Changes the stand-in's settings, and waits until they are stored. */
async function settings(button: string, fill: (page: Page) => Promise<void>): Promise<void> {
  const context = await newVisitor(browser);
  const page = await context.newPage();
  await page.goto(`${demo.storeUrl}/admin/settings`);
  await fill(page);
  const isStored = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: button, exact: true }).click();
  await isStored;
  await context.close();
}

function failMutations(count: number): Promise<void> {
  return settings("Save", (page) =>
    page.getByLabel("Mutations that fail next").fill(String(count)),
  );
}

describe("the admin", () => {
  test("the index is empty at first, and says what to do", async () => {
    await merchant.open("/app/offers");
    await merchant.app.getByText("Offer what goes together").waitFor();
  });

  test("a wrong offer is not saved; each message stands at its field", async () => {
    await merchant.open("/app/offers/new?kind=fixed-bundle");
    await merchant.choose("Choose products", ["Aria One"]);
    await merchant.fill("Value", "101");
    await merchant.fill("Title for shoppers", "<b>Kit</b>");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app.getByText("To save this offer, fix 4 fields:").waitFor();
    for (const message of [
      "Add at least two things",
      "Enter a percentage between 0.01 and 100",
      "Use plain text",
      "Enter a name",
    ]) {
      expect(await merchant.app.getByText(message).count()).toBeGreaterThanOrEqual(2);
    }
    await merchant.open("/app/offers");
    await merchant.app.getByText("Offer what goes together").waitFor();
  });

  test("the simulator runs the pricing module and says in words why an offer does not apply", async () => {
    await merchant.startBundle(["Aria One", "Clear Case"], {
      name: "Simulated",
      title: "Simulated",
      percent: "10",
    });
    await merchant.app.getByText("€561.51").first().waitFor();
    await merchant.app.getByLabel("Quantity of Clear Case in the cart").fill("0");
    await merchant.app.getByText("not applied: 1 more of another component needed.").waitFor();
    await merchant.app.getByLabel("Quantity of Clear Case in the cart").fill("1");
    await merchant.app.getByText("saves €62.39, applied 1 time.").waitFor();
  });

  test("the save bar saves a draft, and a draft is not on the storefront", async () => {
    await merchant.save();
    await merchant.app.getByText("Draft", { exact: true }).first().waitFor();
    const page = await (await newVisitor(browser)).newPage();
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    expect(await page.locator("tandem-offer").count()).toBe(0);
  });

  test("an offer can be duplicated, found, and changed in bulk", async () => {
    await merchant.app.getByRole("button", { name: "Duplicate" }).click();
    await merchant.app.getByRole("heading", { name: "Simulated (copy)" }).waitFor();
    await merchant.fill("Title for shoppers", "A copy");
    await merchant.save();
    await merchant.open("/app/offers");
    await merchant.app.getByPlaceholder("Search offers").fill("copy");
    await expect.poll(() => merchant.app.locator("tbody tr").count()).toBe(1);
    await merchant.app.getByPlaceholder("Search offers").fill("");
    await expect.poll(() => merchant.app.locator("tbody tr").count()).toBe(2);
    for (const row of [0, 1])
      await merchant.app.locator("tbody tr").nth(row).locator("td").first().click();
    await merchant.app.getByRole("button", { name: "Set live" }).first().click();
    await merchant.told("2 of 2 offers changed.");
    await expect
      .poll(() => merchant.app.getByText("Live", { exact: true }).count())
      .toBeGreaterThanOrEqual(2);
  });

  test("what was saved is shown, also where a preview answers while the page reads its data again", async () => {
    const { page, app } = merchant;
    await app.getByRole("link", { name: "Simulated (copy)" }).click();
    await app.getByRole("heading", { name: "Simulated (copy)" }).waitFor();
    await app.getByTitle("Preview of the offer").waitFor();
    await merchant.published();
    const isReading = page.waitForRequest(
      (request) => request.method() === "GET" && request.url().includes("_data="),
    );
    const isPreviewed = page.waitForResponse("**/app/offers/preview*");
    const isAsked = page.waitForRequest("**/app/offers/preview*");
    await page.route("**/app/offers/**", async (route) => {
      if (route.request().url().includes("/app/offers/preview")) await isReading;
      else if (route.request().method() === "GET") await (await isPreviewed).finished();
      await route.continue();
    });
    await merchant.fill("Benefit", "For the road");
    await isAsked;
    await app.getByRole("button", { name: "Pause" }).click();
    await app.getByText("Paused", { exact: true }).first().waitFor();
    await page.unroute("**/app/offers/**");
    await merchant.published();
  });

  test("two people who edit one offer do not overwrite each other", async () => {
    const other = await newMerchant();
    for (const one of [merchant, other]) {
      await one.open("/app/offers");
      await one.app.getByRole("link", { name: "Simulated", exact: true }).click();
      await one.app.getByRole("heading", { name: "Simulated" }).waitFor();
    }
    await merchant.fill("Benefit", "Mine");
    await merchant.save();
    await other.fill("Benefit", "Theirs");
    await other.page.getByRole("button", { name: "Save", exact: true }).click();
    await other.app.getByText("Someone else changed this offer").waitFor();
    await other.page.context().close();
  });

  test("while Shopify is down, the merchant sees that publishing is held up, and it goes on by itself", async () => {
    await failMutations(1_000);
    await merchant.open("/app/offers/new?kind=quantity-break");
    await merchant.choose("Choose products", ["USB-C Cable"]);
    await merchant.fill("Name", "Cables");
    await merchant.fill("Title for shoppers", "Cables by the bunch");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app.getByText("Publishing is held up").waitFor();
    await failMutations(0);
    await merchant.published();
    const page = await (await newVisitor(browser)).newPage();
    await page.goto(`${demo.storeUrl}/products/usb-c-cable`);
    expect(await page.locator("tandem-offer").count()).toBe(1);
  });

  test("a copy opens, also where the page reads its data again before the answer comes", async () => {
    await failMutations(1_000);
    await merchant.fill("Benefit", "One in each bag");
    await merchant.save();
    await merchant.app.getByText("Publishing is held up").waitFor();
    const isPolled = merchant.page.waitForResponse(
      (response) => response.request().method() === "GET" && response.url().includes("_data="),
    );
    await merchant.page.route("**/app/offers/*", async (route) => {
      if (route.request().method() === "POST") await isPolled;
      await route.continue();
    });
    await merchant.app.getByRole("button", { name: "Duplicate" }).click();
    await merchant.app.getByRole("heading", { name: "Cables (copy)" }).waitFor();
    await merchant.page.unroute("**/app/offers/*");
    await failMutations(0);
  });

  test("what is typed while the page of a new offer is still on its way is kept, and saved to that offer", async () => {
    await merchant.startBundle(["Cola", "Fries"], { name: "Snack", title: "Snack", percent: "5" });
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    await merchant.page.route(/\/app\/offers\/[\w-]{20,}\?/, async (route) => {
      if (route.request().method() === "GET") await isReleased;
      await route.continue();
    });
    await merchant.save();
    await merchant.fill("Name", "Snack for two");
    await merchant.save();
    await merchant.fill("Benefit", "To share");
    release();
    await merchant.app.getByRole("button", { name: "Duplicate" }).waitFor();
    await merchant.page.unroute(/\/app\/offers\/[\w-]{20,}\?/);
    expect(await merchant.app.getByLabel("Benefit", { exact: true }).inputValue()).toBe("To share");
    expect(await merchant.app.getByLabel("Name", { exact: true }).inputValue()).toBe(
      "Snack for two",
    );
    await merchant.save();
    await merchant.open("/app/offers");
    expect(await merchant.app.getByRole("link", { name: /^Snack/ }).allInnerTexts()).toEqual([
      "Snack for two",
    ]);
  });

  test("an offer that was set live stays live, also when it is saved again before its page has been read", async () => {
    await merchant.startBundle(["Cola", "Fries"], { name: "Bite", title: "Bite", percent: "5" });
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    await merchant.page.route(/\/app\/offers\/[\w-]{20,}\?/, async (route) => {
      if (route.request().method() === "GET") await isReleased;
      await route.continue();
    });
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.told("Offer saved");
    await merchant.fill("Name", "Bite for two");
    await merchant.save();
    release();
    await merchant.app.getByText("Live", { exact: true }).first().waitFor();
    await merchant.page.unroute(/\/app\/offers\/[\w-]{20,}\?/);
    await merchant.published();
  });

  test("what is typed while an offer is being saved is kept, and saved by the next save", async () => {
    await merchant.startBundle(["Cola", "Fries"], { name: "Lunch", title: "Lunch", percent: "5" });
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    const saves = /\/app\/offers\/new\b.*_data=/;
    await merchant.page.route(saves, async (route) => {
      if (route.request().method() === "POST") await isReleased;
      await route.continue();
    });
    const asked = merchant.page.waitForRequest(
      (request) => saves.test(request.url()) && request.method() === "POST",
    );
    await merchant.page
      .getByRole("region", { name: "Unsaved changes" })
      .getByRole("button", { name: "Save" })
      .click();
    await asked;
    await merchant.fill("Benefit", "At noon");
    release();
    await merchant.told("Offer saved");
    await merchant.page.unroute(saves);
    expect(await merchant.app.getByLabel("Benefit", { exact: true }).inputValue()).toBe("At noon");
    await merchant.save();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Lunch" }).click();
    await merchant.app.getByRole("button", { name: "Duplicate" }).waitFor();
    expect(await merchant.app.getByLabel("Benefit", { exact: true }).inputValue()).toBe("At noon");
  });

  test("P9: a product on a selling plan is pointed out before publishing, one sold only so refused", async () => {
    const admin = await (await newVisitor(browser)).newPage();
    const setPlans = async (choice: string) => {
      await admin.goto(`${demo.storeUrl}/admin/products?q=House%20Sauce`);
      await admin.getByRole("link", { name: "House Sauce", exact: true }).click();
      await admin.getByLabel("Sold by subscription").selectOption(choice);
      await admin.getByRole("button", { name: "Save" }).click();
      await admin.waitForLoadState();
    };
    await setPlans("Only");
    await merchant.startBundle(["Fries", "House Sauce"], {
      name: "Dip",
      title: "Dip",
      percent: "5",
    });
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("House Sauce is sold by subscription or pre-order only", { exact: false })
      .first()
      .waitFor();
    await setPlans("Too");
    await merchant.save();
    await merchant.app
      .getByText("it keeps the terms of its plan and does not count", { exact: false })
      .waitFor();
    await setPlans("No");
  });

  test("a discount below cost is pointed out at its field, and stops nothing", async () => {
    await merchant.startBundle(["Lemonade", "House Sauce"], {
      name: "Too good",
      title: "Too good",
      percent: "90",
    });
    await merchant.save();
    await merchant.app
      .getByText("Below cost: 1 × Lemonade and 1 × House Sauce would bring €0.43")
      .waitFor();
    await merchant.app.getByText("Draft", { exact: true }).first().waitFor();
  });

  test("P6: a paused offer is gone from the storefront and from carts that hold it", async () => {
    const page = await (await newVisitor(browser)).newPage();
    await page.goto(`${demo.storeUrl}/products/usb-c-cable`);
    await page.getByRole("button", { name: /^Add 2/ }).click();
    await seesCart(page);
    await page.goto(`${demo.storeUrl}/cart`);
    await lineDiscounts(page).first().waitFor();
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Cables", exact: true }).click();
    await merchant.app.getByRole("button", { name: "Pause" }).click();
    await merchant.app.getByText("Paused", { exact: true }).first().waitFor();
    await merchant.published();
    await page.goto(`${demo.storeUrl}/cart`);
    expect(await lineDiscounts(page).count()).toBe(0);
    await page.goto(`${demo.storeUrl}/products/usb-c-cable`);
    expect(await page.locator("tandem-offer").count()).toBe(0);
  });

  test.each([
    ["/app/no-such-page", "This page doesn’t exist", /^Open Tandem from your Shopify admin/],
    ["/app/offers/no-such-offer", "Not found", /^This offer doesn’t exist/],
  ])("%s is answered in words, on a phone too", async (path, title, text) => {
    expectPageErrors(/ 404 /);
    const phone = await (await newVisitor(browser, { viewport: PHONE })).newPage();
    const visitor = new Merchant(phone, demo.storeUrl);
    await visitor.open(path);
    await visitor.app.getByRole("heading", { level: 1, name: title }).waitFor();
    await visitor.app.getByText(text).first().waitFor();
    expect(await pixelsBeyondPage(phone.frames()[1]!)).toBe(0);
    await phone.context().close();
  });

  test("what a customer asks for is listed, and their data are downloaded until they are erased", async () => {
    const { app, page } = merchant;
    await merchant.open("/app/settings");
    await app.getByRole("link", { name: "View requests" }).click();
    await app.getByText("No requests yet").waitFor();
    const doors = new Doors(demo);
    const customer = { id: 7000123456, email: "buyer@example.com", phone: null };
    const tell = async (topic: string, body: unknown) =>
      expect((await doors.webhook(topic, JSON.stringify(body))).status).toBe(200);
    await tell("orders/create", orderBody(5000123456, { customer: { id: customer.id } }));
    await tell("customers/data_request", { customer, orders_requested: [5000123456] });
    await merchant.open("/app/privacy");
    await app.getByRole("link", { name: "Customer 7000123456" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      app.getByRole("button", { name: /^Download data/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(
      /^customer-data-\d{4}-\d\d-\d\d-customer-7000123456\.json$/,
    );
    const answer = await readFile(await download.path(), "utf8");
    expect(JSON.parse(answer)).toMatchObject({ customer: "gid://shopify/Customer/7000123456" });
    expect(answer).toContain("5000123456");
    await tell("customers/redact", { customer, orders_to_redact: [5000123456] });
    await merchant.open("/app/privacy");
    await app.getByText("Customer erasure").waitFor();
    expect(await app.getByText("7000123456").count()).toBe(0);
    expect(await app.getByRole("button", { name: /^Download data/ }).count()).toBe(0);
  });

  test("after an uninstall the shop is as it was; after a reinstall the offers are back", async () => {
    const page = await (await newVisitor(browser)).newPage();
    await settings("Uninstall", async () => {});
    await page.goto(`${demo.storeUrl}/products/aria-one`);
    expect(await page.locator("tandem-offer").count()).toBe(0);
    await settings("Install", async () => {});
    await merchant.open("/app/offers");
    await merchant.app.getByRole("link", { name: "Simulated", exact: true }).waitFor();
    await expect
      .poll(
        async () => {
          await page.goto(`${demo.storeUrl}/products/aria-one`);
          return page.locator("tandem-offer").count();
        },
        { interval: 500 },
      )
      .toBe(1);
  });
});

describe("who is not the merchant", () => {
  const app = () => demo.appUrl;

  test("a forged session token is refused", async () => {
    const token = [
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
      Buffer.from(
        JSON.stringify({
          dest: "https://tandem-demo.myshopify.com",
          aud: "tandem-demo",
          exp: 9_999_999_999,
          nbf: 0,
          iat: 0,
          iss: "https://tandem-demo.myshopify.com/admin",
          sub: "1",
          jti: "1",
          sid: "1",
        }),
      ).toString("base64url"),
      "forged",
    ].join(".");
    const response = await fetch(`${app()}/app/offers?_data=routes%2Fapp.offers._index`, {
      headers: {
        Authorization: `Bearer ${token}`,
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0",
      },
      redirect: "manual",
    });
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain("Simulated");
  });

  test("no token at all is sent to sign in, and sees nothing", async () => {
    const headers = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0" };
    const response = await fetch(`${app()}/app/offers?shop=tandem-demo.myshopify.com`, {
      headers,
      redirect: "manual",
    });
    expect(response.status).toBe(302);
    expect(await response.text()).not.toContain("Simulated");
  });

  test.each(["/webhooks/inbox", "/webhooks/app/uninstalled", "/webhooks/compliance"])(
    "a webhook with a wrong signature is refused at %s",
    async (path) => {
      const headers = {
        "X-Shopify-Topic": "orders/create",
        "X-Shopify-Shop-Domain": "tandem-demo.myshopify.com",
        "X-Shopify-Webhook-Id": "1",
        "X-Shopify-Hmac-Sha256": "bm90IHRoZSBzaWduYXR1cmU=",
      };
      const response = await fetch(app() + path, { method: "POST", headers, body: "{}" });
      expect(response.status).toBe(401);
    },
  );
});
