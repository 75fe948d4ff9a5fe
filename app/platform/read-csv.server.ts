import { CsvError, parse } from "csv-parse/sync";

/** Characters of a file that is sent as a text. */
export const MOST_CSV_CHARACTERS = 2_000_000;

export interface CsvRow {
  /** Line of the file on which the row begins. */
  readonly line: number;
  /** Cells by column, of which each is the record's own: also one that is named after a property of all objects. */
  readonly record: Readonly<Record<string, string>>;
  /** Whether it has cells behind the last column, so that some must have slipped: it means something else than it says. */
  readonly isTooLong: boolean;
}

export type ReadCsv =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly message: string };

/** A line as the parser gives it with `info`, which its types leave out. */
interface CsvLine {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** What stands between cells: Excel writes semicolons where a comma parts off decimals. */
const DELIMITERS = [",", ";", "\t"];

/** What a browser puts where bytes are no UTF-8. */
const UNREADABLE = "\uFFFD";

/**
 * Reads a CSV file with a header. Cells that a row leaves out at its end are empty, as a spreadsheet means it.
 * @param required columns without which its rows would mean nothing
 * @param otherwise what to do where one of them is missing
 */
export function readCsv(
  csv: string,
  mostRows: number,
  required: readonly string[],
  otherwise: string,
): ReadCsv {
  if (csv.includes(UNREADABLE))
    return {
      ok: false,
      message: "The file is not in UTF-8. Save it as “CSV UTF-8” and choose it again.",
    };
  let lines: CsvLine[];
  try {
    lines = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as CsvLine[];
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    return { ok: false, message: `This is not a CSV file as expected: ${failure.message}.` };
  }
  const columns = (lines[0]?.record ?? []).map((name) => name.trim());
  const seen = new Set<string>();
  const twice = columns.find((name) => name !== "" && seen.size === seen.add(name).size);
  if (twice !== undefined)
    return { ok: false, message: `The header has the column ${twice} twice. Remove one of them.` };
  const rows = lines.slice(1).map(({ info, record }) => ({
    line: info.lines,
    record: Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ""])),
    isTooLong: record.slice(columns.length).some((cell) => cell.trim() !== ""),
  }));
  if (rows.length === 0) return { ok: false, message: "The file has no rows below its header." };
  if (rows.length > mostRows)
    return {
      ok: false,
      message: `The file has ${rows.length} rows; import at most ${mostRows} at once.`,
    };
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length === 0) return { ok: true, rows };
  return { ok: false, message: `The header lacks the column ${missing.join(", ")}. ${otherwise}` };
}

/** What stands between the names of the header most often. */
function delimiterOf(csv: string): string {
  const [header = ""] = csv.split(/[\r\n]/, 1);
  const countOf = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => countOf(b) - countOf(a))[0]!;
}

/** What is said of a row that is too long. */
export const TOO_LONG =
  "The row has more cells than the header has columns. Quote the cell with a comma in it.";
