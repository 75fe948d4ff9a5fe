import { numericId } from "@tandem/storefront-kit/ids";
import { readWrittenNumber } from "@tandem/storefront-kit/money/written-number";
import { z } from "zod";

import { exactNumber } from "../../../core/money/exact-number.ts";
import { nearestName } from "../../../core/offers/nearest-name.ts";
import type { OfferContext } from "../../offers/save-offer.server.ts";
import { MOST_CSV_CHARACTERS, readCsv, TOO_LONG } from "../../platform/read-csv.server.ts";
import type { CsvRow, ReadCsv } from "../../platform/read-csv.server.ts";
import { erasedAmong, isErased } from "../../privacy/erased.server.ts";
import { findCustomersByEmail } from "../../shopify/documents/get-customers.server.ts";
import { currentProgramme } from "../programme-store.server.ts";
import { noteMirrorRequest } from "../request-mirror.server.ts";

const MOST_ROWS = 5_000;
const MOST_POINTS = 10_000_000;
/** Characters of a column's name that a message repeats. */
const SHOWN_CHARACTERS = 60;
/** Rows of one request: the page asks for one batch after the other, and shows how far it is. */
const BATCH = 50;
const COLUMNS = ["email", "points", "reason"];

export const importBalancesSchema = z.object({
  csv: z.string().max(MOST_CSV_CHARACTERS, "The file is larger than 2 MB. Import it in parts."),
  /** False to look at what would happen, and store nothing. */
  isConfirmed: z.boolean(),
  /** Rows of the file that are done. */
  from: z.number().int().min(0),
});

/** What becomes of one row. */
export interface ImportedBalance {
  readonly line: number;
  readonly email: string;
  /** Null where it cannot be read. */
  readonly points: number | null;
  readonly verdict: "enter" | "known" | "refuse";
  /** Why it is refused. */
  readonly message: string | null;
}

export type BalanceBatch =
  | { readonly ok: true; readonly rows: readonly ImportedBalance[]; readonly total: number }
  | { readonly ok: false; readonly message: string };

/**
 * Enters balances that customers bring from elsewhere, or says what would become of each row. Each customer's
 * is entered once, ever: a file that was put right can be imported again, and what is wrong by then is adjusted
 * by hand.
 */
export async function importBalances(
  context: OfferContext,
  { csv, isConfirmed, from }: z.infer<typeof importBalancesSchema>,
  author: string,
  now: Date,
): Promise<BalanceBatch> {
  const read = refuseColumns(readCsv(csv, MOST_ROWS, ["email", "points"], "Each row needs both."));
  if (!read.ok) return read;
  const programme = await currentProgramme(context.prisma, context.shop);
  if (!programme) return { ok: false, message: "Save the programme first." };
  const firstLineOf = new Map<string, number>();
  for (const { line, record } of read.rows) {
    const email = emailOf(record);
    if (!firstLineOf.has(email)) firstLineOf.set(email, line);
  }
  const rows: ImportedBalance[] = [];
  const batch = read.rows.slice(from, from + BATCH);
  const emails = new Set(batch.map(({ record }) => emailOf(record)).filter(isEmail));
  const customers = await findCustomersByEmail(context.client, [...emails]);
  for (const row of batch) {
    const looked = await look(context, row, firstLineOf, customers);
    const { customerId, ...shown } = looked;
    rows.push(shown);
    if (!isConfirmed || looked.verdict !== "enter" || !customerId) continue;
    const { prisma, shop } = context;
    await prisma.$transaction(async (transaction) => {
      if (await isErased(transaction, shop, customerId)) return;
      const { count } = await transaction.ledgerEntry.createMany({
        data: {
          shop,
          key: keyOf(customerId),
          customerId,
          kind: "imported",
          points: looked.points ?? 0,
          availableAt: now,
          programmeVersion: programme.version,
          reason: (row.record["reason"] ?? "").trim() || "Balance from elsewhere",
          author,
          createdAt: now,
        },
        skipDuplicates: true,
      });
      if (count > 0) await noteMirrorRequest(transaction, shop, customerId);
    });
  }
  return { ok: true, rows, total: read.rows.length };
}

const keyOf = (customerId: string) => `import/${numericId(customerId)}`;
const emailOf = (record: CsvRow["record"]) => (record["email"] ?? "").trim().toLowerCase();

const isEmail = (text: string) => z.email().safeParse(text).success;

/** Refuses columns that there are not, by their names: what is typed there would be lost. */
function refuseColumns(read: ReadCsv): ReadCsv {
  if (!read.ok) return read;
  const unknown = Object.keys(read.rows[0]?.record ?? {}).find(
    (column) =>
      !COLUMNS.includes(column) && read.rows.some(({ record }) => record[column]?.trim() !== ""),
  );
  if (unknown === undefined) return read;
  const meant = nearestName(unknown.slice(0, SHOWN_CHARACTERS), COLUMNS);
  const advice = meant ? `Did you mean “${meant}”?` : `Columns are ${COLUMNS.join(", ")}.`;
  return {
    ok: false,
    message: `There is no column “${unknown.slice(0, SHOWN_CHARACTERS).toWellFormed()}”. ${advice}`,
  };
}

/** Points as a spreadsheet writes them: `1,299.00` and `1 299` are 1299; null for what is no whole number of them. */
function pointsOf(text: string): number | "ambiguous" | null {
  const read = readWrittenNumber(text, null);
  if ("problem" in read) return read.problem === "ambiguous" ? "ambiguous" : null;
  const points = Number(read.decimal);
  return Number.isInteger(points) && points > 0 && points <= MOST_POINTS ? points : null;
}

async function look(
  { prisma, shop }: OfferContext,
  { line, record, isTooLong }: CsvRow,
  firstLineOf: ReadonlyMap<string, number>,
  customers: Awaited<ReturnType<typeof findCustomersByEmail>>,
): Promise<ImportedBalance & { readonly customerId?: string }> {
  const email = emailOf(record);
  const text = (record["points"] ?? "").trim();
  const typed = pointsOf(text);
  const points = typed === "ambiguous" ? null : typed;
  const shown = { line, email, points };
  const refuse = (message: string) => ({ ...shown, verdict: "refuse" as const, message });
  if (isTooLong) return refuse(TOO_LONG);
  if (!isEmail(email)) return refuse("email: Enter an e-mail address.");
  if (typed === "ambiguous")
    return refuse(`points: “${text}” can be read in two ways. Write it without a separator.`);
  if (points === null)
    return refuse(`points: Enter a whole number from 1 to ${MOST_POINTS}. Found “${text}”.`);
  const firstLine = firstLineOf.get(email);
  if (firstLine !== line) return refuse(`email: Line ${firstLine} has this address already.`);
  const customer = customers.get(email);
  if (!customer) return refuse("email: Shopify knows no customer with this address.");
  if ((await erasedAmong(prisma, shop, [customer.id])).size > 0)
    return refuse("email: This customer’s data was erased at their request.");
  const entry = await prisma.ledgerEntry.findUnique({
    where: { shop_key: { shop, key: keyOf(customer.id) } },
  });
  const before = entry && exactNumber(entry.points);
  if (before === points) return { ...shown, verdict: "known", message: null };
  if (before !== null)
    return refuse(
      `points: ${before} were imported before. Adjust the difference on the member’s page.`,
    );
  return { ...shown, verdict: "enter", message: null, customerId: customer.id };
}
