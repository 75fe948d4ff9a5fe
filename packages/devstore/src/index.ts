export { defineDevstore, OWN_THEME, STRUCTURAL_THEMES } from "./define-devstore.ts";
export type { DevstoreConfiguration, DevstoreDefinition } from "./define-devstore.ts";
export { startDevstore } from "./server.ts";
export type { RunningDevstore } from "./server.ts";
export { marketOf, marketOfCart } from "./markets.ts";
export { functionExtensions } from "./function-extensions.ts";
