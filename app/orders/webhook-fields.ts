import { z } from "zod";

/** An amount: Shopify writes most as texts, and some, as what a refund takes back, as numbers. {@link toMinor} reads both. */
export const amountSchema = z.union([z.string(), z.number()]);

/** An instant in ISO 8601, with its offset. */
export const instantSchema = z.iso.datetime({ offset: true });
