import { toMinor } from "@tandem/storefront-kit/money/decimal";
import { readWrittenNumber } from "@tandem/storefront-kit/money/written-number";

import type { DevstoreConfiguration } from "../define-devstore.ts";
import { createShop } from "../sample-shop/seed.ts";
import type { Store } from "../state/store.ts";
import { HistoryImport } from "./import-history.ts";
import type { ImportReport } from "./import-report.ts";
import { readDate } from "./read-date.ts";
import type { DateOrder } from "./read-date.ts";
import { readHistory } from "./read-history.ts";
import { HistoryFileError } from "./read-rows.ts";
import { surveyHistory } from "./survey-history.ts";

/** What somebody says of a file that it does not say itself. */
export interface ImportOptions {
  /** What a store that is new begins with. */
  readonly shop: DevstoreConfiguration["shop"];
  /** Of a new shop; without it, the file's. */
  readonly currencyCode?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** For lines without a price. */
  readonly price?: string | undefined;
  /** For orders without a date. */
  readonly date?: string | undefined;
}

const DEFAULT_CURRENCY = "EUR";

/**
 * Imports an order history into a store: all of the file or nothing. A store that is new becomes an empty shop; one that has data
 * keeps them, and the import adds to it.
 * @param onProgress share of the file that has been read, from 0 to 1
 * @returns what was read and what was not, and the columns that the file lacks
 * @throws {HistoryFileError} when the file cannot be read as a whole
 */
export async function importFile(
  store: Store,
  file: string,
  options: ImportOptions,
  now: Date,
  onProgress: (share: number) => void = () => {},
): Promise<{ report: ImportReport; absent: readonly string[] }> {
  const survey = await surveyHistory(file, options.dateOrder ?? null);
  // A history that breaks half-way leaves the store as it was.
  store.begin();
  try {
    if (store.shops.size === 0)
      createShop(
        store,
        options.shop,
        now,
        options.currencyCode ?? survey.currencyCode?.toUpperCase() ?? DEFAULT_CURRENCY,
      );
    const { currencyCode, timeZone } = store.shop;
    if (options.currencyCode && options.currencyCode !== currencyCode)
      throw new HistoryFileError(
        `The store sells in ${currencyCode}, not in ${options.currencyCode}. Choose another folder with --data.`,
      );
    const history = new HistoryImport(store, now);
    const manner = { ...survey, currencyCode, timeZone };
    const beside = {
      priceIfEmpty: priceOf(options.price, currencyCode),
      dateIfEmpty: dateOf(options.date, timeZone),
    };
    for await (const group of readHistory(file, survey, manner, beside, onProgress))
      history.add(group);
    store.commit();
    return { report: history.report, absent: survey.absent };
  } catch (failure) {
    store.rollback();
    throw failure;
  }
}

function priceOf(text: string | undefined, currencyCode: string): number | null {
  if (text === undefined) return null;
  const read = readWrittenNumber(text, ".");
  if ("decimal" in read && !read.decimal.startsWith("-"))
    return toMinor(read.decimal, currencyCode);
  throw new HistoryFileError(`--price takes an amount such as 5.00, not "${text}".`);
}

function dateOf(text: string | undefined, timeZone: string): string | null {
  if (text === undefined) return null;
  const instant = readDate(text, null, timeZone);
  if (instant !== null) return instant;
  throw new HistoryFileError(`--date takes a day such as 2026-11-24, not "${text}".`);
}
