import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { newVisitor, openBrowser, PHONE } from "../support/browser.ts";
import { startTestDemo } from "../support/demo.ts";
import { Merchant } from "../support/merchant.ts";

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;

/** Bytes, requests and layout shift that the product block brings to a page. */
export async function benchStorefront(): Promise<void> {
  const script = readFileSync("extensions/theme-blocks/assets/tandem.js", "utf8");
  const style = /<style>([\s\S]*)<\/style>/.exec(
    readFileSync("extensions/theme-blocks/snippets/tandem-styles.liquid", "utf8"),
  )![1]!;
  const [demo, browser] = await Promise.all([startTestDemo(), openBrowser()]);
  try {
    const merchant = new Merchant(
      await (await newVisitor(browser)).context.newPage(),
      demo.storeUrl,
    );
    await merchant.startBundle(["Aria One", "Clear Case", "20 W Charger"], {
      name: "Kit",
      title: "Kit",
      percent: "15",
    });
    await merchant.setLive();
    const { context } = await newVisitor(browser, { viewport: PHONE });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${demo.storeUrl}/products/aria-one`, { waitUntil: "networkidle" });
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
    console.log("\nStorefront: what the product block brings\n");
    console.log("| what | figure |");
    console.log("|---|---|");
    console.log(`| script, gzipped | ${gzipped(script)} bytes |`);
    console.log(`| style (in the page), gzipped | ${gzipped(style)} bytes |`);
    console.log(`| requests of its own | ${ours.length} |`);
    console.log(`| of these, blocking | ${blocking.length} |`);
    console.log(
      `| requests to the app server before the shopper acts | ${requests.filter((url) => url.startsWith(demo.appUrl)).length} |`,
    );
    console.log(`| layout shift (CLS) of the page, at phone width | ${shift} |`);
  } finally {
    await browser.close();
    await demo.stop();
  }
}
