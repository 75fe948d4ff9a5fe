import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { buyPhone } from "../support/shopper.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;
const QUESTION = "Are you happy with your order?";

/** Buys a phone as somebody who wants mail, and has it shipped and delivered. @returns the order's number: #1042 */
async function receivePhone(email: string): Promise<string> {
  const page = await running.shopper();
  await buyPhone(page, running.demo.storeUrl, { email, wantsNews: true });
  const number = await page.locator(".thanks .muted").first().innerText();
  const admin = await running.shopper();
  await admin.goto(url("/admin/orders"));
  await admin.getByRole("link", { name: number }).click();
  for (const button of ["Fulfil", "Mark as delivered"]) {
    await admin.getByRole("button", { name: button }).click();
    await admin.waitForLoadState();
  }
  // The confirmation is on its way for some moments; from here on the clock may be moved.
  await openMail(email, /^Order/);
  return number;
}

/** Moves the demo's clock from its page. */
async function pass(...buttons: readonly string[]): Promise<void> {
  const admin = await running.shopper();
  await admin.goto(url("/admin/settings"));
  for (const name of buttons) {
    await admin.getByRole("button", { name }).click();
    await admin.waitForLoadState();
  }
}

interface OpenedMail {
  readonly page: Page;
  readonly mail: FrameLocator;
}

/** Waits for a mail, and opens it. */
async function openMail(to: string, subject: RegExp): Promise<OpenedMail> {
  const page = await running.shopper();
  const link = page.locator("tr", { hasText: to }).getByRole("link", { name: subject });
  await expect
    .poll(async () => {
      await page.goto(url("/mailbox"));
      return link.count();
    })
    .toBeGreaterThan(0);
  await link.first().click();
  return { page, mail: page.frameLocator('iframe[title="The mail"]') };
}

/** Follows a link of a mail, which opens a page of its own. */
async function follow({ page, mail }: OpenedMail, name: string): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await mail.getByRole("link", { name, exact: true }).click();
  return opened;
}

/** Subjects of the mails to an address, the newest first. */
async function subjects(to: string): Promise<string[]> {
  const page = await running.shopper();
  await page.goto(url("/mailbox"));
  return page.locator("tr", { hasText: to }).getByRole("link").allInnerTexts();
}

describe("follow-ups, from the merchant's sequence to what buyers do with it", () => {
  test("a merchant sets a sequence live, and is told what is missing", async () => {
    const { merchant } = running;
    await merchant.startCrossSell(["Aria One"], ["Clear Case"], {
      name: "Phone extras",
      title: "Goes with your phone",
    });
    await merchant.setLive();
    await merchant.open("/app/follow-ups");
    await merchant.fill("E-mail address of your support", "help@fjordandfizz.example");
    await merchant.app.getByRole("button", { name: "Save", exact: true }).click();
    await merchant.told("Saved");
    await merchant.app.getByRole("link", { name: "Create a sequence" }).click();
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app.getByText(/^Enter your postal address under/).waitFor();
    await merchant.open("/app/follow-ups");
    await merchant.fill("Postal address", "Kai 1\n20457 Hamburg");
    // The test runs at any hour.
    await merchant.fill("Quiet from", "00:00");
    await merchant.fill("Quiet until", "00:00");
    await merchant.fill("Mails to a buyer, at most", "0");
    await merchant.app.getByRole("button", { name: "Save how mail is sent" }).click();
    await merchant.app.getByText("Enter a whole number of mails from 1 to 20.").waitFor();
    await merchant.fill("Mails to a buyer, at most", "5");
    await merchant.app.getByRole("button", { name: "Save how mail is sent" }).click();
    await merchant.told("Saved");
    await merchant.app.getByRole("link", { name: "Create a sequence" }).click();
    await merchant.app.getByText("Who is not happy").waitFor();
    await merchant.app.getByLabel("Subject").first().fill("Hi {{name}}");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText(/“{{name}}” stands for nothing/)
      .first()
      .waitFor();
    await merchant.app.getByLabel("Subject").first().fill("Are you happy with {{order}}?");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app.getByText("Live", { exact: true }).first().waitFor();
  });

  test("a merchant sees each mail, and sends it to themselves", async () => {
    const { merchant } = running;
    await merchant.open("/app/follow-ups/new");
    await merchant.app.getByLabel("Mail", { exact: true }).selectOption("suggest");
    await merchant.app.getByLabel("Language of the preview").selectOption("de");
    const preview = merchant.app.frameLocator('iframe[title="Preview of the mail"]');
    await preview.locator("p", { hasText: "Schön, dass Sie mit #1001 zufrieden sind." }).waitFor();
    await preview.getByText("20457 Hamburg").waitFor();
    await merchant.app.getByLabel("Send a test to").selectOption("Your email address");
    await merchant.app.getByRole("button", { name: "Send", exact: true }).click();
    await merchant.told("Test sent to owner@example.com");
    await openMail("owner@example.com", /^\[Test\] Was zu Ihrer Bestellung passt$/);
  });

  test("a merchant pastes a snippet, and the confirmation names what goes with the order", async () => {
    const { merchant } = running;
    await merchant.open("/app/follow-ups");
    await merchant.app
      .frameLocator('iframe[title="Preview of the order confirmation"]')
      .getByText("Goes well with your order")
      .waitFor();
    const snippet = await merchant.app.getByLabel("Snippet", { exact: true }).inputValue();
    const admin = await running.shopper();
    await admin.goto(url("/admin/settings"));
    await admin.getByLabel("Added to its template, as Liquid").fill(snippet);
    // How soon Shopify sends it is not known: here, after the app has heard of the order.
    await admin.getByLabel("Hold confirmations back").check();
    await admin.getByRole("button", { name: "Update the template" }).click();
    await admin.waitForLoadState();
    const page = await running.shopper();
    await buyPhone(page, running.demo.storeUrl, { email: "dora@example.com" });
    await admin.goto(url("/admin/orders"));
    await admin.locator("tbody a").first().click();
    await admin.waitForLoadState();
    await expect
      .poll(async () => {
        await admin.reload();
        return admin.getByText("tandem.").count();
      })
      .toBe(1);
    await admin.goto(url("/admin/settings"));
    await admin.getByLabel("Hold confirmations back").uncheck();
    await admin.getByRole("button", { name: "Update the template" }).click();
    const confirmation = await openMail("dora@example.com", /^Order/);
    const words = await confirmation.mail.locator("body").innerText();
    expect(words).toMatch(/Goes well with your order\s+Clear Case\s+€/);
    const link = confirmation.mail.getByRole("link", { name: "Add to cart" });
    expect(await link.getAttribute("href")).toMatch(/\/cart\/\d+:1\?storefront=true/);
    await confirmation.page.goto((await link.getAttribute("href"))!);
    await confirmation.page.getByRole("link", { name: "Clear Case" }).first().waitFor();
  });

  test("a happy buyer is asked first, and then gets what goes with it, into the cart", async () => {
    const number = await receivePhone("ada@example.com");
    await pass("A day on", "A day on");
    await expect.poll(() => subjects("ada@example.com")).toEqual([`Order ${number}`]);
    await pass("A day on", "An hour on");
    const page = await follow(await openMail("ada@example.com", /^Are you happy/), "Happy");
    await page.getByRole("heading", { name: QUESTION }).waitFor();
    // To open it, as programs that check links do, has answered nothing.
    await page.reload();
    expect(await page.getByLabel("Happy", { exact: true }).isChecked()).toBe(true);
    const asked = page.url();
    await page.getByLabel("Anything you would like to tell us").fill("It fits.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Wonderful, thank you!" }).waitFor();
    // The link opened once more tells what was answered.
    await page.goto(asked);
    await page.getByRole("heading", { name: "Wonderful, thank you!" }).waitFor();
    await pass("A day on", "An hour on");
    const offer = await openMail("ada@example.com", /^What goes with your order$/);
    const cart = await follow(offer, "Add to cart: Clear Case");
    await cart.waitForURL(/\/cart/);
    await cart.getByRole("link", { name: "Clear Case" }).first().waitFor();
  });

  test("an unhappy buyer gets help instead, and is sold nothing", async () => {
    await receivePhone("bea@example.com");
    await pass("A day on", "A day on", "A day on", "An hour on");
    const page = await follow(await openMail("bea@example.com", /^Are you happy/), "Not happy");
    await page.getByLabel("Anything you would like to tell us").fill("The box was open.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "We are sorry. We will help." }).waitFor();
    const help = page.getByRole("link", { name: "help@fjordandfizz.example" });
    expect(await help.getAttribute("href")).toBe("mailto:help@fjordandfizz.example");
    const support = await openMail("help@fjordandfizz.example", /the buyer is not happy$/);
    await support.mail.getByText("The box was open.").waitFor();
    expect(await support.page.getByText("Reply to bea@example.com").count()).toBe(1);
    await pass("A week on");
    await openMail("bea@example.com", /^Did we put .* right\?$/);
    await pass("A week on");
    expect(await subjects("bea@example.com")).toEqual([
      expect.stringMatching(/^Did we put/),
      expect.stringMatching(/^Are you happy/),
      expect.stringMatching(/^Order/),
    ]);
  });

  test("a buyer leaves by one click, and a link that is not ours does nothing", async () => {
    await receivePhone("cleo@example.com");
    await pass("A day on", "A day on", "A day on", "An hour on");
    const { page, mail } = await openMail("cleo@example.com", /^Are you happy/);
    const way = (await mail.getByRole("link", { name: "Unsubscribe" }).getAttribute("href"))!;
    const forged = await page.request.get(way.replace("t=", "t=e"));
    expect(forged.status()).toBe(400);
    expect(await forged.text()).toMatch(/This link is not complete/);
    const other = await page.request.get(way.replace("/unsubscribe", "/pulse"));
    expect(other.status()).toBe(400);
    // Opened by a program, it asks, and does nothing.
    const opened = await page.request.get(way, { headers: { "User-Agent": "link-checker/1.0" } });
    expect(await opened.text()).toMatch(/will send you no more mail/);
    await page.getByRole("button", { name: "Unsubscribe by one click" }).click();
    await page.getByRole("heading", { name: /^You are unsubscribed\./ }).waitFor();
    const admin = await running.shopper();
    await expect
      .poll(async () => {
        await admin.goto(url("/admin/customers"));
        return admin.getByLabel("Consent of cleo@example.com").inputValue();
      })
      .toBe("UNSUBSCRIBED");
    // Years later, the link has ended.
    for (let weeks = 0; weeks < 105; weeks++)
      await admin.request.post(url("/admin/settings/clock"), {
        form: { move: String(7 * 86_400_000) },
      });
    const ended = await page.request.get(way);
    expect(ended.status()).toBe(410);
    expect(await ended.text()).toMatch(/This link has expired/);
    await pass("Back to now");
  });

  test("the merchant reads what came of each step", async () => {
    const { merchant } = running;
    await merchant.open("/app/follow-ups");
    const step = (words: string) => merchant.app.locator("tr", { hasText: words }).allInnerTexts();
    await merchant.app.getByText("2 answered: 1 happy, 0 all right, 1 not happy").waitFor();
    expect((await step("Ask: Are you happy"))[0]).toMatch(/\s3\s+3\s+–\s+0\s+1\s+0\s/);
    expect((await step("Offer, if happy"))[0]).toMatch(/\s1\s+1\s+–\s+1\s+0\s+0\s/);
    await merchant.app.getByText("The box was open.").waitFor();
    // Why nothing more is sent of those that are over.
    await merchant.app.getByText(/^Ended orders: complete \(2\)/).waitFor();
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious in them at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await page.goto(url("/mailbox"));
    await page
      .getByRole("link", { name: /^Are you happy/ })
      .first()
      .click();
    const way = (await page
      .frameLocator('iframe[title="The mail"]')
      .getByRole("link", { name: "Happy", exact: true })
      .getAttribute("href"))!;
    const mailPage = page.url();
    await page.goto(`${mailPage}/html`);
    expect(await seriousViolations(page, "body")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
    await page.goto(way);
    expect(await seriousViolations(page, "body")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });
});
