import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";

import { OWN_THEME, STRUCTURAL_THEMES } from "@tandem/devstore";
import type { Browser, Page } from "playwright-core";

import type { RunningDemo } from "../../scripts/demo.ts";
import { newVisitor, openBrowser, PHONE } from "../support/browser.ts";
import { startTestDemo } from "../support/demo.ts";
import { Merchant } from "../support/merchant.ts";
import { THEME } from "../support/themes.ts";
import { medianPerformance } from "./lighthouse.ts";

const CPU_SLOW_DOWN = 4;
const PRODUCT = "/products/cola";

/** The theme that `THEME_DIR` names is looked at beside those of the project. */
const THEMES: Readonly<Record<string, string>> = {
  "the stand-in's own theme": OWN_THEME,
  "a theme like Dawn": STRUCTURAL_THEMES.dawn,
  "a theme like Horizon": STRUCTURAL_THEMES.horizon,
  ...(THEME && { [basename(THEME)]: THEME }),
};

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;

/** Bytes, requests, layout shift, response to input and Lighthouse's figure, with every block on one page. */
export async function benchStorefront(): Promise<void> {
  const script = readFileSync("extensions/theme-blocks/assets/tandem.js", "utf8");
  const style = /<style>([\s\S]*)<\/style>/.exec(
    readFileSync("extensions/theme-blocks/snippets/tandem-styles.liquid", "utf8"),
  )![1]!;
  const [demo, browser] = await Promise.all([startTestDemo(), openBrowser()]);
  try {
    const productUrl = `${demo.storeUrl}${PRODUCT}`;
    const without = await performanceByTheme(demo);
    await publishOneOfEach(browser, demo.storeUrl);
    const withTandem = await performanceByTheme(demo);
    const context = await newVisitor(browser, { viewport: PHONE });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await observeShifts(page);
    await page.goto(productUrl, { waitUntil: "networkidle" });
    const shift = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0),
    );
    const ours = requests.filter((url) => url.includes("/cdn/blocks/"));
    const blocking = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(
          (entry) =>
            (entry as PerformanceResourceTiming & { renderBlockingStatus?: string })
              .renderBlockingStatus === "blocking",
        )
        .map((entry) => entry.name)
        .filter((name) => name.includes("/cdn/blocks/")),
    );
    const toApp = requests.filter((url) => url.startsWith(demo.appUrl));
    const slowest = await slowestInteractions(await context.newPage(), productUrl);
    const adds = await requestsPerAdd(browser, demo);
    console.log("\nStorefront: what every block on one page brings\n");
    console.log("| what | figure |");
    console.log("|---|---|");
    console.log(`| script, gzipped (limit 9,000) | ${gzipped(script)} bytes |`);
    console.log(`| style (in the page), gzipped (limit 5,000) | ${gzipped(style)} bytes |`);
    console.log(`| requests of its own | ${ours.length} |`);
    console.log(`| of these, blocking | ${blocking.length} |`);
    console.log(`| requests to the app server before the shopper acts | ${toApp.length} |`);
    console.log(`| layout shift (CLS) of the page, at phone width | ${shift} |`);
    console.log(
      `| slowest interaction with a block at ${CPU_SLOW_DOWN}× CPU slow-down, to the next paint (limit 50) | ${slowest.blocks} ms |`,
    );
    console.log(`| … with the theme's own controls, in the same run | ${slowest.theme} ms |`);
    for (const name of Object.keys(THEMES))
      console.log(
        `| Lighthouse performance in ${name}: without offers, with one of each kind | ${without.get(name)}, ${withTandem.get(name)} |`,
      );
    for (const [what, requests] of adds)
      console.log(`| ${what} | ${requests.length}: ${requests.join(", ")} |`);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function publishOneOfEach(browser: Browser, storeUrl: string): Promise<void> {
  const context = await newVisitor(browser);
  const merchant = new Merchant(await context.newPage(), storeUrl);
  const define = async (kind: string, choose: () => Promise<void>) => {
    await merchant.open(`/app/offers/new?kind=${kind}`);
    await choose();
    await merchant.fill("Name", kind);
    await merchant.fill("Title for shoppers", `One ${kind}`);
    await merchant.setLive();
  };
  await define("mix-and-match", () =>
    merchant.chooseIn("Products to mix", ["Cola", "Lemonade", "House Sauce"]),
  );
  await define("quantity-break", () => merchant.choose("Choose products", ["Cola"]));
  await define("upgrade-path", () =>
    merchant.choose("Propose from a product’s variants", ["Cola"]),
  );
  await define("add-on", async () => {
    await merchant.chooseIn("With", ["Cola"]);
    await merchant.chooseIn("offer to add", ["Fries"]);
  });
  const editor = await context.newPage();
  for (const place of ["cart", "embeds"]) {
    await editor.goto(`${storeUrl}/admin/themes/current/editor?template=${place}`);
    await editor.getByRole("button", { name: /^Add block/ }).click();
    await editor.waitForLoadState();
  }
}

/** Lighthouse's figure of the product's page, by the theme's name. Leaves the first theme on show. */
async function performanceByTheme(demo: RunningDemo): Promise<Map<string, number>> {
  const figures = new Map<string, number>();
  for (const [name, folder] of Object.entries(THEMES)) {
    await demo.showTheme(folder);
    figures.set(name, await medianPerformance(demo.storeUrl + PRODUCT));
  }
  await demo.showTheme(OWN_THEME);
  return figures;
}

/** What is asked for after an add, ours and the theme's own, comes within this. */
const ADD_MILLISECONDS = 3_000;

/** What the browser asks the shop for when a block adds something, in themes that show their carts in different ways. */
async function requestsPerAdd(
  browser: Browser,
  demo: RunningDemo,
): Promise<[what: string, requests: string[]][]> {
  const found: [string, string[]][] = [];
  for (const [name, folder] of Object.entries(THEMES)) {
    await demo.showTheme(folder);
    const context = await newVisitor(browser, { viewport: PHONE });
    const page = await context.newPage();
    await page.goto(demo.storeUrl + PRODUCT, { waitUntil: "networkidle" });
    const requests: string[] = [];
    page.on("request", (request) => {
      if (["document", "fetch", "xhr"].includes(request.resourceType()))
        requests.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page
      .locator('main tandem-offer[data-kind="quantity-break"] button[type="submit"]')
      .first()
      .click();
    await page.waitForTimeout(ADD_MILLISECONDS);
    found.push([`requests of an add in ${name}`, requests]);
    await context.close();
  }
  return found;
}

async function observeShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** A person is not faster than this, and what follows faster would wait for the paint of the one before. */
const BETWEEN_INTERACTIONS_MILLISECONDS = 250;

/**
 * Works every block of the page by mouse and keyboard on a slowed-down processor, and then the theme's own
 * controls, for comparison.
 * @returns milliseconds of the slowest interaction of each, as the browser itself reports them (Event Timing:
 *   in steps of 8, and from 16)
 */
async function slowestInteractions(page: Page, url: string) {
  await page.addInitScript(() => {
    const durations: number[] = [];
    Object.assign(window, { durations });
    const options = { type: "event", durationThreshold: 16, buffered: true };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ((entry as PerformanceEntry & { interactionId: number }).interactionId > 0)
          durations.push(entry.duration);
    }).observe(options);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOW_DOWN });
  const slowestOf = async (interactions: readonly (() => Promise<void>)[]) => {
    for (const interact of interactions) {
      await interact();
      await page.waitForTimeout(BETWEEN_INTERACTIONS_MILLISECONDS);
    }
    return page.evaluate(() =>
      Math.max(0, ...(window as unknown as { durations: number[] }).durations.splice(0)),
    );
  };
  const click = (selector: string) => () => page.locator(selector).first().click();
  const inBox = (label: string) => click(`tandem-box [aria-label="${label}"]`);
  const theme = await slowestOf([
    click('[data-product-form] [name="quantity"]'),
    click("[data-cart-link]"),
    click("cart-drawer [data-close]"),
  ]);
  await page.locator("tandem-offer select").focus();
  const blocks = await slowestOf([
    () => page.keyboard.press("ArrowDown"),
    click("tandem-add-on [data-tick]"),
    click("tandem-add-on [data-tick]"),
    click("tandem-box summary"),
    inBox("Add Lemonade to the box"),
    inBox("One more of Lemonade"),
    inBox("One more of Lemonade"),
    inBox("One less of Lemonade"),
    click("tandem-box [data-add-box]"),
  ]);
  return { blocks, theme };
}
