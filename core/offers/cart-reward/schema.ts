import { currencyExponent } from "@tandem/storefront-kit/money/currency";
import { parseDecimal, toDecimal } from "@tandem/storefront-kit/money/decimal";
import { z } from "zod";

import { MAX_AMOUNT_MINOR } from "../../money/largest-amount.ts";
import { componentSchema, refuseRepeatedProducts } from "../components.ts";
import { discountSchema } from "../discount-value.ts";
import { presentmentSchema } from "../presentment-amounts.ts";
import type { PresentmentDraft } from "../presentment-amounts.ts";
import type { Reward, RewardStep } from "./terms.ts";

const MAX_STEPS = 5;
/** So that what a step gives can be read at a glance. */
const MAX_GIFTS = 3;

const NOT_HIGHER = "Each step starts at a higher value than the one before.";

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
      steps.forEach(({ valueMinor, valuePresentment = {}, reward }, index) => {
        const refuse = (field: string, message: string) =>
          context.addIssue({ code: "custom", path: ["steps", index, field], message });
        const before = steps.slice(0, index);
        if (valueMinor <= (before.at(-1)?.valueMinor ?? -1)) refuse("value", NOT_HIGHER);
        for (const [code, minor] of Object.entries(valuePresentment))
          if (minor <= (before.at(-1)?.valuePresentment?.[code] ?? -1))
            context.addIssue({
              code: "custom",
              path: ["steps", index, "valuePresentment", code],
              message: NOT_HIGHER,
            });
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
      valuePresentment: presentmentSchema(1),
      reward: z.enum(["free-shipping", "gift", "percentage", "amount-off"], {
        error: "Choose free shipping, a gift, a percentage off or an amount off.",
      }),
      off: z.string().default(""),
      offPresentment: z.record(z.string(), z.string()).default({}),
      gifts: z
        .array(componentSchema)
        .max(MAX_GIFTS, `Give at most ${MAX_GIFTS} products.`)
        .superRefine(
          refuseRepeatedProducts("This product is listed already. Raise its quantity there."),
        )
        .default([]),
    })
    .transform((step, context): RewardStep => ({
      valueMinor: step.value,
      ...(Object.keys(step.valuePresentment).length > 0 && {
        valuePresentment: step.valuePresentment,
      }),
      reward: readReward(step, currencyCode, context),
    }));
}

interface ReadStep {
  readonly reward: Reward["kind"];
  readonly off: string;
  readonly offPresentment: PresentmentDraft;
  readonly gifts: readonly z.infer<typeof componentSchema>[];
}

function readReward(
  { reward: kind, off, offPresentment, gifts }: ReadStep,
  currencyCode: string,
  context: z.RefinementCtx,
): Reward {
  if (kind === "free-shipping") return { kind };
  if (kind === "gift") {
    if (gifts.length > 0) return { kind, gifts };
    context.addIssue({ code: "custom", path: ["gifts"], message: "Choose what is given." });
    return z.NEVER;
  }
  const discount = discountSchema(currencyCode).safeParse({
    kind,
    value: off,
    presentment: offPresentment,
  });
  if (discount.success && discount.data.kind !== "fixed-price") return discount.data;
  for (const { message, path } of discount.error?.issues ?? [])
    context.addIssue({
      code: "custom",
      path: path[0] === "presentment" ? ["offPresentment", ...path.slice(1)] : ["off"],
      message,
    });
  return z.NEVER;
}
