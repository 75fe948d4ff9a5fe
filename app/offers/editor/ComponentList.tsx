import { BlockStack, InlineError, Text, TextField } from "@shopify/polaris";

import type { ComponentDraft } from "../../../core/offers/draft-definition.ts";
import { ChooseProducts } from "./ChooseProducts.tsx";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ChosenProductRow } from "./ChosenProductRow.tsx";
import type { CardProps } from "./OfferEditor.tsx";

/** Products with a number of units each, chosen by the picker. */
export function ComponentList(
  props: ProductMemory &
    Pick<CardProps, "errorAt" | "warningsAt" | "currencyCode"> & {
      readonly title: string;
      /** Path of the list in the editor: `terms.components`. */
      readonly field: string;
      readonly whenEmpty: string;
      readonly components: readonly ComponentDraft[];
      readonly onChange: (components: readonly ComponentDraft[]) => void;
    },
) {
  const { title, field, whenEmpty, components, onChange } = props;
  const { errorAt, warningsAt, currencyCode, products, remember } = props;
  const setQuantity = (index: number, quantity: string) =>
    onChange(components.map((one, at) => (at === index ? { ...one, quantity } : one)));
  const quantityOf = (productId: string) =>
    components.find((one) => one.productId === productId)?.quantity ?? "1";
  const listError = errorAt(field);
  return (
    <BlockStack gap="400">
      <ChooseProducts
        title={title}
        chosen={components}
        currencyCode={currencyCode}
        products={products}
        remember={remember}
        onChoose={(chosen) =>
          onChange(chosen.map((one) => ({ ...one, quantity: quantityOf(one.productId) })))
        }
      />
      {components.length === 0 && (
        <Text as="p" tone="subdued">
          {whenEmpty}
        </Text>
      )}
      {components.map((component, index) => (
        <ChosenProductRow
          key={component.productId}
          chosen={component}
          product={products.get(component.productId)}
          currencyCode={currencyCode}
          error={errorAt(`${field}.${index}.productId`) ?? errorAt(`${field}.${index}.quantity`)}
          warnings={warningsAt(`${field}.${index}.productId`)}
          onRemove={() => onChange(components.filter((_one, at) => at !== index))}
        >
          <div style={{ width: 84 }}>
            <TextField
              label={`Quantity of ${products.get(component.productId)?.title ?? "this product"}`}
              labelHidden
              type="number"
              min={1}
              autoComplete="off"
              value={component.quantity}
              onChange={(quantity) => setQuantity(index, quantity)}
            />
          </div>
        </ChosenProductRow>
      ))}
      {listError && <InlineError message={listError} fieldID={field} />}
    </BlockStack>
  );
}
