import { useAppBridge } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineError,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";

import type { Product } from "../../../core/catalog/product.ts";
import type { FixedBundleDraft } from "../../../core/offers/draft.ts";
import { ChosenProductRow } from "./ChosenProductRow.tsx";
import { DiscountFields } from "./DiscountFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { pickProducts } from "./pick-products.ts";
import { Warnings } from "./Warnings.tsx";

/** The components of a fixed bundle, and its discount. */
export function FixedBundleCard({
  draft,
  change,
  errorAt,
  warningsAt,
  products,
  currencyCode,
  remember,
}: CardProps & { remember: (products: readonly Product[]) => void }) {
  const shopify = useAppBridge();
  const terms = draft.terms as FixedBundleDraft;
  const set = (more: Partial<FixedBundleDraft>) =>
    change((before) => ({ terms: { ...(before.terms as FixedBundleDraft), ...more } }));
  const setComponent = (index: number, more: Partial<FixedBundleDraft["components"][number]>) =>
    set({
      components: terms.components.map((one, at) => (at === index ? { ...one, ...more } : one)),
    });
  const choose = async () => {
    const picked = await pickProducts(shopify, terms.components, currencyCode);
    if (!picked) return;
    remember(picked.map((one) => one.product).filter((product) => !products.has(product.id)));
    const quantity = (productId: string) =>
      terms.components.find((one) => one.productId === productId)?.quantity ?? "1";
    set({
      components: picked.map(({ productId, variantIds }) => ({
        productId,
        variantIds,
        quantity: quantity(productId),
      })),
    });
  };
  const listError = errorAt("terms.components");
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Components
          </Text>
          <Button onClick={() => void choose()}>
            {terms.components.length === 0 ? "Choose products" : "Change products"}
          </Button>
        </InlineStack>
        {terms.components.length === 0 && (
          <Text as="p" tone="subdued">
            Choose the products that are bought together. The first one decides where the bundle is
            priced from; all of them show it.
          </Text>
        )}
        {terms.components.map((component, index) => (
          <ChosenProductRow
            key={component.productId}
            chosen={component}
            product={products.get(component.productId)}
            currencyCode={currencyCode}
            error={
              errorAt(`terms.components.${index}.productId`) ??
              errorAt(`terms.components.${index}.quantity`)
            }
            warnings={warningsAt(`terms.components.${index}.productId`)}
            onRemove={() =>
              set({ components: terms.components.filter((_one, at) => at !== index) })
            }
          >
            <div style={{ width: 84 }}>
              <TextField
                label={`Quantity of ${products.get(component.productId)?.title ?? "this product"}`}
                labelHidden
                type="number"
                min={1}
                autoComplete="off"
                value={component.quantity}
                onChange={(quantity) => setComponent(index, { quantity })}
              />
            </div>
          </ChosenProductRow>
        ))}
        {listError && <InlineError message={listError} fieldID="components" />}
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
