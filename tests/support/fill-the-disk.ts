import { randomBytes } from "node:crypto";

import { expect } from "vitest";

import type { AppProcess } from "./app-process.ts";
import type { SmallDisk } from "./small-disk.ts";

/** So many webhooks fit into what tables have left, at most. */
const MOST = 500;
const DISK_WORDS =
  "The database's disk is full. Tandem goes on by itself when there is room again.";

/** Webhooks that do not compress, so that each takes room. @returns a count of those that were acknowledged */
export function webhooksTo(app: AppProcess) {
  let acknowledged = 0;
  const send = async () => {
    const answer = await app.tell("products/update", {
      id: acknowledged,
      body_html: randomBytes(3_000).toString("base64"),
    });
    if (answer.status === 200) acknowledged++;
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return { send, acknowledged: () => acknowledged };
}

/** Fills the disk, and sees what a running app says, to Shopify and to who watches it; then makes room again, and it goes on. */
export async function fillTheDisk(
  app: AppProcess,
  disk: SmallDisk,
  { send }: ReturnType<typeof webhooksTo>,
): Promise<void> {
  for (let count = 0; count < 5; count++) expect((await send()).status).toBe(200);
  disk.fill();
  let refused = await send();
  for (let count = 0; refused.status === 200 && count < MOST; count++) refused = await send();
  // Anything but 2xx has Shopify send it again (shopify.dev, "Deliver webhooks through HTTPS").
  expect([refused.status, refused.text]).toEqual([
    503,
    "Tandem's database can't do this just now. Try again in 30 seconds.",
  ]);
  expect(refused.headers.get("Retry-After")).toBe("30");
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${app.url}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([503, DISK_WORDS]);
  disk.makeRoom();
  await expect.poll(async () => (await send()).status, { timeout: 30_000 }).toBe(200);
  for (let count = 0; count < 5; count++) expect((await send()).status).toBe(200);
}
