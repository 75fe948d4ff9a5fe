import { z } from "zod";

import { fromCsvRecord } from "../../../core/offers/csv-records.ts";
import type { OfferIssue } from "../../../core/offers/issue.ts";
import { error } from "../../../core/offers/issue.ts";
import type { OfferStatus } from "../../../core/offers/offer.ts";
import { parseOfferContent } from "../../../core/offers/schema.ts";
import { MOST_CSV_CHARACTERS, readCsv, TOO_LONG } from "../../platform/read-csv.server.ts";
import type { CsvRow } from "../../platform/read-csv.server.ts";
import { eachIfAnswered, SHOPIFY_IS_AWAY } from "../../shopify/if-answered.server.ts";
import { fillFromCollection } from "../mixed-collection.server.ts";
import { findOffer } from "../offer-store.server.ts";
import { CATALOG_NOW } from "../recent-catalog.server.ts";
import { reviewContent, saveOffer } from "../save-offer.server.ts";
import type { OfferContext } from "../save-offer.server.ts";

const MOST_ROWS = 500;

export const importSchema = z.object({
  csv: z.string().max(MOST_CSV_CHARACTERS, "The file is larger than 2 MB. Import it in parts."),
  /** False to look at what would happen, and store nothing. */
  isConfirmed: z.boolean(),
});

/** What becomes of one row. */
export interface ImportedRow {
  /** Line of the file on which the row begins. */
  readonly line: number;
  readonly name: string;
  readonly verdict: "create" | "replace" | "refuse";
  readonly issues: readonly OfferIssue[];
}

export type ImportOutcome =
  | { readonly ok: true; readonly isConfirmed: boolean; readonly rows: readonly ImportedRow[] }
  | { readonly ok: false; readonly message: string };

/**
 * Imports offers from a CSV file, or says what would become of each row. A row is stored whole or not at all,
 * by the same rules as a save in the editor; one that is refused keeps no other from being stored.
 */
export async function importOffers(
  context: OfferContext,
  { csv, isConfirmed }: z.infer<typeof importSchema>,
): Promise<ImportOutcome> {
  const read = readCsv(
    csv,
    MOST_ROWS,
    ["kind", "name", "copy.title"],
    "Export your offers to see all columns.",
  );
  if (!read.ok) return read;
  // What came before the first that is not answered may be stored by now.
  const imported = await eachIfAnswered(read.rows, (row) => importRow(context, row, isConfirmed));
  const rows = read.rows.map(
    (row, index) => imported[index] ?? refusedRow(row, [error("", SHOPIFY_IS_AWAY)]),
  );
  return { ok: true, isConfirmed, rows };
}

function refusedRow({ line, record }: CsvRow, issues: readonly OfferIssue[]): ImportedRow {
  return { line, name: record["name"] ?? "", verdict: "refuse", issues };
}

async function importRow(
  context: OfferContext,
  row: CsvRow,
  isConfirmed: boolean,
): Promise<ImportedRow> {
  const { line, record, isTooLong } = row;
  const refuse = (issues: readonly OfferIssue[]) => refusedRow(row, issues);
  if (isTooLong) return refuse([error("", TOO_LONG)]);
  const read = fromCsvRecord(record);
  if (!read.ok) return refuse(read.issues);
  const { id, status, draft } = read;
  const known = id === null ? null : await findOffer(context.prisma, context.shop, id);
  if (id !== null && !known)
    return refuse([
      error("id", `Your shop has no offer with the id “${id}”. Clear the cell to create one.`),
    ]);
  const { issues, isStored } = await (isConfirmed ? store : look)(context, {
    id,
    version: known?.version ?? 0,
    draft,
    status,
  });
  if (!isStored) return refuse(issues.filter((issue) => issue.severity === "error"));
  return { line, name: record["name"] ?? "", verdict: known ? "replace" : "create", issues };
}

interface Asked {
  readonly id: string | null;
  readonly version: number;
  readonly draft: unknown;
  readonly status: OfferStatus;
}

async function store(context: OfferContext, asked: Asked) {
  const outcome = await saveOffer(context, asked);
  return { issues: outcome.issues, isStored: outcome.ok };
}

/** What a save would answer, without saving. */
async function look(context: OfferContext, { id, draft }: Asked) {
  const filled = await fillFromCollection(context.client, draft);
  if (!filled.ok) return { issues: filled.issues, isStored: false };
  const parsed = parseOfferContent(filled.draft, context.currencyCode);
  if (!parsed.ok) return { issues: parsed.issues, isStored: false };
  const issues = await reviewContent(context, id, parsed.content, CATALOG_NOW);
  return { issues, isStored: !issues.some((issue) => issue.severity === "error") };
}
