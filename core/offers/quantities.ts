import { z } from "zod";

/** Most units of one thing that an offer may ask for. */
export const MAX_QUANTITY = 10_000;

/** A whole number of units, as typed. */
export function quantitySchema(minimum: number) {
  const message = `Enter a whole number from ${minimum} to ${MAX_QUANTITY}.`;
  return z.coerce
    .number({ error: message })
    .int(message)
    .min(minimum, message)
    .max(MAX_QUANTITY, message);
}

export const productIdSchema = z
  .string()
  .regex(/^gid:\/\/shopify\/Product\/\d+$/, "Choose a product.");

export const variantIdsSchema = z
  .array(z.string().regex(/^gid:\/\/shopify\/ProductVariant\/\d+$/, "Choose a variant."))
  .max(250, "Choose at most 250 variants.");
