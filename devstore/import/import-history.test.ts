import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { createShop } from "../demo/seed.ts";
import { Store } from "../state/store.ts";
import { HistoryImport } from "./import-history.ts";
import { readHistory } from "./read-history.ts";

const NOW = new Date("2026-11-24T00:00:00Z");

async function importText(name: string, content: string | Buffer) {
  const file = join(mkdtempSync(join(tmpdir(), "history-")), name);
  writeFileSync(file, content);
  const store = new Store(":memory:");
  createShop(store, NOW, "GBP");
  const history = new HistoryImport(store, NOW);
  for await (const line of readHistory(file, () => {})) history.add(line);
  history.finish();
  return { store, report: history.report };
}

const PLAIN = `order_id,customer_id,timestamp,product_id,product_title,unit_price,quantity,country
1,c1,2010-12-01T08:00:00Z,A,"RECORD FRAME 7"" SIZE",2.55,6,United Kingdom
1,c1,2010-12-01T08:00:00Z,B,Lantern (Lamps),3.39,6,United Kingdom
2,c1,2010-12-03T08:00:00Z,A,RECORD FRAME,2.55,-2,United Kingdom
3,,,B,Lantern (Lamps),,1,
4,c2,2010-12-04T08:00:00Z,B,Lantern (Lamps),3.39,-9,France
`;

describe("importing an order history", () => {
  test("takes the plain form, gzipped; a return is a refund of the order that it came from", async () => {
    const { store, report } = await importText("orders.csv.gz", gzipSync(PLAIN));
    expect(report).toEqual({ products: 2, customers: 1, orders: 2, returns: 1, skippedLines: 1 });
    const [first] = store.orders.all();
    expect(first?.lines.map((line) => [line.title, line.quantity, line.unitPriceMinor])).toEqual([
      ['RECORD FRAME 7" SIZE', 6, 255],
      ["Lantern (Lamps)", 6, 339],
    ]);
    expect(first?.refunds).toMatchObject([{ lines: [{ quantity: 2, subtotalMinor: 510 }] }]);
    expect(store.products.all()[1]?.productType).toBe("Lamps");
  });

  test("takes Shopify's order export, whose further rows leave out what is the order's", async () => {
    const { store, report } = await importText(
      "orders.csv",
      `Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country
#1001,ann@example.com,2026-01-02 10:00:00 +0100,1,Mug,12.00,MUG,DE
#1001,ann@example.com,,2,Tea,4.50,TEA,
#1002,bob@example.com,2026-01-03 10:00:00 +0100,1,Mug,12.00,MUG,FR
`,
    );
    expect(report).toEqual({ products: 2, customers: 2, orders: 2, returns: 0, skippedLines: 0 });
    expect(store.orders.all()[0]).toMatchObject({
      email: "ann@example.com",
      createdAt: "2026-01-02T09:00:00.000Z",
      lines: [{}, { quantity: 2 }],
    });
  });

  test("says what it expects of a file that is neither", async () => {
    await expect(importText("x.csv", "a,b\n1,2\n")).rejects.toThrow(/Lineitem name.*order_id/s);
  });
});
