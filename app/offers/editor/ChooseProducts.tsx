import { useAppBridge } from "@shopify/app-bridge-react";
import { Button, InlineStack, Text } from "@shopify/polaris";

import type { Product } from "../../../core/catalog/product.ts";
import type { ChosenProduct } from "../../../core/offers/draft-definition.ts";
import { pickProducts } from "./pick-products.ts";

/** What a card needs to have products chosen for it. */
export interface ProductMemory {
  readonly products: ReadonlyMap<string, Product>;
  /** Keeps what the picker told of products that the page had not read. */
  readonly remember: (products: readonly Product[]) => void;
}

/** A card's title with the button that opens Shopify's product picker. */
export function ChooseProducts(
  props: ProductMemory & {
    readonly title: string;
    readonly chosen: readonly ChosenProduct[];
    readonly currencyCode: string;
    readonly onChoose: (chosen: ChosenProduct[]) => void;
  },
) {
  const { title, chosen, currencyCode, products, remember, onChoose } = props;
  const shopify = useAppBridge();
  const choose = async () => {
    const picked = await pickProducts(shopify, chosen, currencyCode);
    if (!picked) return;
    remember(picked.map((one) => one.product).filter((product) => !products.has(product.id)));
    onChoose(picked.map(({ productId, variantIds }) => ({ productId, variantIds })));
  };
  return (
    <InlineStack align="space-between" blockAlign="center">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      <Button onClick={() => void choose()}>
        {chosen.length === 0 ? "Choose products" : "Change products"}
      </Button>
    </InlineStack>
  );
}
