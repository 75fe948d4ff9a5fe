import { readFile } from "node:fs/promises";

import { loadPricingModule } from "../../core/pricing/pricing-module.ts";

/** The module as it is built for Shopify. */
const PRICING_MODULE = "extensions/pricing/dist/pricing.wasm";

/** The pricing module, loaded once: the very bytes that checkout runs. */
export const pricing = loadPricingModule(await readFile(PRICING_MODULE));
