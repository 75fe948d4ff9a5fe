import type { HistoryForm } from "./history-forms.ts";
import type { CustomerOfFile, LineOfFile, OrderOfFile, ReturnOfFile } from "./history-order.ts";

const PRICE = "unit_price";
const WHEN = "timestamp";
const QUANTITY = "quantity";

/**
 * The plain form, as data sets of shops have it: a row for each line, and a negative quantity for goods that came back. It says
 * nothing of payments, taxes and shipping: all orders are paid, and sent on their day.
 */
export const PLAIN_HISTORY: HistoryForm = {
  sign: "order_id",
  required: [
    "order_id",
    "customer_id",
    WHEN,
    "product_id",
    "product_title",
    PRICE,
    QUANTITY,
    "country",
  ],
  facts: [],
  group: "order_id",
  amounts: [PRICE],
  dates: [WHEN],
  currency: null,
  name: null,
  read: (rows, { priceIfEmpty, dateIfEmpty }) => {
    const first = rows[0]!;
    const createdAt = first.date(WHEN) ?? dateIfEmpty;
    if (createdAt === null && first.text(WHEN) === "")
      first.refuse(WHEN, "it is empty; --date 2026-11-24 says which day to take");
    const bought: LineOfFile[] = [];
    const back: ReturnOfFile["lines"][number][] = [];
    for (const cells of rows) {
      const row = cells.row.number;
      const quantity = cells.units(QUANTITY);
      const productKey = cells.required("product_id");
      if (quantity < 0) back.push({ row, productKey, quantity: -quantity });
      if (quantity === 0 && cells.text(QUANTITY) === "0") cells.refuse(QUANTITY, "it is 0");
      if (quantity <= 0) continue;
      const title = cells.text("product_title") || productKey;
      if (cells.text(PRICE) === "" && priceIfEmpty === null)
        cells.refuse(PRICE, "it is empty; --price 5.00 says what to take");
      bought.push({
        row,
        variant: { productKey, productTitle: title, variantTitle: "", sku: productKey },
        quantity,
        unitPriceMinor: cells.amount(PRICE, priceIfEmpty ?? 0),
        offMinor: 0,
        isRestocked: false,
      });
    }
    const number = first.text("customer_id");
    const common = {
      createdAt: createdAt ?? "",
      customer: number === "" ? null : customerOf(number),
    };
    const found: (OrderOfFile | ReturnOfFile)[] = [];
    if (bought.length > 0)
      found.push({
        ...NOTHING_ELSE,
        ...common,
        kind: "order",
        row: first.row.number,
        name: first.text("order_id"),
        fulfilledAt: common.createdAt,
        country: first.text("country"),
        lines: bought,
        refundedAt: common.createdAt,
      });
    if (back.length > 0) found.push({ ...common, kind: "return", lines: back });
    return found;
  },
};

const NOTHING_ELSE = {
  cancelledAt: null,
  financialStatus: "paid",
  outstandingMinor: 0,
  discountCode: "",
  offOrderMinor: 0,
  shippingMinor: 0,
  offShippingMinor: 0,
  taxes: { totalMinor: 0, areIncluded: true },
  refundedMinor: 0,
} as const;

function customerOf(number: string): CustomerOfFile {
  return number.includes("@")
    ? { email: number.toLowerCase(), phone: "", number: "" }
    : { email: "", phone: "", number };
}
