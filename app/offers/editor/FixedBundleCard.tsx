import { BlockStack, Card, FormLayout } from "@shopify/polaris";

import type { FixedBundleDraft } from "../../../core/offers/fixed-bundle/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ComponentList } from "./ComponentList.tsx";
import { DiscountFields } from "./DiscountFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { Warnings } from "./Warnings.tsx";

/** The components of a fixed bundle, and its discount. */
export function FixedBundleCard(props: CardProps & ProductMemory) {
  const { draft, change, errorAt, warningsAt, currencyCode } = props;
  const terms = draft.terms as FixedBundleDraft;
  const set = (more: Partial<FixedBundleDraft>) =>
    change((before) => ({ terms: { ...(before.terms as FixedBundleDraft), ...more } }));
  return (
    <Card>
      <BlockStack gap="400">
        <ComponentList
          {...props}
          title="Components"
          field="terms.components"
          whenEmpty="Choose the products that are bought together. The first one decides where the bundle is priced from; all of them show it."
          components={terms.components}
          onChange={(components) => set({ components })}
        />
        <FormLayout>
          <DiscountFields
            discount={terms.discount}
            fixedPriceLabel="Fixed price of the bundle"
            currencyCode={currencyCode}
            error={errorAt("terms.discount.value")}
            onChange={(discount) => set({ discount })}
          />
        </FormLayout>
        <Warnings messages={warningsAt("terms.discount.value")} />
      </BlockStack>
    </Card>
  );
}
