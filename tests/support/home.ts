import { expect } from "vitest";

import type { Merchant } from "./merchant.ts";

/** Waits until Home shows a result, as a pattern of its text; orders arrive by webhook. */
export async function expectOnHome(merchant: Merchant, pattern: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await merchant.open("/app");
        return merchant.app.locator("body").innerText();
      },
      { interval: 1_000 },
    )
    .toMatch(pattern);
}
