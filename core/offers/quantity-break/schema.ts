import { z } from "zod";

import { productsSchema } from "../components.ts";
import { tiersSchema } from "../tiers.ts";

const MAX_PRODUCTS = 50;

/** Parses the terms of a quantity break, with numbers as typed. */
export function quantityBreakSchema(currencyCode: string) {
  return z.object({
    products: productsSchema("Choose the product that is cheaper by quantity.", MAX_PRODUCTS),
    tiers: tiersSchema(currencyCode),
  });
}
