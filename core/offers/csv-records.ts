import { findColumn, isBesideTheDraft, refuseColumns } from "./csv-columns.ts";
import { columnBelow, isList } from "./draft-columns.ts";
import type { ColumnTree } from "./draft-columns.ts";
import { draftColumns, emptyDraft, toDraft } from "./draft.ts";
import type { OfferIssue } from "./issue.ts";
import { error } from "./issue.ts";
import { OFFER_KINDS } from "./kind-traits.ts";
import { OFFER_STATUSES } from "./offer.ts";
import type { Offer, OfferKind, OfferStatus } from "./offer.ts";

/** Columns that every offer has, first and in this order; what differs from kind to kind follows. */
const HEAD = ["id", "kind", "status", "name", "copy.title", "copy.benefit"];
/** A cell that begins so is a formula to a spreadsheet, or was quoted by us so as not to be one. */
const NEEDS_QUOTE = /^['=+\-@\t\r]/;

/** One offer of a CSV file, by column: `terms.components.0.quantity`. */
export type CsvRecord = Readonly<Record<string, string>>;

/** What a row asks for; the draft is not parsed yet. */
export type ReadRecord =
  | {
      readonly ok: true;
      /** Of the offer that it replaces; null for a new one. */
      readonly id: string | null;
      readonly status: OfferStatus;
      readonly draft: unknown;
    }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/** Offers as rows, with the columns that these offers need, as a form would hold them. */
export function toCsvRecords(
  offers: readonly Offer[],
  currencyCode: string,
): { columns: string[]; records: CsvRecord[] } {
  const records = offers.map((offer) => {
    const cells = new Map([
      ["id", offer.id],
      ["status", offer.status],
    ]);
    flatten(draftColumns(offer.kind), toDraft(offer, currencyCode), "", cells);
    return Object.fromEntries(
      [...cells].map(([column, text]) => [column, NEEDS_QUOTE.test(text) ? `'${text}` : text]),
    );
  });
  const rest = [...new Set(records.flatMap((record) => Object.keys(record)))]
    .filter((column) => !HEAD.includes(column))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return { columns: [...HEAD, ...rest], records };
}

/** Writes what a draft holds into cells, by the columns that reading knows. */
function flatten(tree: ColumnTree, value: unknown, path: string, cells: Map<string, string>): void {
  if (value === undefined) return;
  if (tree === "cell") cells.set(path, String(value ?? ""));
  else if (tree === "words") cells.set(path, (value as readonly string[]).join(" "));
  else
    for (const [key, inner] of Object.entries(value as object)) {
      const below = columnBelow(tree, key);
      if (!below) throw new Error(`An offer has “${key}” at “${path}”, which has no column.`);
      flatten(below, inner, path ? `${path}.${key}` : key, cells);
    }
}

/**
 * Reads a row. An empty cell says nothing: the kind's default stands, or the field is empty. A cell in a column that an offer
 * of the kind does not have is refused: what it says would be lost, and the offer go live without it.
 */
export function fromCsvRecord(record: CsvRecord): ReadRecord {
  const cell = (column: string) => unquote(record[column] ?? "").trim();
  const kind = OFFER_KINDS.find((one) => one === cell("kind"));
  const status = OFFER_STATUSES.find((one) => one === (cell("status") || "draft"));
  if (!kind || !status) {
    const issue = kind
      ? error("status", `Enter one of: ${OFFER_STATUSES.join(", ")}. Found “${cell("status")}”.`)
      : error("kind", `Enter one of: ${OFFER_KINDS.join(", ")}. Found “${cell("kind")}”.`);
    return { ok: false, issues: [issue] };
  }
  const read = draftOf(kind, record);
  if ("unknown" in read) return { ok: false, issues: refuseColumns(kind, read.unknown) };
  return { ok: true, id: cell("id") || null, status, draft: read.draft };
}

function unquote(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

function draftOf(
  kind: OfferKind,
  record: CsvRecord,
): { draft: unknown } | { unknown: readonly string[] } {
  const columns = draftColumns(kind);
  const typed: Branch = new Map();
  const unknown: string[] = [];
  for (const [column, raw] of Object.entries(record)) {
    if (isBesideTheDraft(column)) continue;
    const text = unquote(raw);
    const known = findColumn(columns, column);
    // Of a list in the terms, an empty cell may just be the column of another offer.
    if (known && (text !== "" || !/\.\d+\./.test(column)))
      put(typed, known.path, known.holds === "words" ? text.split(/\s+/).filter(Boolean) : text);
    else if (!known && text.trim() !== "") unknown.push(column);
  }
  if (unknown.length > 0) return { unknown };
  const fields = new Map(Object.entries(toFields(columns, typed)));
  const filled = Object.entries(emptyDraft(kind)).map(([field, empty]) => {
    const value = fields.get(field) ?? empty;
    return [field, isGroup(value) && isGroup(empty) ? { ...empty, ...value } : value];
  });
  return { draft: Object.fromEntries(filled) as unknown };
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a row types below a part of a column's name: maps, which have no keys but their own. */
type Branch = Map<string, Typed>;
type Typed = string | string[] | Branch;

function put(branch: Branch, [name = "", ...rest]: readonly string[], value: string | string[]) {
  if (rest.length === 0) return void branch.set(name, value);
  const below = branch.get(name);
  const inner = below instanceof Map ? below : new Map<string, Typed>();
  branch.set(name, inner);
  put(inner, rest, value);
}

function toDraftValue(tree: ColumnTree, typed: Typed): unknown {
  if (!(typed instanceof Map)) return typed;
  if (!isList(tree)) return toFields(tree, typed);
  const [item] = tree;
  return [...typed]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, one]) => {
      const read = toDraftValue(item, one);
      return columnBelow(item, "productId") ? { ...ITEM, ...(read as object) } : read;
    });
}

function toFields(tree: ColumnTree, typed: Branch): Record<string, unknown> {
  return Object.fromEntries(
    [...typed].map(([name, value]) => [name, toDraftValue(columnBelow(tree, name)!, value)]),
  );
}

/** What an item that names a product has besides, where its cell is empty. */
const ITEM = { variantIds: [], quantity: "1", gain: "", gainTranslations: {}, discount: "" };
