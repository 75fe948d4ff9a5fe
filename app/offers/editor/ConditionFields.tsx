import {
  BlockStack,
  Box,
  ChoiceList,
  FormLayout,
  InlineError,
  Select,
  TextField,
} from "@shopify/polaris";

import type { ConditionKind } from "../../../core/audience/audience.ts";
import type { ConditionDraft } from "../../../core/audience/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { errorProp } from "../../ui/error-prop.ts";
import type { CardProps } from "./OfferEditor.tsx";
import { ProductList } from "./ProductList.tsx";

export const CONDITION_NAMES: Record<ConditionKind, string> = {
  "signed-in": "Signed in",
  orders: "Number of orders",
  spent: "Amount spent",
  tags: "Customer tags",
  tiers: "Loyalty tier",
  countries: "Country of the market",
  languages: "Language",
  cart: "Products in the cart",
  bought: "Products bought before",
};

type Comparison = ConditionDraft["comparison"];

const BOUNDS: { label: string; value: Comparison }[] = [
  { label: "is at least", value: "at-least" },
  { label: "is at most", value: "at-most" },
];

const COMPARISONS: Record<ConditionKind, { label: string; value: Comparison }[]> = {
  "signed-in": isOrNot("is signed in", "is not signed in"),
  orders: BOUNDS,
  spent: BOUNDS,
  tags: isOrNot("has any of these tags", "has none of these tags"),
  tiers: isOrNot("is any of", "is none of"),
  countries: isOrNot("is any of", "is none of"),
  languages: isOrNot("is any of", "is none of"),
  cart: isOrNot("holds any of these products", "holds none of these products"),
  bought: isOrNot("any of these products", "none of these products"),
};

function isOrNot(is: string, isNot: string): { label: string; value: Comparison }[] {
  return [
    { label: is, value: "is" },
    { label: isNot, value: "is-not" },
  ];
}

const PLACEHOLDERS: Partial<Record<ConditionKind, string>> = {
  tags: "VIP, Wholesale",
  countries: "DE, AT",
  languages: "de, fr",
};

/** One condition of an audience. */
export function ConditionFields(
  props: CardProps &
    ProductMemory & {
      readonly condition: ConditionDraft;
      readonly index: number;
      readonly onChange: (more: Partial<ConditionDraft>) => void;
      readonly onRemove: () => void;
    },
) {
  const { condition, index, onChange, onRemove, errorAt, currencyCode, tiers } = props;
  const { kind, comparison, value, productIds } = condition;
  const field = `audience.conditions.${index}`;
  const productsError = errorAt(`${field}.productIds`);
  const name = CONDITION_NAMES[kind];
  const asksForProducts = kind === "cart" || kind === "bought";
  return (
    <Box borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group condensed>
            <Select
              label={name}
              options={COMPARISONS[kind]}
              value={comparison}
              onChange={(next) => onChange({ comparison: next as Comparison })}
              labelAction={{ content: `Remove ${name.toLowerCase()}`, onAction: onRemove }}
            />
            {kind === "tiers" && (
              <ChoiceList
                title="Tiers"
                allowMultiple
                choices={tiers.map(({ id, name }) => ({ value: id, label: name }))}
                selected={value === "" ? [] : value.split(", ")}
                onChange={(ids) => onChange({ value: ids.join(", ") })}
                {...errorProp(errorAt(`${field}.value`))}
              />
            )}
            {kind !== "signed-in" && kind !== "tiers" && !asksForProducts && (
              <TextField
                label={`${name}: value`}
                autoComplete="off"
                value={value}
                onChange={(next) => onChange({ value: next })}
                {...(kind === "spent" && { prefix: currencyCode })}
                {...(PLACEHOLDERS[kind] && { placeholder: PLACEHOLDERS[kind] })}
                {...errorProp(errorAt(`${field}.value`))}
              />
            )}
          </FormLayout.Group>
        </FormLayout>
        {asksForProducts && (
          <>
            <ProductList
              {...props}
              title="Products to look for"
              field={`${field}.productIds`}
              whenEmpty="Choose the products."
              chosen={productIds.map((productId) => ({ productId, variantIds: [] }))}
              onChange={(chosen) => onChange({ productIds: chosen.map((one) => one.productId) })}
            />
            {productsError && <InlineError message={productsError} fieldID={`products-${index}`} />}
          </>
        )}
      </BlockStack>
    </Box>
  );
}
