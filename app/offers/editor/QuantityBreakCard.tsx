import {
  BlockStack,
  Box,
  Button,
  Card,
  FormLayout,
  InlineError,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";

import type { QuantityBreakDraft } from "../../../core/offers/quantity-break/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { DiscountFields } from "./DiscountFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { ProductList } from "./ProductList.tsx";
import { Warnings } from "./Warnings.tsx";

/** The products of a quantity break, and its tiers. */
export function QuantityBreakCard(props: CardProps & ProductMemory) {
  const { draft, change, errorAt, warningsAt, currencyCode } = props;
  const terms = draft.terms as QuantityBreakDraft;
  const set = (more: Partial<QuantityBreakDraft>) =>
    change((before) => ({ terms: { ...(before.terms as QuantityBreakDraft), ...more } }));
  const setTier = (index: number, more: Partial<QuantityBreakDraft["tiers"][number]>) =>
    set({ tiers: terms.tiers.map((one, at) => (at === index ? { ...one, ...more } : one)) });
  const addTier = () => {
    const last = terms.tiers.at(-1);
    set({
      tiers: [
        ...terms.tiers,
        {
          minimumQuantity: String(Number(last?.minimumQuantity ?? 1) + 1),
          discount: last?.discount ?? { kind: "percentage", value: "10" },
        },
      ],
    });
  };
  const tiersError = errorAt("terms.tiers");
  return (
    <Card>
      <BlockStack gap="400">
        <ProductList
          {...props}
          title="Products"
          field="terms.products"
          chosen={terms.products}
          onChange={(products) => set({ products })}
        />
        <Text as="p" tone="subdued">
          Each product counts for itself; its variants count together.
        </Text>
        <Text as="h2" variant="headingMd">
          Tiers
        </Text>
        {terms.tiers.map((tier, index) => (
          <Box key={index} borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
            <FormLayout>
              <TextField
                label="From quantity"
                type="number"
                min={2}
                autoComplete="off"
                value={tier.minimumQuantity}
                onChange={(minimumQuantity) => setTier(index, { minimumQuantity })}
                {...errorProp(errorAt(`terms.tiers.${index}.minimumQuantity`))}
                {...(terms.tiers.length > 1 && {
                  labelAction: {
                    content: "Remove tier",
                    onAction: () => set({ tiers: terms.tiers.filter((_one, at) => at !== index) }),
                  },
                })}
              />
              <DiscountFields
                discount={tier.discount}
                fixedPriceLabel="Fixed price of each"
                currencyCode={currencyCode}
                error={errorAt(`terms.tiers.${index}.discount.value`)}
                onChange={(discount) => setTier(index, { discount })}
              />
            </FormLayout>
            <Warnings messages={warningsAt(`terms.tiers.${index}.discount.value`)} />
          </Box>
        ))}
        {tiersError && <InlineError message={tiersError} fieldID="tiers" />}
        <InlineStack>
          <Button onClick={addTier}>Add tier</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function errorProp(error: string | undefined) {
  return error ? { error } : {};
}
