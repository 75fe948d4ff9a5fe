import { stringify } from "csv-stringify/sync";

import { toCsvRecords } from "../../../core/offers/csv-records.ts";
import { listOffers } from "../offer-store.server.ts";
import type { OfferContext } from "../save-offer.server.ts";

/** All offers of the shop as a CSV file (RFC 4180), one to a row; the same file can be imported again. */
export async function exportOffers({ prisma, shop, currencyCode }: OfferContext): Promise<string> {
  const { columns, records } = toCsvRecords(await listOffers(prisma, shop), currencyCode);
  return stringify(records, { header: true, columns, bom: true, record_delimiter: "windows" });
}
