import { createReadStream, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

import { CsvError, parse } from "csv-parse";

/** A file that is no order history, or about which something has to be said before it can be read. */
export class HistoryFileError extends Error {}

/** A row of a file, by column; names are compared in lower case. */
export interface Row {
  /** As a spreadsheet counts: the header is row 1. */
  readonly number: number;
  /** Cells that a row leaves out at its end are empty. */
  readonly cells: ReadonlyMap<string, string>;
  /** Whether it has cells beyond the last column, so that some must have slipped. */
  readonly isTooLong: boolean;
}

/** What Excel writes between cells, by its language, and what others do. */
const DELIMITERS = [",", ";", "\t"];
const LONGEST_HEADER = 64_000;

/** A row as the parser gives it with `info`. */
interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly empty_lines: number };
}

/**
 * Reads a CSV file, gzipped or not, a row at a time.
 * @param onProgress share of the file that has been read, from 0 to 1
 * @throws {HistoryFileError} when it is no CSV file
 */
export async function* readRows(
  file: string,
  onProgress: (share: number) => void = () => {},
): AsyncGenerator<Row> {
  const delimiter = await delimiterOf(file);
  const text = open(file, onProgress);
  const parser = text.pipe(
    parse({ bom: true, delimiter, info: true, skip_empty_lines: true, relax_column_count: true }),
  );
  text.on("error", (failure) => parser.destroy(failure));
  let columns: string[] | null = null;
  let count = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      const number = ++count + info.empty_lines;
      if (columns === null) {
        columns = record.map((name) => name.trim().toLowerCase());
        continue;
      }
      yield {
        number,
        cells: new Map(columns.map((name, index) => [name, (record[index] ?? "").trim()])),
        isTooLong: record.slice(columns.length).some((cell) => cell.trim() !== ""),
      };
    }
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    throw new HistoryFileError(`This is not a CSV file as expected: ${failure.message}.`);
  }
}

function open(file: string, onProgress: (share: number) => void): Readable {
  const size = statSync(file).size;
  let read = 0;
  const source = createReadStream(file).on("data", (chunk) =>
    onProgress((read += chunk.length) / size),
  );
  if (!file.endsWith(".gz")) return source;
  const text = createGunzip();
  source.on("error", (failure) => text.destroy(failure));
  return source.pipe(text);
}

/** What stands between the names of the header most often. */
async function delimiterOf(file: string): Promise<string> {
  let head = "";
  for await (const chunk of open(file, () => {}) as AsyncIterable<Buffer>) {
    head += chunk.toString();
    if (/[\r\n]/.test(head) || head.length > LONGEST_HEADER) break;
  }
  const [header = ""] = head.split(/[\r\n]/, 1);
  const countOf = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!;
}
