import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { currentTotals } from "../checkout/order-totals.ts";
import { financialStatus, outstandingMinor, receivedMinor } from "../checkout/payment.ts";
import { Store } from "../state/store.ts";
import { importFile } from "./import-file.ts";
import type { ImportOptions } from "./import-file.ts";

const SHOP = {
  domain: "sample.myshopify.com",
  name: "Sample",
  blocks: {},
  pages: {},
  accountLinks: [],
};
const NOW = new Date("2026-11-24T00:00:00Z");

async function importText(
  content: string | Buffer,
  options: Partial<ImportOptions> = {},
  name = "o.csv",
) {
  const file = join(mkdtempSync(join(tmpdir(), "history-")), name);
  writeFileSync(file, content);
  const store = new Store(":memory:");
  const { report, absent } = await importFile(store, file, { shop: SHOP, ...options }, NOW);
  const leftOut = report.leftOut.map(({ column, reason, count, first }) => [
    column,
    reason,
    count,
    first.map(({ row, value }) => `${row} ${value}`.trim()),
  ]);
  return { store, report, leftOut, lines: report.lines(absent) };
}

const PLAIN_HEADER =
  "order_id,customer_id,timestamp,product_id,product_title,unit_price,quantity,country";
const PLAIN = `${PLAIN_HEADER}
1,c1,2010-12-01T08:00:00Z,A,"RECORD FRAME 7"" SIZE",2.55,6,United Kingdom
1,c1,2010-12-01T08:00:00Z,B,Lantern (Lamps),3.39,6,United Kingdom
2,c1,2010-12-03T08:00:00Z,A,RECORD FRAME,2.55,-2,United Kingdom
2,c1,2010-12-03T08:00:00Z,B,Lantern (Lamps),3.39,-1,United Kingdom
3,,,B,Lantern (Lamps),,1,
4,c2,2010-12-04T08:00:00Z,B,Lantern (Lamps),3.39,-9,France
`;

describe("importing an order history of the plain form", () => {
  test("is read gzipped; what came back at once is one refund of the order that it came from", async () => {
    const { store, report } = await importText(
      gzipSync(PLAIN),
      { currencyCode: "GBP" },
      "o.csv.gz",
    );
    expect(report).toMatchObject({ products: 2, customers: 1, orders: 1, returns: 2 });
    const [first] = store.orders.all();
    expect(first?.lines.map((line) => [line.title, line.quantity, line.unitPriceMinor])).toEqual([
      ['RECORD FRAME 7" SIZE', 6, 255],
      ["Lantern (Lamps)", 6, 339],
    ]);
    expect(first?.refunds).toMatchObject([
      {
        createdAt: "2010-12-03T08:00:00.000Z",
        lines: [
          { quantity: 2, subtotalMinor: 510 },
          { quantity: 1, subtotalMinor: 339 },
        ],
      },
    ]);
    expect(store.products.all()[1]?.productType).toBe("Lamps");
  });

  test("a file that is imported twice adds nothing the second time, and the report says so", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "history-")), "o.csv");
    writeFileSync(file, PLAIN);
    const store = new Store(":memory:");
    await importFile(store, file, { shop: SHOP }, NOW);
    const before = store.orders.all();
    const { report, absent } = await importFile(store, file, { shop: SHOP }, NOW);
    expect(store.orders.all()).toEqual(before);
    expect(report).toMatchObject({ orders: 0, returns: 0, known: 2 });
    expect(report.lines(absent)).toContain("Skipped, as they are in the shop already: 2.");
  });

  test("P36: a price or a day that is missing is neither made up nor passed over in silence", async () => {
    const { report, leftOut, lines } = await importText(PLAIN);
    expect(report.refusedOrders).toBe(1);
    expect(leftOut).toEqual([
      ["timestamp", "it is empty; --date 2026-11-24 says which day to take", 1, ["6"]],
      ["unit_price", "it is empty; --price 5.00 says what to take", 1, ["6"]],
      ["", expect.stringContaining("it came back"), 1, ["7 B"]],
    ]);
    expect(lines.join("\n")).toContain("1 × timestamp: it is empty");
    const stated = await importText(PLAIN, { price: "4.50", date: "2026-01-05" });
    expect(stated.store.orders.all()[1]).toMatchObject({
      createdAt: "2026-01-04T23:00:00.000Z",
      lines: [{ unitPriceMinor: 450 }],
    });
  });

  const rows = (...cells: [date: string, price: string][]) =>
    [
      PLAIN_HEADER.replaceAll(",", ";"),
      ...cells.map(([date, price], index) => `${index};c;${date};A;Tea;${price};1;DE`),
    ].join("\r\n");

  test("P36: is read as Excel writes it: a BOM, semicolons, decimal commas, days first", async () => {
    const { store, leftOut } = await importText(
      `\uFEFF${rows(["31/12/2023 14:05", "1.299,00"], ["03/04/2024", "1.299"])}`,
    );
    expect(leftOut).toEqual([]);
    expect(store.orders.all().map((one) => [one.createdAt, one.lines[0]?.unitPriceMinor])).toEqual([
      ["2023-12-31T13:05:00.000Z", 129_900],
      ["2024-04-02T22:00:00.000Z", 129_900],
    ]);
  });

  test("P36: a number that can be read in two ways is refused by row and column", async () => {
    const { report, leftOut } = await importText(
      rows(["2024-04-03", "1,299"], ["2024-04-03", "x"]),
    );
    expect(report).toMatchObject({ orders: 0, refusedOrders: 2 });
    expect(leftOut).toEqual([
      ["unit_price", "it can be read in two ways", 1, ["2 1,299"]],
      ["unit_price", "it is no number", 1, ["3 x"]],
    ]);
  });

  test("P36: dates that can be read in two ways are asked about, and read as is said", async () => {
    const file = rows(["03/04/2024", "1.00"], ["05/06/2024", "1.00"]);
    await expect(importText(file)).rejects.toThrow(/“03\/04\/2024” in row 2.*--dates dmy or/);
    const first = async (dateOrder: "dmy" | "mdy") =>
      (await importText(file, { dateOrder })).store.orders.all()[0]?.createdAt;
    expect([await first("dmy"), await first("mdy")]).toEqual([
      "2024-04-02T22:00:00.000Z",
      "2024-03-03T23:00:00.000Z",
    ]);
    const contrary = rows(["31/12/2023", "1.00"], ["12/31/2023", "1.00"]);
    await expect(importText(contrary)).rejects.toThrow(/stand in two orders/);
    expect((await importText(contrary, { dateOrder: "dmy" })).leftOut).toEqual([
      ["timestamp", "it is no date (dmy, or the year first)", 1, ["3 12/31/2023"]],
    ]);
  });

  test("P36: a row that ends early is read as far as it goes, one that goes on too long is refused", async () => {
    const { report, leftOut } = await importText(
      `${PLAIN_HEADER}\n1,c,2024-04-03,A,Tea,1.00,2\n2,c,2024-04-03,A,Tea\n3,c,2024-04-03,A,Tea,1,00,2,DE\n`,
    );
    expect(report.orders).toBe(1);
    expect(leftOut).toEqual([
      ["quantity", "it is empty", 1, ["3"]],
      ["", "it has more cells than the header has columns", 1, ["4"]],
    ]);
  });

  test.each([
    ["of neither form", "a,b\n1,2\n", /Lineitem name.*order_id/s],
    ["without a column", "order_id,customer_id\n1,2\n", /lacks the column timestamp, product_id/],
    ["without rows", PLAIN_HEADER, /no rows below its header/],
    ["that is no CSV", `${PLAIN_HEADER}\n"1,c`, /not a CSV file as expected/],
  ])(
    "a file %s is refused with words, and leaves the store as it was",
    async (_what, text, words) => {
      await expect(importText(text)).rejects.toThrow(words);
    },
  );
});

const HEADER =
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Country,Cancelled at,Refunded Amount,Outstanding Balance,Lineitem discount,Phone";
/** An order of one line, in Canadian dollars, paid and sent the same day. */
const EXPORTED = {
  Name: "#1001",
  Email: "buyer@example.com",
  "Financial Status": "paid",
  "Fulfillment Status": "fulfilled",
  "Fulfilled at": "2026-01-05 09:00:00 +0100",
  Currency: "CAD",
  "Created at": "2026-01-02 10:00:00 +0100",
  "Lineitem quantity": "1",
  "Lineitem name": "Mug - Blue",
  "Lineitem price": "20.00",
  "Lineitem sku": "MUG",
  "Shipping Country": "CA",
  "Refunded Amount": "0.00",
};
type Exported = Partial<Record<string, string>>;
const exported = (...rows: Exported[]) =>
  [
    HEADER,
    ...rows.map((row) =>
      HEADER.split(",")
        .map((column) => ({ ...EXPORTED, ...row })[column] ?? "")
        .join(","),
    ),
  ].join("\n");

describe("importing Shopify's order export", () => {
  test("P36: keeps the facts of each order", async () => {
    const mug = (name: string, price: string) => ({
      "Lineitem name": name,
      "Lineitem price": price,
    });
    const { store, report, leftOut, lines } = await importText(
      exported(
        {
          Subtotal: "27.00",
          Shipping: "5.00",
          Taxes: "0.00",
          Total: "32.00",
          "Discount Code": "SAVE3",
          "Discount Amount": "3.00",
        },
        { ...mug("Mug - Red", "10.00"), "Lineitem discount": "3.00" },
        {
          Name: "#1002",
          Email: "Buyer@Example.com",
          "Financial Status": "refunded",
          "Fulfillment Status": "unfulfilled",
          "Cancelled at": "2026-01-03 11:00:00 +0100",
          "Refunded Amount": "20.00",
        },
        {
          Name: "#1003",
          "Financial Status": "partially_refunded",
          "Lineitem quantity": "2",
          "Refunded Amount": "20.00",
        },
        {
          Name: "#1004",
          Email: "",
          Phone: "+1 555 0100",
          "Financial Status": "voided",
          "Fulfillment Status": "unfulfilled",
        },
        { Name: "#1005", Email: "", Phone: "+15550100" },
        { Name: "#1006", "Financial Status": "partially_refunded", "Refunded Amount": "7.00" },
        { Name: "#1007", "Financial Status": "pending", "Lineitem name": "Tea - loose" },
      ),
    );
    expect(leftOut).toEqual([]);
    expect(store.shop.currencyCode).toBe("CAD");
    const orders = new Map(store.orders.all().map((order) => [order.number, order]));
    const [first] = store.orders.all();
    expect(currentTotals(first!)).toMatchObject({
      subtotalMinor: 2_700,
      shippingMinor: 500,
      totalMinor: 3_200,
    });
    expect(first).toMatchObject({
      discountApplications: [{ kind: "code", title: "SAVE3", discountClass: "PRODUCT" }],
      lines: [{ allocations: [] }, { allocations: [{ amountMinor: 300 }], variantTitle: "Red" }],
    });
    expect(
      store.products.all().map((one) => [one.title, one.variants.map((v) => v.title)]),
    ).toEqual([
      ["Mug", ["Blue", "Red"]],
      ["Tea - loose", ["Default Title"]],
    ]);
    expect(store.customers.all().map((one) => [one.email, one.phone])).toEqual([
      ["buyer@example.com", undefined],
      ["", "+15550100"],
    ]);
    expect(orders.get(1002)).toMatchObject({
      cancelledAt: "2026-01-03T10:00:00.000Z",
      fulfilledAt: null,
      refunds: [{ createdAt: "2026-01-03T10:00:00.000Z", lines: [{ quantity: 1 }] }],
    });
    expect(orders.get(1003)?.refunds).toMatchObject([
      { lines: [{ quantity: 1, subtotalMinor: 2_000 }] },
    ]);
    expect(financialStatus(orders.get(1002)!)).toBe("REFUNDED");
    expect(financialStatus(orders.get(1004)!)).toBe("VOIDED");
    expect(orders.get(1004)).toMatchObject({ refunds: [] });
    expect(orders.get(1004)?.customerId).toBe(orders.get(1005)?.customerId);
    expect(orders.get(1006)?.refunds).toMatchObject([
      { lines: [], transactions: [{ amountMinor: 700 }] },
    ]);
    expect(report).toMatchObject({ orders: 7, customers: 2, products: 2, variants: 3 });
    expect(lines[1]).toBe(
      "Of the orders: 1 cancelled, 3 refunded in whole or in part, 1 not paid yet, 1 voided, 2 not sent.",
    );
  });

  test("spreads what is off the order over its lines, and tells taxes and free shipping by the total", async () => {
    const { store } = await importText(
      exported(
        {
          "Lineitem quantity": "3",
          Subtotal: "50.00",
          "Discount Amount": "15.00",
          Shipping: "0.00",
          Taxes: "5.00",
          Total: "55.00",
        },
        { "Lineitem name": "Tea", "Lineitem sku": "T", "Lineitem price": "0.00" },
      ),
    );
    const [order] = store.orders.all();
    expect(order).toMatchObject({
      taxes: { totalMinor: 500, areIncluded: false },
      shippingMinor: 500,
      shippingAllocations: [{ amountMinor: 500 }],
      lines: [{ allocations: [{ amountMinor: 1_000 }] }, { allocations: [] }],
    });
    expect(currentTotals(order!).totalMinor).toBe(5_500);
  });

  test("keeps what was paid of an order that is paid in part, by what the file says is missing", async () => {
    const partly = { "Financial Status": "partially_paid" };
    const { store, leftOut, lines } = await importText(
      exported(
        {
          ...partly,
          "Outstanding Balance": "5.80",
          Subtotal: "20.00",
          Shipping: "4.00",
          Total: "24.00",
        },
        {
          Name: "#1002",
          ...partly,
          "Financial Status": "Partially Paid",
          "Outstanding Balance": "19.99",
        },
        { Name: "#1003", "Financial Status": "paid", "Outstanding Balance": "0.00" },
      ),
    );
    expect(leftOut).toEqual([]);
    const [first, second, third] = store.orders.all();
    expect([first!, second!, third!].map(financialStatus)).toEqual([
      ...["PARTIALLY_PAID", "PARTIALLY_PAID", "PAID"],
    ]);
    expect(
      [first!, second!, third!].map((one) => [receivedMinor(one), outstandingMinor(one)]),
    ).toEqual([
      [1_820, 580],
      [1, 1_999],
      [2_000, 0],
    ]);
    expect(lines[1]).toBe("Of the orders: 2 paid in part.");
  });

  test("refuses an order that is paid in part of a file that does not say how much, with what to do", async () => {
    const file = exported({ "Financial Status": "partially_paid" }, { Name: "#1002" });
    const { report, leftOut } = await importText(file.replace("Outstanding Balance", "Something"));
    expect(report).toMatchObject({ orders: 1, refusedOrders: 1 });
    expect(leftOut).toEqual([
      [
        "Financial Status",
        "there is no column Outstanding Balance that says how much: export the orders anew with it, or set the order to paid or pending",
        1,
        ["2 partially_paid"],
      ],
    ]);
  });

  test.each<[string, Exported, string, string]>([
    [
      "a status that is not known",
      { "Financial Status": "sold" },
      "Financial Status",
      "it is none of pending",
    ],
    ["another currency", { Currency: "USD" }, "Currency", "the shop sells in CAD"],
    ["a subtotal above its lines", { Subtotal: "21.00" }, "Subtotal", "it is more than the lines"],
    ["a total that does not add up", { Total: "99.00" }, "Total", "it is not what the lines"],
    ["a refund of nothing", { "Financial Status": "refunded" }, "Refunded Amount", "it is 0"],
    ...[
      ["", "it names nothing, and the order is paid in part: fill it in"],
      ["0.00", "it names nothing"],
      ["20.00", "it is all that the order came to"],
    ].map(([balance, reason]): [string, Exported, string, string] => [
      `paid in part of which “${balance}” is missing`,
      { "Financial Status": "partially_paid", "Outstanding Balance": balance },
      "Outstanding Balance",
      reason!,
    ]),
    [
      "what was given back of what was paid in part",
      {
        "Financial Status": "partially_paid",
        "Outstanding Balance": "5.00",
        "Refunded Amount": "1.00",
      },
      "Outstanding Balance",
      "whether it counts",
    ],
    ["no day on which it was sent", { "Fulfilled at": "" }, "Fulfilled at", "it is empty"],
    ["no day", { "Created at": "" }, "Created at", "it is empty"],
  ])("P36: refuses an order with %s by row and column", async (_what, row, column, reason) => {
    const { report, leftOut } = await importText(
      exported({ Name: "#1" }, { Name: "#2", ...row }, { Name: "#3" }),
    );
    expect(report).toMatchObject({ orders: 2, refusedOrders: 1 });
    expect(leftOut).toEqual([
      [column, expect.stringContaining(reason), 1, [expect.stringMatching(/^3/)]],
    ]);
  });

  test("says which facts the file lacks", async () => {
    const { lines } = await importText(
      "Name,Created at,Lineitem quantity,Lineitem name,Lineitem price,Currency\n#1,2026-01-02,1,Mug,12.00,EUR\n",
    );
    expect(lines[1]).toMatch(
      /^The file has no column Financial Status, Cancelled at, .*Lineitem discount:/,
    );
  });
});
