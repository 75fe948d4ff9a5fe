import { decimalMarkOf } from "@tandem/storefront-kit/money/written-number";
import type { DecimalMark } from "@tandem/storefront-kit/money/written-number";

import { formOf } from "./history-forms.ts";
import type { HistoryForm } from "./history-forms.ts";
import { ordersOf } from "./read-date.ts";
import type { DateOrder } from "./read-date.ts";
import { HistoryFileError, readRows } from "./read-rows.ts";
import { VariantNames } from "./variant-names.ts";

/** What the file as a whole says of how it is to be read. */
export interface Survey {
  readonly form: HistoryForm;
  readonly dateOrder: DateOrder | null;
  readonly decimalMark: DecimalMark | null;
  /** The first that it names; null where it names none. */
  readonly currencyCode: string | null;
  readonly names: VariantNames;
  /** Columns that it could have, and has not. */
  readonly absent: readonly string[];
}

/** A date of the file that ends with its year. */
interface SeenDate {
  readonly text: string;
  readonly row: number;
  readonly orders: readonly DateOrder[];
}

/**
 * Looks through a file before it is read: which form it has, in what order its dates stand, and what parts off its decimals.
 * @param stated the order of the dates, where somebody has said it
 * @throws {HistoryFileError} where the file is of no known form, or its dates can be read in two ways
 */
export async function surveyHistory(file: string, stated: DateOrder | null): Promise<Survey> {
  let form: HistoryForm | null = null;
  let absent: string[] = [];
  let currencyCode: string | null = null;
  const names = new VariantNames();
  const marks = new Set<DecimalMark>();
  const dates: SeenDate[] = [];
  for await (const { number, cells } of readRows(file)) {
    if (form === null) {
      form = formOf(cells);
      absent = form.facts.filter((column) => !cells.has(column.toLowerCase()));
    }
    const cell = (column: string) => cells.get(column.toLowerCase()) ?? "";
    for (const column of form.amounts) {
      const mark = decimalMarkOf(cell(column));
      if (mark) marks.add(mark);
    }
    for (const column of form.dates) {
      const orders = ordersOf(cell(column));
      const isNews = dates.every((seen) => seen.orders.join() !== orders.join());
      if (orders.length > 0 && isNews) dates.push({ text: cell(column), row: number, orders });
    }
    currencyCode ??= (form.currency && cell(form.currency)) || null;
    if (form.name) names.learn(cell(form.name));
  }
  if (!form) throw new HistoryFileError("The file has no rows below its header.");
  const [mark = null, ...more] = marks;
  return {
    form,
    dateOrder: stated ?? orderOf(dates),
    decimalMark: more.length === 0 ? mark : null,
    currencyCode,
    names,
    absent,
  };
}

/** The one order in which all dates can be read. @param dates one of each kind */
function orderOf(dates: readonly SeenDate[]): DateOrder | null {
  const [first] = dates;
  if (!first) return null;
  const fitting = first.orders.filter((order) => dates.every((one) => one.orders.includes(order)));
  if (fitting.length === 1) return fitting[0]!;
  const seen = dates.map(({ text, row }) => `“${text}” in row ${row}`).join(" and ");
  const what =
    fitting.length > 1
      ? `can be read with the day or the month first: ${seen}`
      : `stand in two orders: ${seen}`;
  throw new HistoryFileError(
    `The dates of this file ${what}. Say which is meant: --dates dmy or --dates mdy.`,
  );
}
