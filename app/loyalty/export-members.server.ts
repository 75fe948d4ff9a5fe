import { stringify } from "csv-stringify/sync";
import { numericId } from "@tandem/storefront-kit/ids";

import type { OfferContext } from "../offers/save-offer.server.ts";
import { getCustomers } from "../shopify/documents/get-customers.server.ts";
import { rowsOf } from "./members.server.ts";

const PAGE = 250;
const COLUMNS = ["customer", "name", "email", "tier", "available", "pending"];

/** A part of the members as CSV, and where the next one begins. */
export interface MembersPart {
  readonly csv: string;
  /** Null after the last part. */
  readonly next: string | null;
}

/**
 * The next members as CSV, in the order of their ids, so that a long list never is one long request.
 * @throws {AdminApiError} when Shopify does not tell the names: a list without them would pass for whole
 * @param after the last id of the part before; empty for the first, which has the header
 */
export async function exportMembers(
  context: OfferContext,
  after: string,
  now: Date,
): Promise<MembersPart> {
  const { prisma, shop } = context;
  const members = await prisma.memberMirror.findMany({
    where: { shop, customerId: { gt: after } },
    orderBy: { customerId: "asc" },
    take: PAGE,
  });
  const ids = members.map((one) => one.customerId);
  const rows = await rowsOf(context, ids, await getCustomers(context.client, ids), now);
  const records = rows.map((row) => ({
    customer: numericId(row.customerId),
    name: row.name ?? "",
    email: row.email ?? "",
    tier: row.tier ?? "",
    available: row.available,
    pending: row.pending,
  }));
  const isFirst = after === "";
  return {
    csv: stringify(records, {
      columns: COLUMNS,
      header: isFirst,
      bom: isFirst,
      record_delimiter: "windows",
      // A spreadsheet runs a cell that begins so.
      escape_formulas: true,
    }),
    next: members.length === PAGE ? members.at(-1)!.customerId : null,
  };
}
