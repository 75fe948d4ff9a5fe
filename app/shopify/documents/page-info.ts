import { z } from "zod";

export const pageInfoSchema = z.object({
  hasNextPage: z.boolean(),
  endCursor: z.string().nullable(),
});

/** An amount in the shop's currency, as a decimal. */
export const moneyBagSchema = z.object({ shopMoney: z.object({ amount: z.string() }) });
