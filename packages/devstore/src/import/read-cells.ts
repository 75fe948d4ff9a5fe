import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { readWrittenNumber } from "@tandem/storefront-kit/money/written-number";
import type { DecimalMark } from "@tandem/storefront-kit/money/written-number";

import type { Refusal } from "./history-order.ts";
import { readDate } from "./read-date.ts";
import type { DateOrder } from "./read-date.ts";
import type { Row } from "./read-rows.ts";

/** How the cells of a file are to be read. */
export interface Manner {
  /** Null where no date of the file needs it. */
  readonly dateOrder: DateOrder | null;
  /** Null where no number of the file says. */
  readonly decimalMark: DecimalMark | null;
  readonly currencyCode: string;
  readonly timeZone: string;
}

/** Reads the cells of one row. What cannot be read is refused, and whoever asked is to give the order up. */
export class CellReader {
  readonly row: Row;
  readonly #manner: Manner;
  readonly #refusals: Refusal[];

  /** @param refusals gets what is refused */
  constructor(row: Row, manner: Manner, refusals: Refusal[]) {
    this.row = row;
    this.#manner = manner;
    this.#refusals = refusals;
    if (row.isTooLong) this.refuse("", "it has more cells than the header has columns");
  }

  has(column: string): boolean {
    return this.row.cells.has(column.toLowerCase());
  }

  text(column: string): string {
    return this.row.cells.get(column.toLowerCase()) ?? "";
  }

  refuse(column: string, reason: string): void {
    const value = column === "" ? "" : this.text(column);
    this.#refusals.push({ row: this.row.number, column, value, reason });
  }

  required(column: string): string {
    const text = this.text(column);
    if (text === "") this.refuse(column, "it is empty");
    return text;
  }

  /** An amount in minor units. @param otherwise what an empty cell says; without it, an empty cell is refused */
  amount(column: string, otherwise?: number): number {
    const text = this.text(column);
    if (text === "" && otherwise !== undefined) return otherwise;
    const decimal = this.#decimal(column);
    if (decimal === null) return 0;
    if (!decimal.startsWith("-")) return toMinor(decimal, this.#manner.currencyCode);
    this.refuse(column, "it is below 0");
    return 0;
  }

  /** A whole number of units. */
  units(column: string): number {
    const decimal = this.#decimal(column);
    if (decimal === null) return 0;
    const units = Number(decimal);
    if (Number.isSafeInteger(units)) return units;
    this.refuse(column, "it is no whole number");
    return 0;
  }

  /** An instant; null for an empty cell, and for what was refused. */
  date(column: string): string | null {
    const text = this.text(column);
    if (text === "") return null;
    const { dateOrder, timeZone } = this.#manner;
    const instant = readDate(text, dateOrder, timeZone);
    if (instant === null)
      this.refuse(column, `it is no date${dateOrder ? ` (${dateOrder}, or the year first)` : ""}`);
    return instant;
  }

  #decimal(column: string): string | null {
    const text = this.required(column);
    if (text === "") return null;
    const read = readWrittenNumber(text, this.#manner.decimalMark);
    if ("decimal" in read) return read.decimal;
    this.refuse(
      column,
      read.problem === "ambiguous" ? "it can be read in two ways" : "it is no number",
    );
    return null;
  }
}
