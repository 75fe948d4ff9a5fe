import { createReadStream, statSync } from "node:fs";
import { createGunzip } from "node:zlib";

import { parse } from "csv-parse";

/** One line of an order history, whatever the file's form. Empty where the file does not say. */
export interface HistoryLine {
  readonly orderName: string;
  readonly customer: string;
  readonly createdAt: string;
  readonly productKey: string;
  readonly productTitle: string;
  /** A decimal as written. */
  readonly unitPrice: string;
  /** Negative for a return. */
  readonly quantity: number;
  readonly country: string;
}

type Row = Record<string, string>;

/** The plain form: `order_id,customer_id,timestamp,product_id,product_title,unit_price,quantity,country`. */
function fromPlainRow(row: Row): HistoryLine {
  return {
    orderName: row["order_id"] ?? "",
    customer: row["customer_id"] ?? "",
    createdAt: row["timestamp"] ?? "",
    productKey: row["product_id"] ?? "",
    productTitle: row["product_title"] ?? "",
    unitPrice: row["unit_price"] ?? "",
    quantity: Number(row["quantity"]),
    country: row["country"] ?? "",
  };
}

/** Shopify's order export (help.shopify.com, "Exporting orders"): what is the order's stands on its first row only. */
function fromShopifyRow(row: Row, previous: HistoryLine | undefined): HistoryLine {
  const orderName = row["Name"] ?? "";
  const before = previous?.orderName === orderName ? previous : undefined;
  const title = row["Lineitem name"] ?? "";
  return {
    orderName,
    customer: row["Email"] || before?.customer || "",
    createdAt: row["Created at"] || before?.createdAt || "",
    productKey: row["Lineitem sku"] || title,
    productTitle: title,
    unitPrice: row["Lineitem price"] ?? "",
    quantity: Number(row["Lineitem quantity"]),
    country: row["Shipping Country"] || before?.country || "",
  };
}

/**
 * Reads an order history, gzipped or not, a line at a time.
 * @param onProgress share of the file that has been read, from 0 to 1
 * @throws when the file is of neither form, naming the columns that are expected
 */
export async function* readHistory(
  file: string,
  onProgress: (share: number) => void,
): AsyncGenerator<HistoryLine> {
  const size = statSync(file).size;
  let read = 0;
  const source = createReadStream(file).on("data", (chunk) =>
    onProgress((read += chunk.length) / size),
  );
  const text = file.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  const rows = text.pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }),
  );
  let previous: HistoryLine | undefined;
  for await (const row of rows as AsyncIterable<Row>) {
    if (!("order_id" in row) && !("Lineitem name" in row)) {
      throw new Error(
        "This is no order history: expected Shopify's order export (with the column Lineitem name), or the columns order_id, customer_id, timestamp, product_id, product_title, unit_price, quantity, country.",
      );
    }
    previous = "order_id" in row ? fromPlainRow(row) : fromShopifyRow(row, previous);
    yield previous;
  }
}
