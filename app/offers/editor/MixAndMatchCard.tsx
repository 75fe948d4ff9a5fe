import { BlockStack, Card, FormLayout, Text, TextField } from "@shopify/polaris";

import type { MixAndMatchDraft } from "../../../core/offers/mix-and-match/draft.ts";
import { useMissing } from "../../ui/ShopifyAway.tsx";
import type { ProductMemory } from "./ChooseProducts.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { MixedCollection } from "./MixedCollection.tsx";
import { ProductList } from "./ProductList.tsx";
import { TierList } from "./TierList.tsx";
import { Warnings } from "./Warnings.tsx";

/** What can be mixed, the tiers by how many there are of all of it, and the size of the box. */
export function MixAndMatchCard(props: CardProps & ProductMemory) {
  const missing = useMissing();
  const terms = props.draft.terms as MixAndMatchDraft;
  const set = (more: Partial<MixAndMatchDraft>) =>
    props.change((before) => ({ terms: { ...(before.terms as MixAndMatchDraft), ...more } }));
  const sizeError = props.errorAt("terms.boxSize");
  return (
    <Card>
      <BlockStack gap="400">
        {terms.collectionId === "" && (
          <ProductList
            {...props}
            title="Products to mix"
            field="terms.products"
            whenEmpty="Choose the products, or some of their variants, that the shopper can choose from."
            chosen={terms.products}
            onChange={(products) => set({ products })}
          />
        )}
        <MixedCollection
          collectionId={terms.collectionId}
          storedTitle={props.collectionTitle}
          productTitles={terms.products.map(
            ({ productId }) => props.products.get(productId)?.title ?? missing.product(productId),
          )}
          error={props.errorAt("terms.collectionId")}
          onChoose={({ collectionId, products }) => {
            props.remember(products.filter((product) => !props.products.has(product.id)));
            set({
              collectionId,
              products: products.map(({ id }) => ({ productId: id, variantIds: [] })),
            });
          }}
          onLeave={() => set({ collectionId: "" })}
        />
        <Warnings messages={props.warningsAt("terms.products")} />
        <Text as="p" tone="subdued">
          All of them count together: two of one and one of another are three.
        </Text>
        <TierList {...props} tiers={terms.tiers} onChange={(tiers) => set({ tiers })} />
        <FormLayout>
          <TextField
            label="Units in a box, at most"
            type="number"
            min={2}
            autoComplete="off"
            value={terms.boxSize}
            onChange={(boxSize) => set({ boxSize })}
            helpText="Empty: any number. Shoppers can add a second box, and both count together."
            {...(sizeError && { error: sizeError })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
