import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createShop } from "../devstore/demo/seed.ts";
import { HistoryImport } from "../devstore/import/import-history.ts";
import { readHistory } from "../devstore/import/read-history.ts";
import { Store } from "../devstore/state/store.ts";

/** `npm run import-orders FILE -- --data FOLDER --currency GBP`: an order history into a stand-in store. */
const USAGE = "npm run import-orders FILE -- [--data FOLDER] [--currency CODE]";
const LINES_BETWEEN_REPORTS = 20_000;

const { values, positionals } = parseArgs({
  options: {
    data: { type: "string", default: ".data" },
    currency: { type: "string", default: "EUR" },
  },
  allowPositionals: true,
});
const [file] = positionals;
if (!file || !existsSync(file) || !/^[A-Z]{3}$/.test(values.currency)) {
  console.error(
    file && existsSync(file)
      ? `--currency takes a code such as GBP, not "${values.currency}".`
      : `There is no file ${file ?? ""}.\nUsage: ${USAGE}`,
  );
  process.exit(2);
}

try {
  const store = new Store(join(values.data, "store.sqlite"));
  const history = new HistoryImport(prepare(store), new Date());
  let lines = 0;
  let share = 0;
  // All of the file or nothing: a history that breaks half-way leaves the store as it was.
  store.begin();
  try {
    for await (const line of readHistory(file, (read) => (share = read))) {
      history.add(line);
      if (++lines % LINES_BETWEEN_REPORTS === 0)
        console.log(
          `${String(Math.round(share * 100)).padStart(3)} %  ${lines} lines, ${history.report.orders} orders`,
        );
    }
    history.finish();
    store.commit();
  } catch (failure) {
    store.rollback();
    throw failure;
  }
  store.close();
  const { orders, products, customers, returns, skippedLines } = history.report;
  console.log(
    `Imported ${orders} orders, ${products} products and ${customers} customers; ${returns} returns. ${skippedLines} lines were of no use (no product, no quantity, or a return without its order).`,
  );
  console.log(
    `Open the shop with: npm start${values.data === ".data" ? "" : ` -- --data ${values.data}`}`,
  );
} catch (failure) {
  const message = failure instanceof Error ? failure.message : String(failure);
  console.error(
    /locked|busy/i.test(message)
      ? "The store is in use. Stop the demo (Ctrl-C), then import."
      : message,
  );
  process.exit(1);
}

/** A store that is new becomes an empty shop; one that has data keeps them, and the import adds to it. */
function prepare(store: Store): Store {
  if (store.shops.size === 0) createShop(store, new Date(), values.currency);
  return store;
}
