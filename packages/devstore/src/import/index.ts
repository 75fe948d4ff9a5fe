export { importFile } from "./import-file.ts";
export { DATE_ORDERS } from "./read-date.ts";
export { HistoryFileError } from "./read-rows.ts";
