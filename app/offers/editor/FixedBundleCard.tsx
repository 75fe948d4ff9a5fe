import { BlockStack, Card, FormLayout, InlineError, Text, TextField } from "@shopify/polaris";

import type { FixedBundleDraft } from "../../../core/offers/draft.ts";
import { ChooseProducts } from "./ChooseProducts.tsx";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ChosenProductRow } from "./ChosenProductRow.tsx";
import { DiscountFields } from "./DiscountFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
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
}: CardProps & ProductMemory) {
  const terms = draft.terms as FixedBundleDraft;
  const set = (more: Partial<FixedBundleDraft>) =>
    change((before) => ({ terms: { ...(before.terms as FixedBundleDraft), ...more } }));
  const setComponent = (index: number, more: Partial<FixedBundleDraft["components"][number]>) =>
    set({
      components: terms.components.map((one, at) => (at === index ? { ...one, ...more } : one)),
    });
  const quantityOf = (productId: string) =>
    terms.components.find((one) => one.productId === productId)?.quantity ?? "1";
  const listError = errorAt("terms.components");
  return (
    <Card>
      <BlockStack gap="400">
        <ChooseProducts
          title="Components"
          chosen={terms.components}
          currencyCode={currencyCode}
          products={products}
          remember={remember}
          onChoose={(chosen) =>
            set({
              components: chosen.map((one) => ({ ...one, quantity: quantityOf(one.productId) })),
            })
          }
        />
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
