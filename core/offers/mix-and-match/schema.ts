import { z } from "zod";

import { productsSchema } from "../components.ts";
import { quantitySchema } from "../quantities.ts";
import { tiersSchema } from "../tiers.ts";

/** A list of product references holds 128; each product's page shows all of the others. */
export const MAX_MIXED_PRODUCTS = 50;

const collectionIdSchema = z
  .string()
  .regex(/^gid:\/\/shopify\/Collection\/\d+$/, "Choose a collection.");

/** How a draft names the collection whose products can be mixed; empty where they are named one by one. */
export const collectionDraftSchema = z
  .union([z.literal("").transform(() => null), z.null(), collectionIdSchema])
  .default(null);

/** Parses the terms of a mix and match, with numbers as typed. */
export function mixAndMatchSchema(currencyCode: string) {
  return z
    .object({
      collectionId: collectionDraftSchema,
      products: productsSchema("Choose the products that can be mixed.", MAX_MIXED_PRODUCTS),
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
