import { BlockStack, Card, Divider } from "@shopify/polaris";

import type { CrossSellDraft } from "../../../core/offers/cross-sell/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { ProductList } from "./ProductList.tsx";

/** On which products' pages, and what is shown there. */
export function CrossSellCard(props: CardProps & ProductMemory) {
  const terms = props.draft.terms as CrossSellDraft;
  const set = (more: Partial<CrossSellDraft>) =>
    props.change((before) => ({ terms: { ...(before.terms as CrossSellDraft), ...more } }));
  return (
    <Card>
      <BlockStack gap="400">
        <ProductList
          {...props}
          title="On the page of"
          field="terms.triggers"
          whenEmpty="Choose the products that something goes with. All of their variants count."
          chosen={terms.triggers}
          onChange={(triggers) =>
            set({ triggers: triggers.map(({ productId }) => ({ productId, variantIds: [] })) })
          }
        />
        <Divider />
        <ProductList
          {...props}
          title="show"
          field="terms.complements"
          whenEmpty="Choose what goes with them. The first three that are neither sold out nor in the cart are shown."
          chosen={terms.complements}
          onChange={(complements) => set({ complements })}
        />
      </BlockStack>
    </Card>
  );
}
