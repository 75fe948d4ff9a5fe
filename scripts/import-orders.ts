import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { DATE_ORDERS, HistoryFileError, importFile } from "@tandem/devstore/import";
import { Store } from "@tandem/devstore/state";

import standIn from "../demo/devstore.ts";

/** `npm run import-orders FILE -- --data FOLDER --currency GBP`: an order history into a stand-in store. */
const USAGE =
  "npm run import-orders FILE -- [--data FOLDER] [--currency CODE] [--dates dmy|mdy|ymd] [--price AMOUNT] [--date DAY]";
/** Share of the file between two lines of progress. */
const REPORTED_SHARE = 0.1;

const { values, positionals } = parseArgs({
  options: {
    data: { type: "string", default: ".data" },
    currency: { type: "string" },
    dates: { type: "string" },
    price: { type: "string" },
    date: { type: "string" },
  },
  allowPositionals: true,
});
const [file] = positionals;
const { currency, dates, price, date } = values;
const dateOrder = DATE_ORDERS.find((order) => order === dates);
const problem =
  !file || !existsSync(file)
    ? `There is no file ${file ?? ""}.\nUsage: ${USAGE}`
    : currency !== undefined && !/^[A-Z]{3}$/.test(currency)
      ? `--currency takes a code such as GBP, not "${currency}".`
      : dates !== undefined && !dateOrder
        ? `--dates takes ${DATE_ORDERS.join(", ")}, not "${dates}".`
        : null;
if (!file || problem !== null) {
  console.error(problem);
  process.exit(2);
}

const isNewFolder = !existsSync(values.data);
try {
  const store = new Store(join(values.data, "store.sqlite"));
  let told = 0;
  const { report, absent } = await importFile(
    store,
    file,
    { shop: standIn.shop, currencyCode: currency, dateOrder, price, date },
    new Date(),
    (share) => {
      if (share < told + REPORTED_SHARE) return;
      told = share;
      console.log(`${String(Math.round(share * 100)).padStart(3)} %`);
    },
  );
  store.close();
  for (const line of report.lines(absent)) console.log(line);
  if (report.orders + report.returns + report.known === 0) {
    console.error("No order could be read: nothing was imported.");
    leaveNoEmptyStore();
    process.exit(1);
  }
  console.log(
    `Open the shop with: npm start${values.data === ".data" ? "" : ` -- --data ${values.data}`}`,
  );
} catch (failure) {
  if (!(failure instanceof HistoryFileError) && !isInUse(failure)) throw failure;
  console.error(
    failure instanceof HistoryFileError
      ? failure.message
      : "The store is in use. Stop the demo (Ctrl-C), then import.",
  );
  leaveNoEmptyStore();
  process.exit(1);
}

/** A folder that this import made is not to be taken for a shop, where nothing came into it. */
function leaveNoEmptyStore(): void {
  if (isNewFolder) rmSync(values.data, { recursive: true, force: true });
}

/** Whether SQLite says that another process has the file. */
function isInUse(failure: unknown): boolean {
  return failure instanceof Error && /locked|busy/i.test(failure.message);
}
