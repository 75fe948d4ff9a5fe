import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

import lighthouse from "lighthouse";

import { openBrowser } from "../support/browser.ts";

const RUNS = 3;

/** Median of Lighthouse's performance figure (0 to 100) of a page, on a phone as it simulates one. */
export async function medianPerformance(url: string): Promise<number> {
  const figures: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const port = await freePort();
    const browser = await openBrowser([`--remote-debugging-port=${port}`]);
    try {
      const result = await lighthouse(url, {
        port,
        onlyCategories: ["performance"],
        logLevel: "error",
      });
      const score = result?.lhr.categories["performance"]?.score;
      if (score == null) throw new Error(`Lighthouse gave no figure for ${url}`);
      figures.push(Math.round(score * 100));
    } finally {
      await browser.close();
    }
  }
  return figures.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)]!;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
