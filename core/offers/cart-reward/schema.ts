import { z } from "zod";

import { MAX_AMOUNT_MINOR, parseDecimal, toDecimal } from "../../money/decimal.ts";
import { currencyExponent } from "../../money/currency.ts";
import { componentSchema, refuseRepeatedProducts } from "../components.ts";
import { discountSchema } from "../discount-value.ts";
import type { CartRewardTerms, Reward } from "./terms.ts";

const MAX_STEPS = 5;
/** So that what a step gives can be read at a glance. */
const MAX_GIFTS = 3;

/** Parses the terms of a cart reward, with numbers as typed: each step starts at a higher value than the one before. */
export function cartRewardSchema(currencyCode: string) {
  return z
    .object({
      steps: z
        .array(stepSchema(currencyCode))
        .min(1, "Add at least one step.")
        .max(MAX_STEPS, `Use at most ${MAX_STEPS} steps.`),
    })
    .superRefine(({ steps }, context) => {
      steps.forEach(({ valueMinor, reward }, index) => {
        const refuse = (field: string, message: string) =>
          context.addIssue({ code: "custom", path: ["steps", index, field], message });
        const before = steps.slice(0, index);
        if (valueMinor <= (before.at(-1)?.valueMinor ?? -1))
          refuse("value", "Each step starts at a higher value than the one before.");
        if (
          reward.kind === "free-shipping" &&
          before.some((one) => one.reward.kind === "free-shipping")
        )
          refuse("reward", "Shipping is free from an earlier step on already.");
      });
    });
}

function stepSchema(currencyCode: string) {
  const exponent = currencyExponent(currencyCode);
  return z
    .object({
      value: z.string().transform((text, context) => {
        const valueMinor = parseDecimal(text, exponent);
        if (valueMinor !== null && valueMinor > 0 && valueMinor <= MAX_AMOUNT_MINOR)
          return valueMinor;
        context.addIssue({
          code: "custom",
          message: `Enter the value of the cart in ${currencyCode}: more than zero, with at most ${exponent} decimals, up to ${toDecimal(MAX_AMOUNT_MINOR, currencyCode)}.`,
        });
        return z.NEVER;
      }),
      reward: z.enum(["free-shipping", "gift", "percentage", "amount-off"], {
        error: "Choose free shipping, a gift, a percentage off or an amount off.",
      }),
      off: z.string().default(""),
      gifts: z
        .array(componentSchema)
        .max(MAX_GIFTS, `Give at most ${MAX_GIFTS} products.`)
        .superRefine(
          refuseRepeatedProducts("This product is listed already. Raise its quantity there."),
        )
        .default([]),
    })
    .transform(({ value, reward, off, gifts }, context): CartRewardTerms["steps"][number] => ({
      valueMinor: value,
      reward: readReward(reward, off, gifts, currencyCode, context),
    }));
}

function readReward(
  kind: Reward["kind"],
  off: string,
  gifts: readonly z.infer<typeof componentSchema>[],
  currencyCode: string,
  context: z.RefinementCtx,
): Reward {
  if (kind === "free-shipping") return { kind };
  if (kind === "gift") {
    if (gifts.length > 0) return { kind, gifts };
    context.addIssue({ code: "custom", path: ["gifts"], message: "Choose what is given." });
    return z.NEVER;
  }
  const discount = discountSchema(currencyCode).safeParse({ kind, value: off });
  if (discount.success && discount.data.kind !== "fixed-price") return discount.data;
  for (const { message } of discount.error?.issues ?? [])
    context.addIssue({ code: "custom", path: ["off"], message });
  return z.NEVER;
}
