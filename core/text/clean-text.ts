/** JSON that is nested deeper is nobody's honest message, and would exhaust the stack of whoever walks it. */
const MOST_DEPTH = 100;

/**
 * Text as PostgreSQL can hold it: without U+0000, which neither its text nor its jsonb takes, and with U+FFFD for half a
 * surrogate pair, which is no UTF-8 (postgresql.org, "Character Types" and "JSON Types"). Anybody can send either: a buyer in
 * a line's property, a review app, a file. It is done once, where text comes in; text from the database is clean.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}

/**
 * JSON with every text in it cleaned, keys too.
 * @throws {SyntaxError} where it is nested deeper than 100 times
 */
export function cleanJson(value: unknown): unknown {
  return cleanBelow(value, 0);
}

/** Reads JSON that came from outside. @throws {SyntaxError} where it is none, or is nested deeper than 100 times */
export function parseJson(text: string): unknown {
  return cleanJson(JSON.parse(text));
}

function cleanBelow(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === MOST_DEPTH)
    throw new SyntaxError(`The JSON is nested deeper than ${MOST_DEPTH} times.`);
  if (Array.isArray(value)) return value.map((item) => cleanBelow(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanText(key), cleanBelow(inner, depth + 1)]),
  );
}
