import type { RewardPricing } from "./documents.ts";

/** Classes of discounts, in Shopify's words (`DiscountClass`). */
export type DiscountClass = "PRODUCT" | "ORDER" | "SHIPPING";

/**
 * The classes that our discount has to have: no more than the rewards need, since a class that gives nothing
 * could still keep another discount from combining.
 */
export function discountClassesOf(rewards: RewardPricing | null): DiscountClass[] {
  const steps = rewards?.rewards.flatMap((reward) => reward.steps) ?? [];
  return [
    "PRODUCT",
    ...(steps.some((step) => step.off) ? (["ORDER"] as const) : []),
    ...(steps.some((step) => !step.off && !step.gifts) ? (["SHIPPING"] as const) : []),
  ];
}
