import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

const HEADER =
  "order_id,customer_id,timestamp,product_id,product_title,unit_price,quantity,country";

/** Runs the command on a file of some rows, into a folder that is not there yet. */
function importRows(rows: string) {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  const file = join(folder, "o.csv");
  writeFileSync(file, `${HEADER}\n${rows}`);
  const data = join(folder, "shop");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/import-orders.ts", file, "--data", data],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr, hasFolder: existsSync(data) };
}

test("an import that reads no order fails, and leaves no empty shop to be opened", () => {
  const { status, stdout, stderr, hasFolder } = importRows("1,c,2024-04-30,A,Tea,,1,DE\n");
  expect(stderr).toContain("No order could be read: nothing was imported.");
  expect(stdout).toContain("unit_price");
  expect(stdout).not.toContain("Open the shop with");
  expect([status, hasFolder]).toEqual([1, false]);
});

test("a file that cannot be read as a whole leaves no empty shop either", () => {
  const { status, hasFolder } = importRows("");
  expect([status, hasFolder]).toEqual([1, false]);
});

test("an import that reads an order says how to open the shop", () => {
  const { status, stdout, hasFolder } = importRows("1,c,2024-04-30,A,Tea,1.00,1,DE\n");
  expect(stdout).toContain("Open the shop with");
  expect([status, hasFolder]).toEqual([0, true]);
});
