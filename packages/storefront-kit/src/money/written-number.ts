/** The sign that parts off decimals. */
export type DecimalMark = "." | ",";

/** One way to read a number as a person or a spreadsheet wrote it. */
interface Reading {
  /** Null where the number reads the same with either. */
  readonly mark: DecimalMark | null;
  /** With a point, and without separators between thousands. */
  readonly decimal: string;
}

const NUMBER = /^[-−]?\d[\d.,]*$/;
/** Blanks and apostrophes part off thousands, and nothing else. */
const GAPS = /(?<=\d)[\s'’](?=\d{3}(?!\d))/g;

/**
 * The ways to read a number with separators: `1,299.00` and `1.299,00` have one each, and so has `12,5`; `1,299` has two.
 * @returns none for what is no number
 */
function readingsOf(text: string): Reading[] {
  const typed = text.trim().replace(GAPS, "").replace("−", "-");
  if (!NUMBER.test(typed)) return [];
  if (/^-?\d+$/.test(typed)) return [{ mark: null, decimal: typed }];
  return ([".", ","] as const).flatMap((mark) => {
    const decimal = readWith(typed, mark);
    return decimal === null ? [] : [{ mark, decimal }];
  });
}

function readWith(typed: string, mark: DecimalMark): string | null {
  const [whole = "", fraction, ...more] = typed.split(mark);
  if (more.length > 0 || fraction === "") return null;
  const [first = "", ...groups] = whole.split(mark === "." ? "," : ".");
  const isGrouped = groups.length > 0;
  if (fraction !== undefined && /\D/.test(fraction)) return null;
  // Groups of two are those of lakhs: 1,00,000.
  const areGroups = groups.every((group, index) =>
    index === groups.length - 1 ? /^\d{3}$/.test(group) : /^\d{2,3}$/.test(group),
  );
  if (isGrouped && !(areGroups && /^-?[1-9]\d{0,2}$/.test(first))) return null;
  return `${first}${groups.join("")}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** The sign that a number proves by itself to part off decimals; null where it proves none. */
export function decimalMarkOf(text: string): DecimalMark | null {
  const readings = readingsOf(text);
  return readings.length === 1 ? readings[0]!.mark : null;
}

/**
 * Reads a number with its separators as a plain decimal.
 * @param mark what parts off decimals where the number can be read in two ways; null where that is not known
 * @returns what is wrong with it otherwise
 */
export function readWrittenNumber(
  text: string,
  mark: DecimalMark | null,
): { readonly decimal: string } | { readonly problem: "unreadable" | "ambiguous" } {
  const readings = readingsOf(text);
  const sole = readings.length === 1 ? readings[0] : readings.find((one) => one.mark === mark);
  if (sole) return { decimal: sole.decimal };
  return { problem: readings.length === 0 ? "unreadable" : "ambiguous" };
}
