import { readFile } from "node:fs/promises";
import { loadPricingModule } from "../../core/pricing/pricing-module.ts";

/** The module as it is built for Shopify, for tests; `npm test` builds it first. */
export async function builtPricingModule() {
  return loadPricingModule(await readFile("extensions/pricing/dist/pricing.wasm"));
}
