import { shareHalfUp } from "./markets.ts";
import type { Product } from "./state/types.ts";

/*
 * How products are sold again and again (shopify.dev, "Selling plans"). The stand-in has one group with one plan, for every product that is
 * sold so.
 */

/** The stand-in's plan, and what is off the price by it. */
export const SELLING_PLAN = {
  number: 690_001,
  id: "gid://shopify/SellingPlan/690001",
  groupId: "690000aabbccddeeff",
  groupName: "Subscribe and save",
  option: "Deliver every",
  name: "Month",
  percentOff: 10,
} as const;

/** Price of a unit on the plan, in minor units of whatever currency the price is in. */
export function planPrice(minor: number): number {
  return shareHalfUp(minor, 100 - SELLING_PLAN.percentOff, 100);
}

/**
 * Why a product cannot be had on a plan, or without one; null where it can. The first is what the Ajax API answers with 422
 * (community.shopify.com, "Issues in assigning selling plan to cart line item"), the other in words of the stand-in's own: the Storefront
 * API has VARIANT_REQUIRES_SELLING_PLAN.
 */
export function whyNotPlan(product: Product, plan: number | undefined): string | null {
  if (plan === undefined)
    return product.sellingPlans === "required"
      ? "Variant can only be purchased with a selling plan"
      : null;
  return product.sellingPlans && plan === SELLING_PLAN.number
    ? null
    : "Cannot apply selling plan to variant";
}

/** A plan, a group and an allocation as Liquid and the Ajax API tell them (shopify.dev, Liquid, "selling_plan", "selling_plan_group", "selling_plan_allocation"). */
const liquidPlan = {
  id: SELLING_PLAN.number,
  name: SELLING_PLAN.name,
  description: null,
  options: [{ name: SELLING_PLAN.option, position: 1, value: SELLING_PLAN.name }],
  recurring_deliveries: true,
  fixed_selling_plan: false,
  price_adjustments: [
    { order_count: null, position: 1, value_type: "percentage", value: SELLING_PLAN.percentOff },
  ],
};

export function liquidGroups({ sellingPlans }: Pick<Product, "sellingPlans">) {
  if (!sellingPlans) return [];
  const { groupId, groupName, option, name } = SELLING_PLAN;
  return [
    {
      id: groupId,
      name: groupName,
      options: [{ name: option, position: 1, values: [name], selected_value: null }],
      selling_plans: [liquidPlan],
      selling_plan_selected: false,
      app_id: null,
    },
  ];
}

/** @param price without the plan, in hundredths @param onPlan with it */
export function liquidAllocation(price: number, onPlan: number) {
  return {
    selling_plan_id: SELLING_PLAN.number,
    selling_plan_group_id: SELLING_PLAN.groupId,
    selling_plan: liquidPlan,
    price: onPlan,
    compare_at_price: price,
    per_delivery_price: onPlan,
    checkout_charge_amount: onPlan,
    remaining_balance_charge_amount: 0,
    price_adjustments: [{ position: 1, price: onPlan }],
  };
}
