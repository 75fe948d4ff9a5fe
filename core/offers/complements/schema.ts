import { z } from "zod";

import { optionalNumber } from "../../money/optional-number.ts";
import { parsePercentage } from "../../money/percentage.ts";
import { productsSchema, refuseRepeatedProducts } from "../components.ts";
import { productIdSchema } from "../quantities.ts";

const MAX_TRIGGERS = 50;
/** Few are shown: simplicity is the product's promise. More only stand in for what is sold out or in the cart. */
const MAX_COMPLEMENTS = 6;

/** A box of a form, or a word of a file, which Excel writes in capitals; nothing is no. */
const yesOrNo = z.union(
  [
    z.boolean(),
    z
      .string()
      .toLowerCase()
      .pipe(z.enum(["true", "false", ""]).transform((word) => word === "true")),
  ],
  { error: "Enter true or false." },
);

const percentageOff = optionalNumber(
  parsePercentage,
  "Enter a percentage between 0.01 and 100, or leave it empty.",
);

/** Parses the terms of a cross-sell, or of an add-on. */
export const complementsSchema = z
  .object({
    triggers: z
      .array(z.object({ productId: productIdSchema }))
      .min(1, "Choose the products on whose page it is shown.")
      .max(MAX_TRIGGERS, `Choose at most ${MAX_TRIGGERS} products.`)
      .superRefine(refuseRepeatedProducts("This product is listed already.")),
    complements: productsSchema("Choose what goes with it.", MAX_COMPLEMENTS),
    hidesBought: yesOrNo.default(false),
    oneClickPercent: percentageOff.default(0),
  })
  .superRefine(({ triggers, complements }, context) => {
    if (triggers.length !== 1 || complements.length !== 1) return;
    if (triggers[0]?.productId !== complements[0]?.productId) return;
    context.addIssue({
      code: "custom",
      path: ["complements", 0, "productId"],
      message: "A product is no complement of itself. Choose another.",
    });
  })
  .transform(({ oneClickPercent, ...terms }) => ({
    ...terms,
    oneClickBasisPoints: oneClickPercent,
  }));
