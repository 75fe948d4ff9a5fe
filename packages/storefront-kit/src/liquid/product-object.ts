/** A product as a caller knows it, to be shown to Liquid. Prices are hundredths. */
export interface LiquidProductSource {
  readonly number: number;
  readonly title: string;
  readonly handle: string;
  readonly url: string;
  readonly description: string;
  readonly type: string;
  readonly image: string | null;
  readonly options: readonly { name: string; values: readonly string[] }[];
  readonly variants: readonly LiquidVariantSource[];
}

export interface LiquidVariantSource {
  readonly number: number;
  readonly title: string;
  readonly price: number;
  readonly available: boolean;
  readonly inventoryQuantity: number;
  readonly isTracked: boolean;
  readonly sellsOn: boolean;
  readonly options: readonly string[];
}

/** The `product` object of Shopify's Liquid, as far as themes of this kind read it. */
export function productObject(source: LiquidProductSource, selectedVariant: number | null) {
  const variants = source.variants.map((variant) => ({
    id: variant.number,
    title: variant.title,
    price: variant.price,
    available: variant.available,
    inventory_quantity: variant.inventoryQuantity,
    inventory_management: variant.isTracked ? "shopify" : null,
    inventory_policy: variant.sellsOn ? "continue" : "deny",
    options: variant.options,
    // As for everyone who does not buy for a company (shopify.dev, Liquid, "quantity_rule").
    quantity_rule: { min: 1, max: null, increment: 1 },
    quantity_price_breaks: [],
  }));
  const prices = variants.map((variant) => variant.price);
  const selected =
    variants.find((variant) => variant.id === selectedVariant) ??
    variants.find((variant) => variant.available) ??
    variants[0];
  return {
    id: source.number,
    title: source.title,
    handle: source.handle,
    url: source.url,
    description: source.description,
    type: source.type,
    featured_image: source.image,
    available: variants.some((variant) => variant.available),
    price: Math.min(...prices),
    price_varies: Math.max(...prices) > Math.min(...prices),
    has_only_default_variant: variants.length === 1 && variants[0]!.title === "Default Title",
    options_with_values: source.options,
    variants,
    selected_or_first_available_variant: selected,
  };
}
