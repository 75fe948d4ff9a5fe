import { globalId, numericId } from "@tandem/storefront-kit/ids";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { EVERYONE } from "../audience/audience.ts";
import { eligibleVariants } from "../catalog/product.ts";
import type { Product, Supply, Variant } from "../catalog/product.ts";
import { listPriceMinor, totalSavingMinor } from "../pricing/explanation.ts";
import type { PricingModule } from "../pricing/pricing-module.ts";
import { compilePrices } from "./compile.ts";
import type { CompileSettings } from "./compile.ts";
import type { CompiledBreak, CompiledSet, PricingDocument } from "./documents.ts";
import type { OfferIssue } from "./issue.ts";
import { warning } from "./issue.ts";
import { productsOf } from "./kinds.ts";
import type { Offer } from "./offer.ts";
import { cartLineId } from "../pricing/cart-input.ts";

/** A product with so few units left is about to take its offers off the page. */
const FEW_UNITS = 5;

export interface SupplyContext extends CompileSettings {
  readonly products: ReadonlyMap<string, Product>;
  /** By variant id. */
  readonly supply: ReadonlyMap<string, Supply>;
  readonly pricing: PricingModule;
}

/** Products that are about to sell out, and discounts that go below what the shop itself pays. */
export function reviewSupply(offer: Offer, context: SupplyContext): OfferIssue[] {
  return [...fewLeft(offer, context), ...belowCost(offer, context)];
}

function fewLeft(offer: Offer, { products, supply }: SupplyContext): OfferIssue[] {
  return productsOf(offer).flatMap(({ productId, field }) => {
    const product = products.get(productId);
    const stocks = product?.variants.map((variant) => supply.get(variant.id)?.stock ?? null) ?? [];
    if (!product || stocks.length === 0 || stocks.includes(null)) return [];
    const left = stocks.reduce<number>((sum, stock) => sum + Math.max(0, stock ?? 0), 0);
    if (left === 0 || left > FEW_UNITS) return [];
    return [
      warning(
        field,
        `${product.title} is nearly sold out: ${left} left. Without it, shoppers do not see this.`,
      ),
    ];
  });
}

/** A cart in which one discount applies, and the field at which it is stated. */
interface Trial {
  readonly field: string;
  readonly units: readonly { product: Product; variant: Variant; quantity: number }[];
}

/** Each discount is tried by the pricing module on the variants that leave least, and held against their cost. */
function belowCost(offer: Offer, context: SupplyContext): OfferIssue[] {
  // As it prices when its time has come, for those whom it is for.
  const inForce = { ...offer, schedule: { startsAt: null, endsAt: null }, audience: EVERYONE };
  const documents = compilePrices([inForce], context);
  const trials = [...documents].flatMap(
    ([productId, { bundles = [], breaks = [], mixes = [] }]) => [
      ...bundles.flatMap((set) => trySet(offer, set, context)),
      ...[...breaks, ...mixes].flatMap((one) => tryTiers(productId, one, context)),
    ],
  );
  const warned = new Set<string>();
  return trials.flatMap((trial) => {
    if (warned.has(trial.field)) return [];
    const costMinor = sum(
      trial.units.map(({ variant, quantity }) => quantity * costOf(variant, context)),
    );
    const chargedMinor = priceOf(trial, documents, context);
    if (chargedMinor >= costMinor) return [];
    warned.add(trial.field);
    const money = (minor: number) => formatMoney(minor, context.currencyCode, "en");
    const what = trial.units
      .map(({ product, quantity }) => `${quantity} × ${product.title}`)
      .join(" and ");
    return [
      warning(
        trial.field,
        `Below cost: ${what} would bring ${money(chargedMinor)} and cost you ${money(costMinor)}.`,
      ),
    ];
  });
}

function trySet(offer: Offer, set: CompiledSet, context: SupplyContext): Trial[] {
  const units = set.components.flatMap(({ product: number, variants = [], quantity }) => {
    const product = context.products.get(globalId("Product", number));
    const variant = product && leastLeaving(product, variants, context);
    return variant ? [{ product, variant, quantity }] : [];
  });
  if (units.length < set.components.length) return [];
  return [{ field: fieldOfSet(offer, set), units }];
}

function fieldOfSet(offer: Offer, set: CompiledSet): string {
  if (offer.kind !== "upgrade-path") return "terms.discount.value";
  const index = offer.terms.steps.findIndex(
    (step) =>
      numericId(step.productId) === set.components[0]?.product &&
      step.variantIds.map(numericId).join() === (set.components[0].variants ?? []).join(),
  );
  return `terms.steps.${index}.discount`;
}

function tryTiers(productId: string, offer: CompiledBreak, context: SupplyContext): Trial[] {
  const product = context.products.get(productId);
  const variant = product && leastLeaving(product, offer.variants ?? [], context);
  if (!variant) return [];
  return offer.tiers.map((tier, index) => ({
    field: `terms.tiers.${index}.discount.value`,
    units: [{ product, variant, quantity: tier.from }],
  }));
}

/** Of the variants whose cost is known, the one that leaves least of its price. */
function leastLeaving(
  product: Product,
  variantNumbers: readonly number[],
  context: SupplyContext,
): Variant | undefined {
  const ids = variantNumbers.map((number) => globalId("ProductVariant", number));
  const share = (variant: Variant) => costOf(variant, context) / Math.max(1, variant.priceMinor);
  return eligibleVariants(product, ids)
    .filter((variant) => context.supply.get(variant.id)?.costMinor != null)
    .toSorted((a, b) => share(b) - share(a))
    .at(0);
}

function costOf(variant: Variant, { supply }: SupplyContext): number {
  return supply.get(variant.id)?.costMinor ?? 0;
}

function priceOf(
  { units }: Trial,
  documents: ReadonlyMap<string, PricingDocument>,
  { pricing, currencyCode }: SupplyContext,
): number {
  const explanation = pricing.explain({
    currencyCode,
    documents,
    language: "EN",
    shopDate: "2000-01-01",
    lines: units.map(({ product, variant, quantity }, index) => ({
      id: cartLineId(index),
      productId: product.id,
      variantId: variant.id,
      quantity,
      unitPriceMinor: variant.priceMinor,
    })),
  });
  return listPriceMinor(explanation) - totalSavingMinor(explanation);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
