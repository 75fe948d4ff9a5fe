import { z } from "zod";

/*
 * How fields of Shopify's bodies are read. What is optional may be left out, null or empty, which is one thing; and numbers come as
 * numbers or as text, by the field and by the version of the API.
 */

/** An amount: Shopify writes most as texts, and some, as what a refund takes back, as numbers. {@link toMinor} reads both. */
export const amountSchema = z.union([z.string().min(1), z.number()]);

/** An amount that may be left out: then it is nothing. */
export const optionalAmountSchema = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((amount) => amount || 0);

/** An instant in ISO 8601, with its offset. */
export const instantSchema = z.iso.datetime({ offset: true });

/** An instant that may be left out. */
export const optionalInstantSchema = z
  .union([instantSchema, z.literal("")])
  .nullish()
  .transform((instant) => instant || null);

/** The number of one of Shopify's ids, as its digits. */
export const idSchema = z
  .custom<string | number>(
    (id) =>
      (Number.isSafeInteger(id) && Number(id) > 0) ||
      (typeof id === "string" && /^\d{1,20}$/.test(id)),
    "Invalid input: expected number of an id",
  )
  .transform(String);

/** An id that may be left out. */
export const optionalIdSchema = z
  .union([idSchema, z.literal("")])
  .nullish()
  .transform((id) => id || null);

/** A whole number, as of units. */
export const countSchema = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);

/** A whole number that may be left out. */
export const optionalCountSchema = z
  .union([countSchema, z.literal("")])
  .nullish()
  .transform((count) => (count === "" ? null : (count ?? null)));

export const optionalTextSchema = z
  .string()
  .nullish()
  .transform((text) => text || null);

export const optionalFlagSchema = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? false);

/** A list that may be left out. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

/** The shop's side of an amount that is told in two currencies; nothing where it is left out. */
export const shopMoneySchema = z
  .object({ shop_money: z.object({ amount: optionalAmountSchema }).nullish() })
  .nullish()
  .transform((bag) => bag?.shop_money?.amount ?? 0);
