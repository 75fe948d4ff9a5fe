import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Frame, Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** As axe tells it. */
interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds that keeps somebody out: its serious and critical rules, each with where it is broken. */
export async function seriousViolations(page: Page | Frame, selector: string): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (within) => {
    const { axe } = window as unknown as {
      axe: { run: (context: string) => Promise<{ violations: Violation[] }> };
    };
    // A theme may fade its parts in; half-way, nothing has the contrast that it is going to have.
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
        .map((one) => one.finished),
    );
    const { violations } = await axe.run(within);
    return violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map(({ id, nodes }) =>
        [id, ...nodes.map((node) => node.failureSummary ?? node.html)].join("\n"),
      );
  }, selector);
}

/** How far the page is wider than the window. */
export function pixelsBeyondPage(page: Page | Frame): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
