import { BlockStack, InlineError, Text } from "@shopify/polaris";

import type { ReactNode } from "react";

import type { ChosenProduct } from "../../../core/offers/draft-definition.ts";
import { ChooseProducts } from "./ChooseProducts.tsx";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ChosenProductRow } from "./ChosenProductRow.tsx";
import type { CardProps } from "./OfferEditor.tsx";

/** Products chosen by the picker. */
export function ProductList(
  props: ProductMemory &
    Pick<CardProps, "errorAt" | "warningsAt" | "currencyCode"> & {
      readonly title: string;
      /** Path of the list in the editor: `terms.triggers`. */
      readonly field: string;
      readonly whenEmpty?: string;
      readonly chosen: readonly ChosenProduct[];
      readonly onChange: (chosen: readonly ChosenProduct[]) => void;
      /** A field of its own that each product has beside it. */
      readonly rowField?: (chosen: ChosenProduct) => ReactNode;
    },
) {
  const { title, field, whenEmpty, chosen, onChange, rowField } = props;
  const { errorAt, warningsAt, currencyCode, products, remember } = props;
  const listError = errorAt(field);
  return (
    <BlockStack gap="400">
      <ChooseProducts
        title={title}
        chosen={chosen}
        currencyCode={currencyCode}
        products={products}
        remember={remember}
        onChoose={onChange}
      />
      {chosen.length === 0 && whenEmpty && (
        <Text as="p" tone="subdued">
          {whenEmpty}
        </Text>
      )}
      {chosen.map((one, index) => (
        <ChosenProductRow
          key={one.productId}
          chosen={one}
          product={products.get(one.productId)}
          currencyCode={currencyCode}
          error={errorAt(`${field}.${index}.productId`) ?? errorAt(`${field}.${index}.quantity`)}
          warnings={warningsAt(`${field}.${index}.productId`)}
          onRemove={() => onChange(chosen.filter((_one, at) => at !== index))}
        >
          {rowField?.(one)}
        </ChosenProductRow>
      ))}
      {listError && <InlineError message={listError} fieldID={field} />}
    </BlockStack>
  );
}
