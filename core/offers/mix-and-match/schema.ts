import { z } from "zod";

import { productsSchema } from "../components.ts";
import { quantitySchema } from "../quantities.ts";
import { tiersSchema } from "../tiers.ts";

/** A list of product references holds 128; each product's page shows all of the others. */
const MAX_PRODUCTS = 50;

/** Parses the terms of a mix and match, with numbers as typed. */
export function mixAndMatchSchema(currencyCode: string) {
  return z
    .object({
      products: productsSchema("Choose the products that can be mixed.", MAX_PRODUCTS),
      tiers: tiersSchema(currencyCode),
      boxSize: z.union([z.literal("").transform(() => null), quantitySchema(2), z.null()]),
    })
    .superRefine(({ tiers, boxSize }, context) => {
      const highest = tiers.at(-1)?.minimumQuantity ?? 0;
      if (boxSize === null || boxSize >= highest) return;
      context.addIssue({
        code: "custom",
        path: ["boxSize"],
        message: `A box has to hold at least ${highest}, where the last tier starts.`,
      });
    });
}
