import { auditLedger } from "../app/loyalty/audit-ledger.server.ts";
import { openEmbeddedDatabase, openServerDatabase } from "../app/platform/database.server.ts";

/**
 * `npm run audit-ledger`: works the points of every order and redemption of every shop out again, and compares them with
 * the ledger. It reads DATABASE_URL, or the embedded database in DATA_FOLDER while the app does not run, and changes nothing.
 */
const { DATABASE_URL, DATA_FOLDER = ".data/tandem" } = process.env;
const database = DATABASE_URL
  ? openServerDatabase(DATABASE_URL)
  : await openEmbeddedDatabase(DATA_FOLDER);
let isRight = true;
try {
  for (const { shop } of await database.prisma.shop.findMany({ orderBy: { shop: "asc" } })) {
    const { orders, redemptions, referrals, differences } = await auditLedger(
      database.prisma,
      shop,
    );
    console.log(
      `${shop}: ${orders} orders, ${redemptions} redemptions and ${referrals} referrals, ${differences.length} differences`,
    );
    for (const { orderId, inLedger, byFacts } of differences)
      console.log(`  ${orderId}: ${inLedger} in the ledger, ${byFacts} by the facts`);
    isRight &&= differences.length === 0;
  }
} finally {
  await database.close();
}
process.exit(isRight ? 0 : 1);
