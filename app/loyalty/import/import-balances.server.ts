import { z } from "zod";

import { numericId } from "../../../core/catalog/global-id.ts";
import { exactNumber } from "../../../core/money/exact-number.ts";
import type { OfferContext } from "../../offers/save-offer.server.ts";
import { MOST_CSV_CHARACTERS, readCsv } from "../../platform/read-csv.server.ts";
import type { CsvRow } from "../../platform/read-csv.server.ts";
import { erasedAmong, isErased } from "../../privacy/erased.server.ts";
import { findCustomerByEmail } from "../../shopify/documents/get-customers.server.ts";
import { currentProgramme } from "../programme-store.server.ts";
import { noteMirrorRequest } from "../request-mirror.server.ts";

const MOST_ROWS = 5_000;
const MOST_POINTS = 10_000_000;
/** Rows of one request: the page asks for one batch after the other, and shows how far it is. */
const BATCH = 50;

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
  const read = readCsv(csv, MOST_ROWS, ["email", "points"], "Each row needs both.");
  if (!read.ok) return read;
  const programme = await currentProgramme(context.prisma, context.shop);
  if (!programme) return { ok: false, message: "Save the programme first." };
  const firstLineOf = new Map<string, number>();
  for (const { line, record } of read.rows) {
    const email = emailOf(record);
    if (!firstLineOf.has(email)) firstLineOf.set(email, line);
  }
  const rows: ImportedBalance[] = [];
  for (const row of read.rows.slice(from, from + BATCH)) {
    const looked = await look(context, row, firstLineOf);
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

async function look(
  { prisma, shop, client }: OfferContext,
  { line, record }: CsvRow,
  firstLineOf: ReadonlyMap<string, number>,
): Promise<ImportedBalance & { readonly customerId?: string }> {
  const email = emailOf(record);
  const text = (record["points"] ?? "").trim();
  const points = /^\d{1,8}$/.test(text) ? Number(text) : null;
  const shown = { line, email, points };
  const refuse = (message: string) => ({ ...shown, verdict: "refuse" as const, message });
  if (!z.email().safeParse(email).success) return refuse("email: Enter an e-mail address.");
  if (points === null || points === 0 || points > MOST_POINTS)
    return refuse(`points: Enter a whole number from 1 to ${MOST_POINTS}. Found “${text}”.`);
  const firstLine = firstLineOf.get(email);
  if (firstLine !== line) return refuse(`email: Line ${firstLine} has this address already.`);
  const customer = await findCustomerByEmail(client, email);
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
