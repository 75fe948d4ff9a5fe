import type { OrderOfFile, Refusal } from "./history-order.ts";

/** Of each reason, so many rows are named, and the others counted. */
const SHOWN_ROWS = 5;
const SHOWN_CHARACTERS = 60;

interface LeftOut {
  readonly column: string;
  readonly reason: string;
  count: number;
  readonly first: { readonly row: number; readonly value: string }[];
}

/** What an import read of a file, what it left out, and why. */
export class ImportReport {
  orders = 0;
  products = 0;
  variants = 0;
  customers = 0;
  /** Lines of goods that came back, of a file that tells them apart from orders. */
  returns = 0;
  /** Orders, and returns, that an earlier import had brought. */
  known = 0;
  cancelled = 0;
  refunded = 0;
  notPaid = 0;
  paidInPart = 0;
  voided = 0;
  notSent = 0;
  /** Orders, or returns, of which a cell could not be read. */
  refusedOrders = 0;
  readonly #leftOut = new Map<string, LeftOut>();

  read({ cancelledAt, refundedMinor, financialStatus, fulfilledAt }: OrderOfFile): void {
    this.orders++;
    if (cancelledAt !== null) this.cancelled++;
    if (refundedMinor > 0) this.refunded++;
    if (["pending", "authorized"].includes(financialStatus)) this.notPaid++;
    if (financialStatus === "partially_paid") this.paidInPart++;
    if (financialStatus === "voided") this.voided++;
    if (fulfilledAt === null) this.notSent++;
  }

  leaveOut({ row, column, value, reason }: Refusal): void {
    const key = `${column}\n${reason}`;
    const known = this.#leftOut.get(key) ?? { column, reason, count: 0, first: [] };
    this.#leftOut.set(key, known);
    known.count++;
    if (known.first.length < SHOWN_ROWS) known.first.push({ row, value });
  }

  /** Rows that something was left out of, by column and reason, the most frequent reason first. */
  get leftOut(): readonly Readonly<LeftOut>[] {
    return [...this.#leftOut.values()].toSorted((a, b) => b.count - a.count);
  }

  /** Lines for a person to read. @param absent columns that the file lacks */
  lines(absent: readonly string[]): string[] {
    const { orders, products, variants, customers, returns } = this;
    const facts = [
      [this.cancelled, "cancelled"],
      [this.refunded, "refunded in whole or in part"],
      [this.notPaid, "not paid yet"],
      [this.paidInPart, "paid in part"],
      [this.voided, "voided"],
      [this.notSent, "not sent"],
    ] as const;
    const told = facts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
    return [
      `Read: orders ${orders}, customers ${customers}, products ${products}, variants ${variants}, returns ${returns}.`,
      ...(this.known > 0 ? [`Skipped, as they are in the shop already: ${this.known}.`] : []),
      ...(told.length > 0 ? [`Of the orders: ${told.join(", ")}.`] : []),
      ...(absent.length > 0
        ? [`The file has no column ${absent.join(", ")}: what they would tell is not known.`]
        : []),
      ...(this.#leftOut.size === 0 ? ["Nothing was left out."] : this.#whatIsMissing()),
    ];
  }

  #whatIsMissing(): string[] {
    return [
      `Left out (orders or returns that could not be read as a whole: ${this.refusedOrders}):`,
      ...this.leftOut.map(({ column, reason, count, first }) => {
        const rows = first.map(({ row, value }) => `row ${row}${value && ` (${shown(value)})`}`);
        const more = count > first.length ? ` and ${count - first.length} more` : "";
        return `  ${count} × ${column && `${column}: `}${reason}. ${rows.join(", ")}${more}`;
      }),
    ];
  }
}

function shown(value: string): string {
  return value.length <= SHOWN_CHARACTERS
    ? value
    : `${value.slice(0, SHOWN_CHARACTERS).toWellFormed()}…`;
}
