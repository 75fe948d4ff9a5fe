import { BlockStack, Card, Text } from "@shopify/polaris";

import type { QuantityBreakDraft } from "../../../core/offers/quantity-break/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { ProductList } from "./ProductList.tsx";
import { TierList } from "./TierList.tsx";

/** The products of a quantity break, and its tiers. */
export function QuantityBreakCard(props: CardProps & ProductMemory) {
  const terms = props.draft.terms as QuantityBreakDraft;
  const set = (more: Partial<QuantityBreakDraft>) =>
    props.change((before) => ({ terms: { ...(before.terms as QuantityBreakDraft), ...more } }));
  return (
    <Card>
      <BlockStack gap="400">
        <ProductList
          {...props}
          title="Products"
          field="terms.products"
          chosen={terms.products}
          onChange={(products) => set({ products })}
        />
        <Text as="p" tone="subdued">
          Each product counts for itself; its variants count together.
        </Text>
        <TierList {...props} tiers={terms.tiers} onChange={(tiers) => set({ tiers })} />
      </BlockStack>
    </Card>
  );
}
