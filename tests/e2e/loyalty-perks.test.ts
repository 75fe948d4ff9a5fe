import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { pay, refundNewestOrder, signIn } from "../support/shopper.ts";
import { shownAmount } from "../support/shown-amount.ts";
import { addByTheme, shownTotal } from "../support/theme-parts.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;

async function add(page: Page, handle: string): Promise<void> {
  await page.goto(url(`/products/${handle}`));
  await addByTheme(page);
}

const signInAsShopper = (page: Page) => signIn(page, running.demo.storeUrl, "shopper@example.com");

/** What the customer's page of points says, once it says something that is waited for. */
async function points(page: Page, expected: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(url("/apps/tandem/loyalty"));
      return page.locator("[data-tandem-account]").innerText();
    })
    .toMatch(expected);
}

async function place(template: string, block: string): Promise<void> {
  const editor = await running.shopper();
  await editor.goto(url(`/admin/themes/current/editor?template=${template}`));
  await editor.getByRole("button", { name: `Add block: ${block}` }).click();
  await editor.waitForLoadState();
}

describe("a regular customer, from the first order to points that became money", () => {
  let regular: Page;
  let code = "";

  test("the merchant says what tiers give and what points buy, and is told what is wrong", async () => {
    const { merchant } = running;
    await place("page", "Loyalty");
    await place("cart", "Cart offers");
    await merchant.open("/app/settings");
    await merchant.app.getByLabel("Order discounts").check();
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.told("Settings saved");
    await merchant.open("/app/loyalty/programme");
    await merchant.app.getByLabel("The programme is running").check();
    await merchant.fill("Days until they can be used", "0");
    await merchant.fill("Tier 1 from", "500");
    await merchant.fill("Tier 1: off every order", "110");
    await merchant.fill("Tier 1: points count", "0.5");
    await merchant.app.getByLabel("Tier 1: free shipping").check();
    await merchant.fill("Tier 2 from", "5000");
    await merchant.app.getByRole("checkbox", { name: "Store credit" }).check();
    await merchant.fill("Points at least", "0");
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.app.getByText("Enter a percentage from 0.01 to 100").waitFor();
    await merchant.app.getByText("Enter how many times points count: from 1 to 10").waitFor();
    await merchant.app.getByText("Enter a whole number of points from 1").waitFor();
    await merchant.fill("Tier 1: off every order", "10");
    await merchant.fill("Tier 1: points count", "2");
    await merchant.fill("Points at least", "100");
    await merchant.app.getByRole("button", { name: "Save" }).click();
    await merchant.app.getByText("No members yet").waitFor();
  });

  test("the customer buys, and rises to a tier", async () => {
    const page = await running.shopper();
    await add(page, "aria-one");
    expect(await page.locator("[data-member-price]").count()).toBe(0);
    expect(await pay(page, running.demo.storeUrl)).toBe("599.00");
    regular = await running.shopper();
    await signInAsShopper(regular);
    await points(regular, /599 points to use, worth €5\.99/);
    // What the theme reads of them follows by a job.
    await expect
      .poll(async () => {
        await regular.goto(url("/pages/loyalty"));
        return regular.locator("[aria-current] .tandem__from").allInnerTexts();
      })
      .toEqual(["Silver"]);
    await regular.getByText("−10% on your order").waitFor();
    await regular.getByText("points count 2 times").waitFor();
  });

  test("P1: the member price on the page is the price in the cart and at checkout; others pay the list price", async () => {
    await regular.goto(url("/products/clear-case"));
    const shown = regular.locator('[data-kind="member-price"] p:not([hidden])');
    await shown.waitFor();
    expect(await shown.innerText()).toBe("Your Silver price: €22.41");
    await add(regular, "clear-case");
    await regular.goto(url("/cart"));
    await regular
      .locator("main")
      .getByText(/^\s*Silver\b/)
      .filter({ visible: true })
      .first()
      .waitFor();
    expect(await shownTotal(regular)).toBe("22.41");
    await regular.goto(url("/checkout"));
    expect(await shownAmount(regular, "[data-total]")).toBe("22.41");
    expect(await pay(regular, running.demo.storeUrl)).toBe("22.41");
    const stranger = await running.shopper();
    await add(stranger, "clear-case");
    await stranger.goto(url("/cart"));
    expect(await shownTotal(stranger)).toBe("24.90");
    // Twice the points of 22.41.
    await points(regular, /643 points to use/);
  });

  test("points become a code in the cart, once, however often the form is sent", async () => {
    await add(regular, "aria-one");
    await regular.goto(url("/cart"));
    await regular.getByText("643 points to use").waitFor();
    await regular.getByRole("link", { name: "Use your points" }).click();
    await regular.getByLabel("How many").waitFor();
    // The form has come to the cart. What is wrong is said there, and can be put right.
    expect(new URL(regular.url()).pathname).toBe("/cart");
    await regular
      .getByLabel("How many")
      .evaluate((input) => ((input as HTMLInputElement).max = "1000"));
    await regular.getByLabel("How many").fill("900");
    await regular.getByRole("button", { name: "Turn into money" }).click();
    await regular.getByText("You do not have so many points to use.").waitFor();
    await regular.getByLabel("How many").fill("600");
    const form = await regular.locator("form[aria-labelledby=tandem-use]").evaluate((one) => {
      const fields = new FormData(one as HTMLFormElement);
      return Object.fromEntries(fields) as Record<string, string>;
    });
    const discounted = regular.waitForResponse((response) =>
      response.url().includes("/discount/PTS-"),
    );
    await regular.getByRole("button", { name: "Turn into money" }).click();
    code = /PTS-[0-9A-F]{12}/.exec((await discounted).url())![0];
    // 599.00 less 10 %, less the code, which is on the cart by now.
    await expect.poll(() => shownTotal(regular)).toBe("533.10");
    const again = await regular.request.post(url("/apps/tandem/loyalty"), { form });
    expect(await again.text()).toContain(code);
    const forged = await regular.request.post(url("/apps/tandem/loyalty"), {
      form: {
        ...form,
        token: form["token"]!.replace(/(?<=^.{9})./, (one) => (one === "x" ? "y" : "x")),
        points: "43",
      },
    });
    expect(await forged.text()).toContain("open for too long");
    await points(regular, /43 points to use[\s\S]*Redeemed\s+-600\s+43/);
    expect(await pay(regular, running.demo.storeUrl)).toBe("533.10");
    await points(regular, /1,109 points to use/);
    expect(await regular.getByText(code).count()).toBe(0);
  });

  test("points become store credit, which pays at checkout, in the customer's language and without a script", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await signInAsShopper(page);
    await page.goto(url("/de/pages/loyalty"));
    await page.getByRole("link", { name: "Punkte einlösen" }).click();
    await page.getByText("1.109 points zum Einlösen, 11,09 € wert").waitFor();
    await page.getByLabel("Wie viele").fill("1000");
    await page.getByLabel("Guthaben").check();
    await page.getByRole("button", { name: "Einlösen" }).click();
    await page.getByText("10,00 € Guthaben gehören Ihnen.").waitFor();
    await add(regular, "clear-case");
    await regular.goto(url("/checkout"));
    expect(await shownAmount(regular, "[data-credit]")).toBe("10.00");
  });

  test("a refund takes back what was earned, below zero if need be, and the ledger tells it line by line", async () => {
    // The newest is the last one that was paid: 533.10, twice.
    await refundNewestOrder(await running.shopper(), running.demo.storeUrl);
    await points(regular, /-957 points to use[\s\S]*Refund\s+-1,066\s+-957/);
    const { merchant } = running;
    await merchant.open("/app/loyalty");
    await merchant.app.getByRole("button", { name: "Check the ledger" }).click();
    await merchant.app.getByText("The ledger is right").waitFor();
    await merchant.app.locator("tbody a").first().click();
    await merchant.app.getByText("Taken back: refund").waitFor();
    const lines = await merchant.app.locator("tbody tr").allInnerTexts();
    expect(lines.map((one) => /[+−-][\d,]+/.exec(one)?.[0])).toEqual(
      ["-1,066", "-1,000", "+1,066", "-600", "+44", "+599"].map(
        (one) => expect.stringContaining(one.slice(1)) as string,
      ),
    );
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious on the page of points at %s width", async (_name, viewport) => {
    const page = await running.shopper({ viewport });
    await signInAsShopper(page);
    await page.goto(url("/apps/tandem/loyalty"));
    await page.getByRole("heading", { name: "Your points", exact: true }).waitFor();
    expect(await seriousViolations(page, "[data-tandem-account]")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
  });

  test("a theme can have its sections on the page of points, as on any page", async () => {
    const answer = await fetch(url("/apps/tandem/loyalty?section_id=footer"));
    expect(await answer.text()).toMatch(/^<(div|footer) id="shopify-section-/);
  });

  test("whoever is not signed in is asked to, and an unsigned request is refused", async () => {
    const page = await running.shopper();
    await page.goto(url("/apps/tandem/loyalty"));
    await page.getByRole("link", { name: "Sign in to see your points" }).waitFor();
    const port = Number(new URL(running.demo.storeUrl).port);
    const unsigned = await fetch(
      `http://127.0.0.1:${port + 2}/proxy/loyalty?shop=x.myshopify.com&logged_in_customer_id=1`,
    );
    expect(unsigned.status).toBe(401);
  });
});
