import { describe, expect, test } from "vitest";

import { pixelsBeyondPage, seriousViolations } from "../support/accessibility.ts";
import { DESKTOP, PHONE } from "../support/browser.ts";
import { runDemo } from "../support/running-demo.ts";
import { createAccount, pay, signIn } from "../support/shopper.ts";
import { addButton } from "../support/theme-parts.ts";

const running = runDemo();
const url = (path: string) => `${running.demo.storeUrl}${path}`;

/** A day so many days from now, as a date field takes it. */
const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

async function signedIn(email: string, options: Parameters<typeof running.shopper>[0] = {}) {
  const page = await running.shopper(options);
  await signIn(page, running.demo.storeUrl, email);
  return page;
}

describe("what earns beside orders", () => {
  let reviewHook = { address: "", authorization: "" };

  test("a merchant sets a campaign and bonuses up, and is told at the field what is wrong", async () => {
    const { merchant } = running;
    await merchant.open("/app/loyalty/programme");
    const { app } = merchant;
    await app.getByLabel("The programme is running").check();
    await merchant.fill("Days until they can be used", "0");
    await app.getByRole("button", { name: "Add campaign" }).click();
    await merchant.fill("Name of campaign 1", "Phone week");
    await merchant.fill("Campaign 1: first day", day(0));
    await merchant.fill("Campaign 1: last day", day(-3));
    await merchant.fill("Campaign 1: points count", "1");
    await app.getByLabel("Campaign 1: for").selectOption("collection");
    await merchant.fill("Points for a new account", "50");
    await merchant.fill("Points for a birthday", "100");
    await merchant.fill("Points for a review", "30");
    await app.getByLabel("Customers bring friends").check();
    await merchant.fill("Off the friend’s first order", "nothing");
    await app.getByLabel("Tier 2: icon").selectOption("crown");
    const save = () => app.getByRole("button", { name: "Save" }).click();
    await save();
    await app.getByText("Enter how many times points count: more than 1").waitFor();
    await app.getByText("Enter an amount in EUR, more than zero").waitFor();
    await merchant.fill("Campaign 1: points count", "2");
    await merchant.fill("Off the friend’s first order", "5");
    await save();
    await app.getByText("The last day is not before the first one.").waitFor();
    await app.getByText("Choose a collection.").waitFor();
    await merchant.fill("Campaign 1: first day", day(-1));
    await merchant.fill("Campaign 1: last day", day(3));
    await merchant.chooseCollection("Choose the collection of campaign 1", "Phones & accessories");
    await app.getByText("Phones & accessories").waitFor();
    reviewHook = {
      address: await app.getByLabel("Address", { exact: true }).inputValue(),
      authorization: await app.getByLabel("Authorization", { exact: true }).inputValue(),
    };
    await save();
    await app.getByText("No members yet").waitFor();
    await merchant.open("/app/loyalty/programme");
    await app.getByText("Phones & accessories").waitFor();
    await merchant.open();
    await merchant.published();
  });

  test("everyone reads of them, without JavaScript and in their language", async () => {
    const editor = await running.shopper();
    await editor.goto(url("/admin/themes/current/editor?template=page"));
    await editor.getByRole("button", { name: "Add block: Loyalty" }).click();
    await editor.waitForLoadState();
    const page = await running.shopper({ javaScriptEnabled: false });
    await expect
      .poll(async () => {
        await page.goto(url("/pages/loyalty"));
        return page.locator("[data-campaign]").allInnerTexts();
      })
      .toEqual([
        expect.stringMatching(
          /^Phone week: points count 2 times until \d+ \w{3} \d{4}\. For some products\.$/,
        ),
      ]);
    await page.getByText("50 points for a new account").waitFor();
    await page.getByText("500 points for a friend you bring, who gets €5.00 off").waitFor();
    await page.goto(url("/de/pages/loyalty"));
    await page.getByText("100 points zum Geburtstag").waitFor();
  });

  test("a new account has its points, and tells a birthday that there is", async () => {
    const page = await running.shopper({ javaScriptEnabled: false });
    await createAccount(page, running.demo.storeUrl, "ada@example.com");
    await expect
      .poll(async () => {
        await page.goto(url("/apps/tandem/loyalty"));
        return page.locator("[data-tandem-account]").innerText();
      })
      .toMatch(/50 points to use/);
    await page.getByLabel("Month").selectOption("2");
    await page.getByLabel("Day", { exact: true }).fill("30");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("There is no such day.").waitFor();
    await page.getByLabel("Month").selectOption("2");
    await page.getByLabel("Day", { exact: true }).fill("29");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Thank you. We will think of you.").waitFor();
    expect(await page.getByLabel("Day", { exact: true }).inputValue()).toBe("29");
  });

  test("a friend gets a code by the link, buys cheaper, and who brought them earns", async () => {
    const own = await signedIn("ada@example.com");
    await own.goto(url("/apps/tandem/loyalty"));
    const link = new URL(await own.getByLabel("Your link").inputValue());
    // At the shop's primary domain, which is not the one of myshopify.com.
    expect(link.origin).toBe(running.demo.storeUrl);
    await own.goto(link.href);
    await own.getByText("This is your own link.").waitFor();
    const friend = await running.shopper({ javaScriptEnabled: false });
    await friend.goto(url(`${link.pathname}?by=0123456789`));
    await friend.getByText("This link leads nowhere any more").waitFor();
    await friend.goto(url(`${link.pathname}${link.search}`));
    await friend.getByText("€5.00 off your first order with us, from €30.00 on").waitFor();
    await friend.getByLabel("Your email").fill("shopper@example.com");
    await friend.getByRole("button", { name: "Get the code" }).click();
    await friend.getByText(/Your code is FRIEND-[0-9A-F]{12}/).waitFor();
    await friend.getByRole("link", { name: "Use it and look around" }).click();
    await friend.goto(url("/products/aria-one"));
    await addButton(friend).click();
    await friend.goto(url("/checkout"));
    await friend
      .getByText(/FRIEND-/)
      .first()
      .waitFor();
    await friend.getByLabel("Address").fill("Seestr. 1");
    await pay(friend, running.demo.storeUrl);
    await expect
      .poll(async () => {
        await own.goto(url("/apps/tandem/loyalty"));
        return own.locator("[data-tandem-account]").innerText();
      })
      .toMatch(/550 points to use[\s\S]*Friend\s+\+500\s+550/);
    // Twice what was paid for the phone, by the campaign.
    const { merchant } = running;
    await merchant.open("/app/loyalty?words=shopper@example.com");
    const row = await merchant.app.locator("tbody tr").first().innerText();
    const paid = 599 - 5;
    expect(row).toContain((2 * paid).toLocaleString("en"));
  });

  test("a review app tells of a review with the key, and of none without", async () => {
    const tell = async (authorization: string, body: object) => {
      const answer = await fetch(reviewHook.address, {
        method: "POST",
        headers: { Authorization: authorization, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      return [answer.status, await answer.json()] as const;
    };
    const page = await running.shopper();
    const product = (await (await page.goto(url("/products/aria-one.js")))!.json()) as {
      id: number;
    };
    const review = { productId: product.id, email: "shopper@example.com" };
    expect(await tell("Bearer nonsense", review)).toMatchObject([401, { field: "Authorization" }]);
    expect(await tell(reviewHook.authorization, { email: "shopper@example.com" })).toMatchObject([
      400,
      { field: "productId" },
    ]);
    expect(await tell(reviewHook.authorization, review)).toEqual([200, { ok: true, points: 30 }]);
    expect(await tell(reviewHook.authorization, review)).toMatchObject([422, { reason: "known" }]);
  });

  test("a chargeback takes back the order and the referral, and the ledger tells why", async () => {
    const admin = await running.shopper();
    await admin.goto(url("/admin/orders"));
    await admin.locator("tbody a").first().click();
    await admin.getByRole("button", { name: "Lose a chargeback" }).click();
    await admin.waitForLoadState();
    const { merchant } = running;
    await expect
      .poll(async () => {
        await merchant.open("/app/loyalty?words=ada@example.com");
        return merchant.app.locator("tbody tr").first().innerText();
      })
      .toMatch(/ada@example\.com[\s\S]*\b50\b/);
    await merchant.app.locator("tbody a").first().click();
    await merchant.app.getByText("Brought a friend").first().waitFor();
    await merchant.open("/app/loyalty?words=shopper@example.com");
    await merchant.app.locator("tbody a").first().click();
    await merchant.app.getByText("Taken back: chargeback").waitFor();
    await merchant.open("/app/loyalty");
    await merchant.app.getByRole("button", { name: "Check the ledger" }).click();
    await merchant.app.getByText("The ledger is right").waitFor();
  });

  test("merged customers have their points together", async () => {
    const admin = await running.shopper();
    await admin.goto(url("/admin/customers"));
    const { merchant } = running;
    await merchant.open("/app/loyalty?words=ada@example.com");
    await merchant.app.locator("tbody tr").first().waitFor();
    await admin.getByLabel("Address to merge ada@example.com into").fill("shopper@example.com");
    await admin
      .getByRole("row", { name: /ada@example\.com/ })
      .getByRole("button", { name: "Merge" })
      .click();
    await admin.waitForLoadState();
    await expect
      .poll(async () => {
        await merchant.open("/app/loyalty?words=shopper@example.com");
        return merchant.app.locator("tbody tr").first().innerText();
      })
      // 50 for the account, 30 for the review.
      .toMatch(/shopper@example\.com[\s\S]*\b80\b/);
  });

  test.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ])("axe finds nothing serious in the pages at %s width", async (_name, viewport) => {
    const page = await signedIn("shopper@example.com", { viewport });
    await page.goto(url("/apps/tandem/loyalty"));
    expect(await seriousViolations(page, "[data-tandem-account]")).toEqual([]);
    expect(await pixelsBeyondPage(page)).toBe(0);
    const link = new URL(await page.getByLabel("Your link").inputValue());
    const friend = await running.shopper({ viewport });
    await friend.goto(url(`${link.pathname}${link.search}`));
    expect(await seriousViolations(friend, "[data-tandem-friend]")).toEqual([]);
    expect(await pixelsBeyondPage(friend)).toBe(0);
  });
});
