import { emptyDraft, toDraft } from "./draft.ts";
import type { OfferIssue } from "./issue.ts";
import { error } from "./issue.ts";
import { OFFER_KINDS } from "./kind-traits.ts";
import { OFFER_STATUSES } from "./offer.ts";
import type { Offer, OfferKind, OfferStatus } from "./offer.ts";

/** Columns that every offer has, first and in this order; what differs from kind to kind follows. */
const HEAD = ["id", "kind", "status", "name", "copy.title", "copy.benefit"];
/** Lists of short words, each in one cell with spaces between. */
const LISTS = new Set(["variantIds", "surfaces", "productIds"]);
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
    flatten(toDraft(offer, currencyCode), "", cells);
    return Object.fromEntries(
      [...cells].map(([column, text]) => [column, NEEDS_QUOTE.test(text) ? `'${text}` : text]),
    );
  });
  const rest = [...new Set(records.flatMap((record) => Object.keys(record)))]
    .filter((column) => !HEAD.includes(column))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return { columns: [...HEAD, ...rest], records };
}

function flatten(value: unknown, path: string, cells: Map<string, string>): void {
  const name = path.split(".").at(-1) ?? "";
  if (Array.isArray(value) && LISTS.has(name)) cells.set(path, value.join(" "));
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, path ? `${path}.${key}` : key, cells);
  } else cells.set(path, String(value ?? ""));
}

/** Reads a row. An empty cell says nothing: the kind's default stands, or the field is empty. */
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
  return { ok: true, id: cell("id") || null, status, draft: draftOf(kind, record) };
}

function unquote(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

function draftOf(kind: OfferKind, record: CsvRecord): unknown {
  const { terms, ...common } = emptyDraft(kind);
  const draft: Tree = structuredClone({ ...common, terms: {} }) as Tree;
  for (const [column, raw] of Object.entries(record)) {
    const path = column.split(".");
    const name = path.at(-1)!;
    const text = unquote(raw);
    if (["id", "status", "kind"].includes(column)) continue;
    // Of a list in the terms, an empty cell may just be the column of another offer.
    const isOwn = text !== "" || !/\.\d+\./.test(column);
    if (isOwn) put(draft, path, LISTS.has(name) ? text.split(/\s+/).filter(Boolean) : text);
  }
  const read = withLists(draft) as Tree;
  return { ...read, terms: { ...terms, ...(read["terms"] as Tree) } };
}

interface Tree {
  [key: string]: unknown;
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) tree[first] = value;
  else {
    tree[first] ??= {};
    put(tree[first] as Tree, rest, value);
  }
}

/** Objects whose keys are numbers are lists; a list's items get the lists that an empty cell left out. */
function withLists(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withLists(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  if (!isList) return Object.fromEntries(entries);
  return entries
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => ("productId" in (item as Tree) ? { ...ITEM, ...(item as Tree) } : item));
}

/** What an item that names a product has besides, where its cell is empty. */
const ITEM = { variantIds: [], quantity: "1", gain: "", gainTranslations: {}, discount: "" };
