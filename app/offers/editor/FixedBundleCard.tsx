import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, Divider, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { useEffect } from "react";

import type { FixedBundleDraft } from "../../../core/offers/fixed-bundle/draft.ts";
import type { ComponentDraft } from "../../../core/offers/draft-definition.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ChosenProductRow } from "./ChosenProductRow.tsx";
import { ComponentList } from "./ComponentList.tsx";
import { DiscountFields } from "./DiscountFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { pickProducts } from "./pick-products.ts";
import { Warnings } from "./Warnings.tsx";

/** The components of a fixed bundle, its discount, and the product under which it is one line. */
export function FixedBundleCard(props: CardProps & ProductMemory) {
  const { draft, change, warningsAt, currencyCode } = props;
  const terms = draft.terms as FixedBundleDraft;
  const set = (more: Partial<FixedBundleDraft>) =>
    change((before) => ({ terms: { ...(before.terms as FixedBundleDraft), ...more } }));

  // A bundle product can be taken apart where each component is one variant: of some there is but one.
  const isOneLine = terms.oneLineAs.length > 0;
  const unnamed = isOneLine
    ? terms.components.filter((one) => onlyVariant(one, props).length > one.variantIds.length)
    : [];
  useEffect(() => {
    if (unnamed.length === 0) return;
    set({
      components: terms.components.map((one) => ({
        ...one,
        variantIds: one.variantIds.length > 0 ? one.variantIds : onlyVariant(one, props),
      })),
    });
  });

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
            presentmentCurrencies={props.presentmentCurrencies}
            field="terms.discount"
            errorAt={props.errorAt}
            onChange={(discount) => set({ discount })}
          />
        </FormLayout>
        <Warnings messages={warningsAt("terms.discount.value")} />
        <Divider />
        <OneLine {...props} terms={terms} set={set} />
      </BlockStack>
    </Card>
  );
}

function onlyVariant(
  { productId, variantIds }: ComponentDraft,
  { products }: Pick<ProductMemory, "products">,
): string[] {
  const variants = products.get(productId)?.variants ?? [];
  return variantIds.length === 0 && variants.length === 1 && variants[0] ? [variants[0].id] : [];
}

/** The product that stands for a set in the cart and on the order. */
function OneLine(
  props: CardProps &
    ProductMemory & {
      readonly terms: FixedBundleDraft;
      readonly set: (more: Partial<FixedBundleDraft>) => void;
    },
) {
  const { terms, set, products, remember, currencyCode, errorAt, warningsAt } = props;
  const shopify = useAppBridge();
  const choose = async () => {
    const [picked] = (await pickProducts(shopify, terms.oneLineAs, currencyCode)) ?? [];
    if (!picked) return;
    const { product, productId, variantIds } = picked;
    remember([product]);
    const [only, ...more] = product.variants;
    const named = variantIds.length === 0 && only && more.length === 0 ? [only.id] : variantIds;
    set({ oneLineAs: [{ productId, variantIds: named }] });
  };
  const field = "terms.oneLineAs.0.productId";
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          One line in the cart
        </Text>
        <Button onClick={() => void choose()}>
          {terms.oneLineAs.length === 0 ? "Choose bundle product" : "Change bundle product"}
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued">
        Optional. A product that stands for the set in the cart and at checkout; the order lists the
        components, and the stock is theirs. The price is the same with and without it.
      </Text>
      {terms.oneLineAs.map((chosen) => (
        <ChosenProductRow
          key={chosen.productId}
          chosen={chosen}
          product={products.get(chosen.productId)}
          currencyCode={currencyCode}
          error={errorAt(field) ?? errorAt("terms.oneLineAs")}
          warnings={warningsAt(field)}
          onRemove={() => set({ oneLineAs: [] })}
        />
      ))}
    </BlockStack>
  );
}
