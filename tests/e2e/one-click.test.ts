import { decodeJwt } from "jose";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { expectOnHome } from "../support/home.ts";
import { runDemo } from "../support/running-demo.ts";
import { expectPageErrors } from "../support/page-errors.ts";
import { addByTheme } from "../support/theme-parts.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;

/** Puts a phone into the cart, and pays for it, once the extension was asked what it has. */
async function payForPhone(
  options: Parameters<typeof running.shopper>[0] = {},
  {
    payment = "card",
    locale = "",
    product = "aria-one",
    isAppDown = false,
  }: { payment?: string; locale?: string; product?: string; isAppDown?: boolean } = {},
): Promise<Page> {
  const page = await running.shopper(options);
  if (isAppDown) await page.route("**/api/one-click", (route) => route.abort());
  await page.goto(url(`${locale}/products/${product}`));
  await addByTheme(page);
  await page.goto(url(`${locale}/checkout`));
  await page.locator("[data-post-purchase][data-state=running]").waitFor({ state: "attached" });
  await page.locator("[name=email]").fill("shopper@example.com");
  await page.locator("[name=payment]").selectOption(payment);
  await page.locator("[name=pay]").click();
  return page;
}

/** The post-purchase page with the offer on it. */
async function seeOffer(page: Page): Promise<void> {
  await page.waitForURL(/\/post-purchase$/);
  await page.getByRole("heading", { name: "Goes with your phone" }).waitFor();
}

const thanks = (page: Page) => page.getByText("Thank you for your order").waitFor();

/** What Shopify does with a card that is charged again, by the stand-in's settings. */
async function chargeAgain(what: string): Promise<void> {
  const admin = await running.shopper();
  await admin.goto(url("/admin/settings"));
  await admin.getByLabel("Tandem has the page").check();
  await admin.getByLabel("A card that is charged again").selectOption({ label: what });
  await admin.getByRole("button", { name: "Update the page" }).click();
  await admin.waitForLoadState();
  await admin.close();
}

describe("an offer of one click, from the merchant's switch to the buyer's order", () => {
  test("it is off until the merchant says so, and is told what Shopify asks for first", async () => {
    const { merchant } = running;
    await chargeAgain("is charged");
    await merchant.startCrossSell(["Aria One"], ["Clear Case"], {
      name: "Phone extras",
      title: "Goes with your phone",
    });
    expect(
      await merchant.app.getByLabel("Offer with one click, before the thank-you page").isChecked(),
    ).toBe(true);
    await merchant.fill("Off with one click", "ten");
    await merchant.app.getByRole("button", { name: "Set live" }).click();
    await merchant.app
      .getByText("Enter a percentage between 0.01 and 100, or leave it empty.")
      .first()
      .waitFor();
    await merchant.fill("Off with one click", "10");
    await merchant.setLive();
    await thanks(await payForPhone());
    await merchant.open("/app/settings");
    await merchant.app.getByRole("link", { name: "Manage one-click offers" }).click();
    await merchant.app.getByText("A live store needs its leave", { exact: false }).waitFor();
    await merchant.app.getByLabel("Make one-click offers").check();
    await merchant.app.getByRole("button", { name: "Save", exact: true }).click();
    await merchant.told("Saved");
    await merchant.open("/app/offers");
    await merchant.published();
  });

  test("a buyer adds it with one click, at the price that was shown, and it counts for the offer", async () => {
    const page = await payForPhone();
    await seeOffer(page);
    await page.getByRole("heading", { name: "Clear Case" }).waitFor();
    await page.getByText("€24.90").first().waitFor();
    await page.getByRole("button", { name: "Add to my order · €22.41" }).click();
    await thanks(page);
    const summary = await page.locator(".summary").innerText();
    expect(summary).toMatch(/Clear Case[\s\S]*Goes with your phone \(−€2\.49\)\s*€22\.41/);
    expect(await page.locator("[data-total]").innerText()).toBe("€626.31");
    // It is in the order, so it is not suggested again.
    expect(await page.getByRole("link", { name: /Clear Case/ }).count()).toBe(0);
    await expectOnHome(running.merchant, /Phone extras/);
    await expect
      .poll(async () => {
        await running.merchant.open("/app/one-click");
        return running.merchant.app.getByText("Added and paid").count();
      })
      .toBeGreaterThan(1);
  });

  test("a refusal counts everywhere: what was declined is not on the thank-you page", async () => {
    const page = await payForPhone();
    await seeOffer(page);
    const asked = page.waitForResponse(
      (response) =>
        response.url().endsWith("/api/after-purchase") && response.request().method() === "POST",
    );
    await page.getByRole("button", { name: "No, thanks" }).press("Enter");
    await thanks(page);
    const { answeredIds } = (await (await asked).json()) as { answeredIds: string[] };
    expect(answeredIds).toHaveLength(1);
    expect(await page.getByRole("link", { name: /Clear Case/ }).count()).toBe(0);
    await page.reload();
    await page.locator("[data-extension][data-state=running]").waitFor({ state: "attached" });
    expect(await page.getByRole("link", { name: /Clear Case/ }).count()).toBe(0);
  });

  test("where the payment has no such page, the offer moves to the thank-you page, and the merchant reads why (P14)", async () => {
    const page = await payForPhone({}, { payment: "apple-pay" });
    await thanks(page);
    await page.getByRole("link", { name: "Add to a new cart: Clear Case" }).waitFor();
    const admin = await running.shopper();
    await admin.goto(url("/admin/settings"));
    await admin.getByRole("button", { name: "An hour on" }).click();
    const { merchant } = running;
    await expect
      .poll(async () => {
        await merchant.open("/app/one-click?show=not-shown");
        return merchant.app.getByText("Paid with a wallet, such as Apple Pay or PayPal").count();
      })
      .toBeGreaterThan(0);
    await admin.getByRole("button", { name: "Back to now" }).click();
  });

  test.each([
    ["is declined: nothing is added", "the card is declined"],
    ["is declined when the order was changed already", "the order was changed before the card was"],
  ])("nothing stays on the order unless it is paid: it %s (P15)", async (what) => {
    await chargeAgain(what);
    const page = await payForPhone();
    await seeOffer(page);
    await page.getByRole("button", { name: /^Add to my order/ }).click();
    await page
      .getByText("The payment was not taken, so nothing was added. Your order is as it was.")
      .waitFor();
    await page.getByRole("button", { name: "Go to my order" }).click();
    await thanks(page);
    expect(await page.locator(".summary").innerText()).not.toContain("Clear Case");
    expect(await page.locator("[data-total]").innerText()).toBe("€603.90");
    // Another payment may do.
    await page.getByRole("link", { name: "Add to a new cart: Clear Case" }).waitFor();
    await chargeAgain("is charged");
  });

  test("an order is on hold while its buyer decides, and nothing is added once it is being picked (P16)", async () => {
    const page = await payForPhone();
    await seeOffer(page);
    const admin = await running.shopper();
    await admin.goto(url("/admin/orders"));
    await admin.locator("tbody a").first().click();
    await admin.getByText("On hold: its buyer is on the post-purchase page.").waitFor();
    expect(await admin.getByRole("button", { name: "Fulfil" }).isDisabled()).toBe(true);
    const number = new URL(admin.url()).pathname;
    // An hour later the hold is over, and somebody picks it, while the page is still open.
    await admin.goto(url("/admin/settings"));
    await admin.getByRole("button", { name: "An hour on" }).click();
    await admin.goto(url(number));
    await admin.getByRole("button", { name: "Start picking" }).click();
    await admin.waitForLoadState();
    await page.getByRole("button", { name: /^Add to my order/ }).click();
    await page
      .getByText("Your order is being packed already, so nothing was added to it.")
      .waitFor();
    await page.getByRole("button", { name: "Go to my order" }).click();
    await thanks(page);
    expect(await page.locator("[data-total]").innerText()).toBe("€603.90");
    await admin.goto(url("/admin/settings"));
    await admin.getByRole("button", { name: "Back to now" }).click();
  });

  test("a buyer chooses among its variants, by keyboard, and sees the price of each", async () => {
    const { merchant } = running;
    await merchant.startCrossSell(["Aria Mini"], ["USB-C Cable"], {
      name: "Cables",
      title: "A cable for your phone",
    });
    await merchant.setLive();
    const page = await payForPhone({}, { product: "aria-mini" });
    await page.getByRole("button", { name: "Add to my order · €9.90" }).waitFor();
    await page.getByLabel("Choose one").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("button", { name: "Add to my order · €12.90" }).press("Enter");
    await thanks(page);
    expect(await page.locator(".summary").innerText()).toMatch(/USB-C Cable 2 m\s*€12\.90/);
  });

  test("nobody asks the app without Shopify's word for the purchase, or with something that it did not ask for", async () => {
    const page = await payForPhone();
    await seeOffer(page);
    const context = JSON.parse(
      (await page.locator("[data-post-purchase]").getAttribute("data-post-purchase"))!,
    ) as { inputData: { token: string } };
    const { token } = context.inputData;
    const ask = async (path: string, bearer: string | null, body: unknown) => {
      const answer = await fetch(`${running.demo.appUrl}${path}`, {
        method: "POST",
        headers: {
          ...(bearer !== null && { Authorization: `Bearer ${bearer}` }),
          "Content-Type": "application/json",
          // Shopify's library takes what does not look like a browser for a robot.
          "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0",
        },
        body: JSON.stringify(body),
      });
      return [answer.status, await answer.text()] as const;
    };
    const statusOf = async (...given: Parameters<typeof ask>) => (await ask(...given))[0];
    const seen = { isSeen: true };
    expect(await statusOf("/api/one-click", null, seen)).toBe(401);
    expect(await statusOf("/api/one-click", `${token.slice(0, -4)}AAAA`, seen)).toBe(401);
    // A session's token is of no purchase, and a purchase's is of no session.
    const order = await payForPhone({}, { payment: "apple-pay", product: "aria-mini" });
    await thanks(order);
    const { orderToken } = JSON.parse(
      (await order.locator("[data-extension]").getAttribute("data-extension"))!,
    ) as { orderToken: string };
    const session = await (await fetch(url(`/stand-in/session-token/${orderToken}`))).text();
    expect(await statusOf("/api/one-click", session, seen)).toBe(401);
    expect(await statusOf("/api/after-purchase", token, { orderId: "", productIds: [] })).toBe(401);
    const [status, refusal] = await ask("/api/one-click/accept", token, { variantId: "1" });
    expect([status, JSON.parse(refusal)]).toEqual([
      400,
      { field: "variantId", message: "Send the number of the variant." },
    ]);
    expect(await statusOf("/api/one-click/accept", token, { variantId: 1 })).toBe(409);
    expect(await statusOf("/api/one-click/outcome", token, { outcome: "paid" })).toBe(400);
    expect(await statusOf("/api/one-click", token, {})).toBe(400);
    // What a client makes up of a price is not read.
    const made = JSON.parse(
      (await ask("/api/one-click", token, { ...seen, changes: [{ price: 1 }] }))[1],
    ) as { offer: { variants: { variantId: number; changes: unknown }[] } };
    const [variant] = made.offer.variants;
    const wish = { variantId: variant!.variantId, changes: [], discount: { value: 100 } };
    const { changeset } = JSON.parse((await ask("/api/one-click/accept", token, wish))[1]) as {
      changeset: string;
    };
    expect(decodeJwt(changeset)["changes"]).toEqual(variant!.changes);
  });

  test("with the app down, a buyer comes to their order all the same", async () => {
    expectPageErrors(/^Failed to load resource: .*\/api\/one-click/);
    expectPageErrors(/^Tandem could not be asked for an offer\./);
    const page = await payForPhone({}, { isAppDown: true });
    await thanks(page);
  });

  test("it speaks the buyer's language, and a page that is left leads to the order", async () => {
    const page = await payForPhone({}, { locale: "/de" });
    await page.getByRole("button", { name: /^Dazulegen · 22,41\s€$/ }).waitFor();
    await page.getByRole("button", { name: "Zur Bestellbestätigung" }).click();
    await page.getByText("Danke für deine Bestellung").waitFor();
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious in it at %s width", async (_name, viewport) => {
    const page = await payForPhone({ viewport });
    await seeOffer(page);
    expect(await seriousViolations(page, "main")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });
});
