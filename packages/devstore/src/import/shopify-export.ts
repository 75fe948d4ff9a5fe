import { OUTSTANDING, outstandingMinorOf, readCharges } from "./export-charges.ts";
import type { HistoryForm } from "./history-forms.ts";
import type { CustomerOfFile, FinancialStatus, LineOfFile } from "./history-order.ts";
import type { CellReader } from "./read-cells.ts";
import type { VariantNames } from "./variant-names.ts";

const NAME = "Lineitem name";
const CREATED = "Created at";
const PAYMENT = "Financial Status";
const CANCELLED = "Cancelled at";
const FULFILLED = "Fulfilled at";
const REFUNDED = "Refunded Amount";

const STATUSES: readonly FinancialStatus[] = [
  "pending",
  "authorized",
  "partially_paid",
  "paid",
  "partially_refunded",
  "refunded",
  "voided",
];

/**
 * Shopify's order export (help.shopify.com, "Exporting orders"): a row for each line, of which the first has what is the order's.
 * Where a column is absent altogether, orders are taken as paid, sent on their day, and neither cancelled nor refunded.
 */
export const SHOPIFY_EXPORT: HistoryForm = {
  sign: NAME,
  required: ["Name", CREATED, "Lineitem quantity", NAME, "Lineitem price"],
  facts: [
    PAYMENT,
    CANCELLED,
    "Fulfillment Status",
    REFUNDED,
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    "Lineitem discount",
    "Currency",
  ],
  group: "Name",
  amounts: [
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    REFUNDED,
    OUTSTANDING,
    "Lineitem price",
    "Lineitem discount",
  ],
  dates: [CREATED, "Paid at", FULFILLED, CANCELLED],
  currency: "Currency",
  name: NAME,
  read: (rows, { names }) => {
    const first = rows[0]!;
    first.required(CREATED);
    const createdAt = first.date(CREATED) ?? "";
    const cancelledAt = first.date(CANCELLED);
    const fulfilledAt = fulfilledAtOf(first, createdAt);
    const paidAt = first.date("Paid at");
    const lines = rows.flatMap((cells) => lineOf(cells, names));
    const customer = customerOf(first);
    const financialStatus = statusOf(first);
    const { totalMinor, ...charges } = readCharges(first, lines);
    return [
      {
        kind: "order",
        row: first.row.number,
        name: first.text("Name"),
        createdAt,
        cancelledAt,
        fulfilledAt,
        financialStatus,
        outstandingMinor:
          financialStatus === "partially_paid" ? outstandingMinorOf(first, totalMinor) : 0,
        customer: customer.email || customer.phone ? customer : null,
        country: first.text("Shipping Country") || first.text("Billing Country"),
        lines,
        discountCode: first.text("Discount Code"),
        ...charges,
        refundedAt: cancelledAt ?? fulfilledAt ?? paidAt ?? createdAt,
      },
    ];
  },
};

function lineOf(cells: CellReader, names: VariantNames): LineOfFile[] {
  const name = cells.required(NAME);
  const quantity = cells.units("Lineitem quantity");
  if (quantity < 0) cells.refuse("Lineitem quantity", "it is below 0");
  const line = {
    row: cells.row.number,
    variant: names.variantOf(name, cells.text("Lineitem sku")),
    quantity,
    unitPriceMinor: cells.amount("Lineitem price"),
    offMinor: cells.amount("Lineitem discount", 0),
    isRestocked: cells.text("Lineitem fulfillment status").toLowerCase() === "restocked",
  };
  // An edit leaves a line without units, which nobody bought.
  return quantity === 0 ? [] : [line];
}

function statusOf(cells: CellReader): FinancialStatus {
  if (!cells.has(PAYMENT)) return "paid";
  const text = cells.required(PAYMENT).toLowerCase().replaceAll(" ", "_");
  const status = STATUSES.find((one) => one === text);
  if (!status && text !== "") cells.refuse(PAYMENT, `it is none of ${STATUSES.join(", ")}`);
  return status ?? "paid";
}

/** When all of an order had been sent; null while something of it had not. */
function fulfilledAtOf(cells: CellReader, createdAt: string): string | null {
  if (!cells.has("Fulfillment Status")) return createdAt;
  if (cells.text("Fulfillment Status").toLowerCase() !== "fulfilled") return null;
  if (!cells.has(FULFILLED)) return createdAt;
  if (cells.text(FULFILLED) === "")
    cells.refuse(FULFILLED, "it is empty, and the order is fulfilled");
  return cells.date(FULFILLED);
}

function customerOf(cells: CellReader): CustomerOfFile {
  return {
    email: cells.text("Email").toLowerCase(),
    // Excel puts an apostrophe before a number that begins with a plus.
    phone: cells.text("Phone").replaceAll(/[^+\d]/g, ""),
    number: "",
  };
}
