import { TextField } from "@shopify/polaris";

import type { ComponentDraft } from "../../../core/offers/draft-definition.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { ProductList } from "./ProductList.tsx";

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
  const { components, products, onChange } = props;
  const quantityOf = (productId: string) =>
    components.find((one) => one.productId === productId)?.quantity ?? "1";
  const setQuantity = (productId: string, quantity: string) =>
    onChange(components.map((one) => (one.productId === productId ? { ...one, quantity } : one)));
  return (
    <ProductList
      {...props}
      chosen={components}
      onChange={(chosen) =>
        onChange(chosen.map((one) => ({ ...one, quantity: quantityOf(one.productId) })))
      }
      rowField={({ productId }) => (
        <div style={{ width: 84 }}>
          <TextField
            label={`Quantity of ${products.get(productId)?.title ?? "this product"}`}
            labelHidden
            type="number"
            min={1}
            autoComplete="off"
            value={quantityOf(productId)}
            onChange={(quantity) => setQuantity(productId, quantity)}
          />
        </div>
      )}
    />
  );
}
