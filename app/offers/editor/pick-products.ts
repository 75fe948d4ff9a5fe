import type { useAppBridge } from "@shopify/app-bridge-react";
import { toMinor } from "@tandem/storefront-kit/money/decimal";

import type { Product } from "../../../core/catalog/product.ts";
import type { ChosenProduct } from "../../../core/offers/draft-definition.ts";

export interface Picked extends ChosenProduct {
  readonly product: Product;
}

/** What Shopify's picker answers, as far as it is read. */
interface PickerProduct {
  id: string;
  title: string;
  handle: string;
  productType?: string;
  totalVariants: number;
  images: { originalSrc: string }[];
  variants: { id?: string; title?: string; price?: string }[];
}

/**
 * Opens Shopify's product picker.
 * @returns what the merchant chose, with no variant named where all were; undefined when it was closed
 */
export async function pickProducts(
  shopify: ReturnType<typeof useAppBridge>,
  chosen: readonly ChosenProduct[],
  currencyCode: string,
): Promise<Picked[] | undefined> {
  const selectionIds = chosen.map(({ productId, variantIds }) => ({
    id: productId,
    variants: variantIds.map((id) => ({ id })),
  }));
  const selection = await shopify.resourcePicker({
    type: "product",
    multiple: true,
    action: "select",
    selectionIds,
    filter: { variants: true },
  });
  return (selection as unknown as PickerProduct[] | undefined)?.map((product) => ({
    productId: product.id,
    variantIds:
      product.variants.length === product.totalVariants
        ? []
        : product.variants.flatMap((variant) => variant.id ?? []),
    product: {
      id: product.id,
      title: product.title,
      handle: product.handle,
      productType: product.productType ?? "",
      imageUrl: product.images[0]?.originalSrc ?? null,
      isActive: true,
      // The picker does not tell; what stands against a product is said when the offer is saved.
      isGiftCard: false,
      sellingPlans: "none",
      variants: product.variants.map((variant) => ({
        id: variant.id ?? "",
        title: variant.title ?? "",
        priceMinor: toMinor(variant.price ?? "0", currencyCode),
        isAvailable: true,
      })),
    },
  }));
}
