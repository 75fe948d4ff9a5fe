import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../../money/largest-amount.ts";
import { COPY_LOCALES } from "../locales.ts";
import { plainText } from "../plain-text.ts";
import { presentmentSchema } from "../presentment-amounts.ts";
import { productIdSchema, variantIdsSchema } from "../quantities.ts";

const MAX_STEPS = 10;
const MAX_GAIN_LENGTH = 60;

function discountMinorSchema(currencyCode: string) {
  return z.string().transform((text, context) => {
    if (text.trim() === "") return 0;
    const exponent = currencyExponent(currencyCode);
    const minor = parseDecimal(text, exponent);
    if (minor !== null && minor <= MAX_AMOUNT_MINOR) return minor;
    context.addIssue({
      code: "custom",
      message: `Enter an amount in ${currencyCode} with at most ${exponent} decimals, up to ${toDecimal(MAX_AMOUNT_MINOR, currencyCode)}, or nothing.`,
    });
    return z.NEVER;
  });
}

/** Parses the terms of an upgrade path, with amounts as typed. */
export function upgradePathSchema(currencyCode: string) {
  const gain = plainText("what the step gains", MAX_GAIN_LENGTH);
  const step = z.object({
    productId: productIdSchema,
    variantIds: variantIdsSchema,
    gain,
    gainTranslations: z
      .partialRecord(z.enum(COPY_LOCALES), gain)
      .transform((texts) =>
        Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")),
      ),
    discount: discountMinorSchema(currencyCode),
    discountPresentment: presentmentSchema(0),
  });
  return z.object({
    steps: z
      .array(step)
      .min(2, "Add at least two steps.")
      .max(MAX_STEPS, `Use at most ${MAX_STEPS} steps.`)
      .superRefine((steps, context) => {
        steps.forEach((one, index) => {
          if (steps.slice(0, index).some((other) => overlap(one, other))) {
            context.addIssue({
              code: "custom",
              path: [index, "productId"],
              message:
                "An earlier step has this already. A ladder leads up only: choose another, or other variants.",
            });
          }
        });
        if (steps[0] && steps[0].discount > 0) {
          context.addIssue({
            code: "custom",
            path: [0, "discount"],
            message: "Nobody steps up to the first step, so nothing can come off there.",
          });
        }
      })
      .transform((steps) =>
        steps.map(({ discount, discountPresentment, ...rest }) => ({
          ...rest,
          discountMinor: discount,
          ...(discount > 0 &&
            Object.keys(discountPresentment).length > 0 && { discountPresentment }),
        })),
      ),
  });
}

interface Chosen {
  readonly productId: string;
  readonly variantIds: readonly string[];
}

function overlap(a: Chosen, b: Chosen): boolean {
  if (a.productId !== b.productId) return false;
  if (a.variantIds.length === 0 || b.variantIds.length === 0) return true;
  return a.variantIds.some((id) => b.variantIds.includes(id));
}
