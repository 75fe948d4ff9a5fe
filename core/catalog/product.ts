/** What Tandem knows of a product: just what offers, previews and the simulator need. */
export interface Product {
  /** `gid://shopify/Product/…` */
  readonly id: string;
  readonly title: string;
  readonly handle: string;
  readonly productType: string;
  readonly imageUrl: string | null;
  /** Whether shoppers can be shown it: it is active, or unlisted, which who is led to it can see and buy. */
  readonly isActive: boolean;
  /** Whether it is a gift card: money that is spent later, which no offer makes cheaper. */
  readonly isGiftCard: boolean;
  /** Whether it is sold by subscription or pre-order (selling plans), too or only. */
  readonly sellingPlans: "none" | "optional" | "required";
  readonly variants: readonly Variant[];
}

export interface Variant {
  /** `gid://shopify/ProductVariant/…` */
  readonly id: string;
  readonly title: string;
  readonly priceMinor: number;
  /** As Shopify defines it: in stock, not tracked, or sold on when out of stock. */
  readonly isAvailable: boolean;
}

/** What stands behind a variant: for the merchant's eyes only. */
export interface Supply {
  /** What the shop pays for a unit, in minor units of its currency; null where it is not known. */
  readonly costMinor: number | null;
  /** Units left until it sells out; null where it does not. */
  readonly stock: number | null;
}

/** The variants of a product that an offer takes: those named, or all when none is named. */
export function eligibleVariants(
  product: Product,
  variantIds: readonly string[],
): readonly Variant[] {
  if (variantIds.length === 0) return product.variants;
  return product.variants.filter((variant) => variantIds.includes(variant.id));
}

/**
 * Those of them that can be bought now, by themselves: none of a product that is not on sale, is sold by subscription only, or is
 * gone.
 */
export function sellableVariants(
  product: Product | undefined,
  variantIds: readonly string[],
): readonly Variant[] {
  if (!product?.isActive || product.sellingPlans === "required") return [];
  return eligibleVariants(product, variantIds).filter((variant) => variant.isAvailable);
}
