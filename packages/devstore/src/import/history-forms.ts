import type { ReadGroup } from "./history-order.ts";
import { PLAIN_HISTORY } from "./plain-history.ts";
import type { CellReader } from "./read-cells.ts";
import { HistoryFileError } from "./read-rows.ts";
import type { Row } from "./read-rows.ts";
import { SHOPIFY_EXPORT } from "./shopify-export.ts";
import type { VariantNames } from "./variant-names.ts";

/** What is known beside the file. */
export interface ReadWith {
  readonly names: VariantNames;
  /** For lines without a price, in minor units; null to refuse them. */
  readonly priceIfEmpty: number | null;
  /** For orders without a date, ISO 8601; null to refuse them. */
  readonly dateIfEmpty: string | null;
}

/** A form of order histories. Columns are named as they are written. */
export interface HistoryForm {
  /** By which a file is known to be of this form. */
  readonly sign: string;
  readonly required: readonly string[];
  /** Columns with facts that some files lack. */
  readonly facts: readonly string[];
  /** Names the order that a row is of; the rows of one stand together. */
  readonly group: string;
  readonly amounts: readonly string[];
  readonly dates: readonly string[];
  readonly currency: string | null;
  /** Names a product and its variant in one. */
  readonly name: string | null;
  /** Reads the rows of one order. @param refusals what was refused of them so far, and is added to */
  readonly read: (rows: readonly CellReader[], beside: ReadWith) => ReadGroup["found"];
}

/** @throws {HistoryFileError} when the columns are of no known form, or one is missing that it needs */
export function formOf(cells: Row["cells"]): HistoryForm {
  const has = (column: string) => cells.has(column.toLowerCase());
  const form = [PLAIN_HISTORY, SHOPIFY_EXPORT].find((one) => has(one.sign));
  if (!form)
    throw new HistoryFileError(
      `This is no order history: expected Shopify's order export (with the column ${SHOPIFY_EXPORT.sign}), or the columns ${PLAIN_HISTORY.required.join(", ")}.`,
    );
  const missing = form.required.filter((column) => !has(column));
  if (missing.length > 0)
    throw new HistoryFileError(`The header lacks the column ${missing.join(", ")}.`);
  return form;
}
