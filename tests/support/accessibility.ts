import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Frame, Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds that keeps somebody out: the ids of its serious and critical rules. */
export async function seriousViolations(page: Page | Frame, selector: string): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (within) => {
    const { axe } = window as unknown as {
      axe: { run: (context: string) => Promise<{ violations: { id: string; impact: string }[] }> };
    };
    const { violations } = await axe.run(within);
    return violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => one.id);
  }, selector);
}

/** How far the page is wider than the window. */
export function pixelsBeyondPage(page: Page | Frame): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
