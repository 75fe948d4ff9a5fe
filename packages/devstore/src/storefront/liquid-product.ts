import { hide, lazilyHidden, Picture, PrintedObject } from "@tandem/storefront-kit/liquid";

import { liquidAllocation, liquidGroups, planPrice } from "../selling-plans.ts";
import { numberOf, isAvailable } from "../state/store.ts";
import { ANY_QUANTITY } from "../business.ts";
import type { BusinessTerms, Product, Variant } from "../state/types.ts";

/** Variants that Liquid lists of a product; each can be the selected one (shopify.dev, "Support high-variant products"). */
const LISTED_VARIANTS = 250;

/** Sides of the square pictures that the stand-in draws, as it tells them. */
const PICTURE_PIXELS = 1_200;

/** What was chosen on the page: a variant by its number, or values of options by theirs. */
export interface Choice {
  readonly variant?: number | null;
  readonly optionValues?: readonly number[];
}

export interface ProductContext {
  /** Where addresses of the language begin. */
  readonly rootUrl: string;
  /** Hundredths, in the shopper's currency, of a price in minor units of the shop's. */
  readonly price: (shopMinor: number) => number;
  /** What the catalog of the shopper's company says of a variant. */
  readonly terms: (variant: Variant) => BusinessTerms;
  readonly metafields: object;
  readonly collections: () => readonly unknown[];
}

/** A variant as Liquid and `/products/HANDLE.js` tell it; prices are hundredths. */
type LiquidVariant = ReturnType<typeof plainVariant>;

/** The `product` object of Shopify's Liquid (shopify.dev, Liquid, "product"). */
export function liquidProduct(product: Product, context: ProductContext, choice: Choice = {}) {
  const { rootUrl, price, terms } = context;
  const number = numberOf(product.id);
  const url = `${rootUrl}products/${product.handle}`;
  const picture = pictureOf(product);
  const variants = product.variants.map((variant, index) =>
    plainVariant(product, variant, index, { url, price, terms }),
  );
  const options = product.options.map((option) => option.name);
  const hasChosenValues = (choice.optionValues ?? []).length > 0;
  const chosenNames = namesOf(product, choice.optionValues ?? []);
  const selected = hasChosenValues
    ? variants.find((variant) => chosenNames.every((name, at) => variant.options[at] === name))
    : variants.find((variant) => variant.id === choice.variant);
  const first = variants.find((variant) => variant.available) ?? null;
  const shown = selected ?? first ?? variants[0] ?? null;
  const prices = variants.map((variant) => variant.price);
  const compared = variants.flatMap((variant) => variant.compare_at_price ?? []);
  const shownNames = hasChosenValues ? chosenNames : (shown?.options ?? []);
  const liquid = {
    id: number,
    title: product.title,
    handle: product.handle,
    description: product.descriptionHtml,
    content: product.descriptionHtml,
    published_at: product.createdAt,
    created_at: product.createdAt,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_max: Math.max(...prices),
    price_varies: Math.max(...prices) > Math.min(...prices),
    available: first !== null,
    compare_at_price: shown?.compare_at_price ?? null,
    compare_at_price_min: compared.length > 0 ? Math.min(...compared) : 0,
    compare_at_price_max: compared.length > 0 ? Math.max(...compared) : 0,
    compare_at_price_varies: new Set(compared).size > 1,
    variants: variants.slice(0, LISTED_VARIANTS),
    images: [picture],
    featured_image: picture,
    featured_media: picture,
    media: [picture],
    options,
    url,
    requires_selling_plan: product.sellingPlans === "required",
    selling_plan_groups: liquidGroups(product),
  };
  // What leads back to the product, or is of Liquid alone, stays out of its JSON.
  hide(liquid, {
    object_type: "product",
    variants_count: variants.length,
    has_only_default_variant: variants.length === 1 && variants[0]?.title === "Default Title",
    first_available_variant: first,
    selected_variant: selected ?? null,
    selected_or_first_available_variant: shown,
    "gift_card?": product.isGiftCard ?? false,
    "quantity_price_breaks_configured?": variants.some(
      (variant) => variant.quantity_price_breaks.length > 0,
    ),
    template_suffix: null,
    metafields: context.metafields,
  });
  const withHidden = liquid as typeof liquid & Hidden;
  lazilyHidden(liquid, "collections", context.collections);
  lazilyHidden(liquid, "options_with_values", () =>
    optionsWithValues(product, variants, { names: shownNames, isChosen: shown !== null }),
  );
  lazilyHidden(liquid, "options_by_name", () =>
    Object.fromEntries(
      withHidden.options_with_values.map((option) => [option.name.toLowerCase(), option]),
    ),
  );
  for (const variant of variants)
    hide(variant, { product: liquid, selected: variant === selected, matched: false });
  return withHidden;
}

interface Hidden {
  readonly has_only_default_variant: boolean;
  readonly first_available_variant: LiquidVariant | null;
  readonly selected_variant: LiquidVariant | null;
  readonly selected_or_first_available_variant: LiquidVariant | null;
  readonly options_with_values: { readonly name: string }[];
}

export type LiquidProduct = ReturnType<typeof liquidProduct>;

export function pictureOf(product: Product): Picture {
  return new Picture({
    id: numberOf(product.id) * 10 + 1,
    src: `/cdn/products/${product.handle}.svg`,
    alt: product.title,
    width: PICTURE_PIXELS,
    height: PICTURE_PIXELS,
  });
}

interface VariantContext {
  readonly url: string;
  readonly price: ProductContext["price"];
  readonly terms: ProductContext["terms"];
}

function plainVariant(
  product: Product,
  variant: Variant,
  index: number,
  { url, price, terms }: VariantContext,
) {
  const {
    priceMinor = variant.priceMinor,
    quantityRule = ANY_QUANTITY,
    priceBreaks = [],
  } = terms(variant);
  const number = numberOf(variant.id);
  const [option1 = null, option2 = null, option3 = null] = variant.optionValues;
  const plain = {
    id: number,
    title: variant.title,
    option1,
    option2,
    option3,
    sku: variant.sku,
    requires_shipping: variant.requiresShipping ?? true,
    taxable: !product.isGiftCard,
    featured_image: null,
    available: isAvailable(variant),
    name: variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`,
    public_title: variant.title === "Default Title" ? null : variant.title,
    options: variant.optionValues,
    price: price(priceMinor),
    weight: 0,
    compare_at_price:
      variant.compareAtPriceMinor === null ? null : price(variant.compareAtPriceMinor),
    inventory_management: variant.tracksInventory ? "shopify" : null,
    barcode: null,
    quantity_rule: quantityRule,
    quantity_price_breaks: priceBreaks.map((one) => ({
      minimum_quantity: one.minimumQuantity,
      price: price(one.priceMinor),
    })),
    requires_selling_plan: product.sellingPlans === "required",
    selling_plan_allocations: product.sellingPlans
      ? [liquidAllocation(price(priceMinor), price(planPrice(priceMinor)))]
      : [],
  };
  hide(plain, {
    object_type: "variant",
    url: `${url}?variant=${number}`,
    image: null,
    featured_media: null,
    inventory_quantity: variant.inventoryQuantity,
    inventory_policy: variant.continuesSellingWhenOutOfStock ? "continue" : "deny",
    position: index + 1,
    unit_price: null,
    unit_price_measurement: null,
    store_availabilities: [],
    incoming: false,
    metafields: {},
  });
  return plain;
}

/** Number of an option's value, which addresses name by `option_values`. */
const valueNumber = (product: Product, option: number, value: number) =>
  numberOf(product.id) * 10_000 + option * 100 + value + 1;

/** The values that were chosen, in the order of the options. */
function namesOf(product: Product, chosen: readonly number[]): string[] {
  return product.options.flatMap(({ values }, option) =>
    values.filter((_, value) => chosen.includes(valueNumber(product, option, value))).slice(0, 1),
  );
}

interface ShownChoice {
  /** Values of what the page shows, in the order of the options. */
  readonly names: readonly string[];
  readonly isChosen: boolean;
}

/** `product.options_with_values` (shopify.dev, Liquid, "product_option", "product_option_value"). */
function optionsWithValues(
  product: Product,
  variants: readonly LiquidVariant[],
  { names, isChosen }: ShownChoice,
) {
  return product.options.map(({ name, values }, at) => {
    const shown = values.map((value, index) => {
      const withValue = names.map((one, option) => (option === at ? value : one));
      const variant = variants.find((one) => withValue.every((text, i) => one.options[i] === text));
      // Whether it can be had with what is chosen of the options before it.
      const reachable = variants.filter((one) =>
        withValue.slice(0, at + 1).every((text, i) => one.options[i] === text),
      );
      return new PrintedObject(value, {
        id: valueNumber(product, at, index),
        name: value,
        available: reachable.some((one) => one.available),
        selected: isChosen && names[at] === value,
        product_url: null,
        swatch: null,
        variant: variant ?? null,
      });
    });
    return new PrintedObject(name, {
      name,
      position: at + 1,
      values: shown,
      selected_value: isChosen ? (shown[values.indexOf(names[at] ?? "")] ?? null) : null,
    }) as PrintedObject & { readonly name: string };
  });
}
