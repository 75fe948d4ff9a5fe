import { BlockStack, Button, InlineError, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import { DeleteIcon, ImageIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import type { Product } from "../../../core/catalog/product.ts";
import type { ChosenProduct } from "../../../core/offers/draft-definition.ts";
import { useMissing } from "../../ui/ShopifyAway.tsx";
import { Warnings } from "./Warnings.tsx";

/** A product that an offer names, with its price, its own field, and what is wrong with it. */
export function ChosenProductRow(props: {
  readonly chosen: ChosenProduct;
  readonly product: Product | undefined;
  readonly currencyCode: string;
  readonly error: string | undefined;
  readonly warnings: readonly string[];
  readonly onRemove: () => void;
  readonly children?: ReactNode;
}) {
  const { chosen, product, currencyCode, error, warnings, onRemove, children } = props;
  const missing = useMissing();
  const title = product?.title ?? missing.product(chosen.productId);
  const advice = missing.isAway ? "Its price can’t be shown." : "Remove it or choose another.";
  return (
    <BlockStack gap="100">
      <InlineStack gap="300" blockAlign="center" align="space-between" wrap={false}>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail source={product?.imageUrl ?? ImageIcon} alt="" size="small" />
          <BlockStack>
            <Text as="p" variant="bodyMd" fontWeight="semibold">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {product ? priceRange(product, chosen, currencyCode) : advice}
            </Text>
          </BlockStack>
        </InlineStack>
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          {children}
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={`Remove ${title}`}
            onClick={onRemove}
          />
        </InlineStack>
      </InlineStack>
      {error && <InlineError message={error} fieldID={chosen.productId} />}
      <Warnings messages={warnings} />
    </BlockStack>
  );
}

function priceRange(product: Product, { variantIds }: ChosenProduct, currencyCode: string): string {
  const variants = product.variants.filter(
    (variant) => variantIds.length === 0 || variantIds.includes(variant.id),
  );
  const prices = variants.map((variant) => variant.priceMinor);
  if (prices.length === 0) return "None of the chosen variants exists any more.";
  const money = (minor: number) => formatMoney(minor, currencyCode, "en");
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const range = low === high ? money(low) : `${money(low)} – ${money(high)}`;
  return variantIds.length === 0 || product.variants.length === 1
    ? range
    : `${range} · ${variants.map((variant) => variant.title).join(", ")}`;
}
