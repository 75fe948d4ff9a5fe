import type { CompiledReward, CompiledRewardStep } from "../offers/documents.ts";
import type { ProgrammeRules, TierLevel } from "./programme.ts";

/**
 * What tiers give at the cart and at checkout, as the pricing module reads it beside the cart rewards: a
 * percentage off what offers leave of the order, and free shipping, from the first item on. Of several discounts
 * off the order, the one that saves most applies.
 */
export function perkRewards(rules: ProgrammeRules | undefined): CompiledReward[] {
  if (!rules?.isRunning) return [];
  return rules.tiers.levels.flatMap((level) => {
    const steps = stepsOf(level);
    if (steps.length === 0) return [];
    return {
      id: `tier/${level.id}`,
      title: { "": level.name },
      audience: { of: [{ tiers: [level.id] }] },
      steps,
    };
  });
}

function stepsOf({ perks }: TierLevel): CompiledRewardStep[] {
  return [
    ...(perks.discountBasisPoints > 0
      ? [{ from: 0, off: { percent: perks.discountBasisPoints } }]
      : []),
    ...(perks.hasFreeShipping ? [{ from: 0 }] : []),
  ];
}
