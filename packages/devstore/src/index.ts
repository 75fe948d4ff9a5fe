export { startDevstore } from "./server.ts";
export type { RunningDevstore } from "./server.ts";
export { marketOfCart } from "./markets.ts";
