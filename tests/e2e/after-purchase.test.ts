import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { expectOnHome } from "../support/home.ts";
import { runDemo } from "../support/running-demo.ts";
import { buyPhone, createAccount, pay } from "../support/shopper.ts";
import { expectPageErrors } from "../support/page-errors.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;
const EXTENSION = "[data-extension]";

/** Buys a phone, as a customer with an account, or as a guest. */
async function buyerOf(email: string | null, options: Parameters<typeof running.shopper>[0] = {}) {
  const page = await running.shopper(options);
  if (email) await createAccount(page, running.demo.storeUrl, email);
  await buyPhone(page, running.demo.storeUrl);
  return page;
}

describe("after the purchase, in the very bundle that is deployed", () => {
  test("without a programme and an offer, the page is as it was", async () => {
    const page = await buyerOf(null);
    await page.locator(`${EXTENSION}[data-state="running"]`).waitFor({ state: "attached" });
    expect((await page.locator(EXTENSION).innerText()).trim()).toBe("");
  });

  test("a merchant sets a programme up, and a cross-sell that is shown there", async () => {
    const { merchant } = running;
    await merchant.open("/app/loyalty/programme");
    await merchant.app.getByLabel("The programme is running").check();
    await merchant.fill("Days until they can be used", "0");
    await merchant.fill("Points at least", "100");
    await merchant.fill("Tier 2 from", "1000");
    await merchant.app.getByLabel("Store credit", { exact: true }).check();
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.app.getByText("No members yet").waitFor();
    await merchant.startCrossSell(["Aria One"], ["Clear Case", "20 W Charger"], {
      name: "Phone extras",
      title: "Goes with your phone",
    });
    expect(await merchant.app.getByLabel("Show on the thank-you page").isChecked()).toBe(true);
    await merchant.setLive();
  });

  test("the buyer sees what the order earned, their tier, and what goes with it (P24)", async () => {
    const page = await buyerOf("ada@example.com");
    await page.getByText("You earned 599 points with this order.").waitFor();
    await page.getByText("599 points to use · Silver").waitFor();
    await page.getByText("€401.00 more to spend for Gold").waitFor();
    await page.getByRole("region", { name: "Goes with your phone" }).waitFor();
    await page.getByText("Clear Case").waitFor();
    // One tap, and a cart has it, marked with the offer.
    await page.getByRole("link", { name: "Add to a new cart: Clear Case" }).click();
    await page.waitForURL(/\/cart$/);
    await page.getByText("Clear Case").first().waitFor();
    await pay(page, running.demo.storeUrl);
    await expectOnHome(running.merchant, /Phone extras/);
    // Ordered now, so it is not suggested on the order's page.
    await page.goto(url("/account"));
    await page.getByRole("link", { name: /^#/ }).last().click();
    await page.getByText("20 W Charger").waitFor();
    expect(await page.getByText("Clear Case").count()).toBe(0);
  });

  test("the buyer turns points into a code without leaving the page, once", async () => {
    const page = await buyerOf("bea@example.com");
    await page.getByLabel("How many points").fill("5");
    await page.getByRole("button", { name: "Use points" }).click();
    await page.getByText("These are too few points.").waitFor();
    await page.getByLabel("How many points").fill("500");
    await page.getByRole("button", { name: "Use points" }).click();
    await page.getByText(/Your code is PTS-[0-9A-F]{12}: €5\.00 off your next order\./).waitFor();
    await page.getByText("99 points to use · Silver").waitFor();
    // Fewer are left than can be used.
    await page.getByRole("button", { name: "Use points" }).waitFor({ state: "detached" });
  });

  test("the buyer turns points into store credit on the order status page, in their language", async () => {
    const page = await buyerOf("cleo@example.com");
    const order = new URL(page.url()).pathname;
    await page.goto(url(`/de${order}`));
    await page.getByText("Sie haben mit dieser Bestellung 599 points gesammelt.").waitFor();
    await page.getByLabel("Guthaben").check();
    await page.getByRole("button", { name: "Punkte einlösen" }).click();
    await page.getByText(/5,99\s€ Guthaben gehören Ihnen\./).waitFor();
  });

  test("a guest is told what the order earned, and nothing that only the customer may know", async () => {
    const page = await buyerOf(null);
    await page.getByText("You earned 599 points with this order.").waitFor();
    await page.getByText("Sign in to your account to see and use your points.").waitFor();
    expect(await page.getByText("points to use").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Use points" }).count()).toBe(0);
  });

  test("with the app down, what goes with the order is still shown", async () => {
    const page = await running.shopper();
    expectPageErrors(/^Failed to load resource: net::ERR_FAILED .*\/api\/after-purchase/);
    expectPageErrors(
      /^Tandem could not be asked for what is personal\. TypeError: Failed to fetch/,
    );
    await page.route("**/api/after-purchase", (route) => route.abort());
    await buyPhone(page, running.demo.storeUrl);
    await page.getByRole("link", { name: "Add to a new cart: Clear Case" }).waitFor();
    expect(await page.getByText("Your points").count()).toBe(0);
  });

  test("nobody asks the app with another shop's token, or redeems without an account", async () => {
    const page = await buyerOf(null);
    const context = JSON.parse((await page.locator(EXTENSION).getAttribute("data-extension"))!) as {
      orderId: string;
      orderToken: string;
    };
    const ask = async (path: string, token: string, body: object) => {
      const answer = await fetch(`${running.demo.appUrl}${path}`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${token}`,
          "Content-Type": "application/json",
          // Shopify's library takes what does not look like a browser for a robot.
          "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0",
        },
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    const wish = { orderId: context.orderId, productIds: [] };
    const token = await (await fetch(url(`/stand-in/session-token/${context.orderToken}`))).text();
    expect(await ask("/api/after-purchase", token, wish)).toBe(200);
    expect(await ask("/api/after-purchase", token, { productIds: [] })).toBe(400);
    expect(await ask("/api/after-purchase", `${token.slice(0, -4)}AAAA`, wish)).toBe(401);
    const redemption = { id: crypto.randomUUID(), points: 100, way: "code" };
    expect(await ask("/api/after-purchase/redeem", token, redemption)).toBe(401);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious in it at %s width", async (_name, viewport) => {
    const page = await buyerOf(`axe-${viewport.width}@example.com`, { viewport });
    await page.getByText("points to use").waitFor();
    await page.getByText("Clear Case").waitFor();
    expect(await seriousViolations(page, EXTENSION)).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });
});
