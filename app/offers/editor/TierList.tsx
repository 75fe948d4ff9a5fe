import {
  BlockStack,
  Box,
  Button,
  FormLayout,
  InlineError,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";

import type { TierDraft } from "../../../core/offers/tiers.ts";
import { DiscountFields } from "./DiscountFields.tsx";
import { errorProp } from "../../ui/error-prop.ts";
import type { CardProps } from "./OfferEditor.tsx";
import { Warnings } from "./Warnings.tsx";

/** The tiers of what is cheaper by quantity. */
export function TierList(
  props: Pick<CardProps, "errorAt" | "warningsAt" | "currencyCode" | "presentmentCurrencies"> & {
    readonly tiers: readonly TierDraft[];
    readonly onChange: (tiers: readonly TierDraft[]) => void;
  },
) {
  const { tiers, onChange, errorAt, warningsAt, currencyCode } = props;
  const setTier = (index: number, more: Partial<TierDraft>) =>
    onChange(tiers.map((one, at) => (at === index ? { ...one, ...more } : one)));
  const addTier = () => {
    const last = tiers.at(-1);
    onChange([
      ...tiers,
      {
        minimumQuantity: String(Number(last?.minimumQuantity ?? 1) + 1),
        discount: last?.discount ?? { kind: "percentage", value: "10" },
      },
    ]);
  };
  const tiersError = errorAt("terms.tiers");
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        Tiers
      </Text>
      {tiers.map((tier, index) => (
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
              {...(tiers.length > 1 && {
                labelAction: {
                  content: "Remove tier",
                  onAction: () => onChange(tiers.filter((_one, at) => at !== index)),
                },
              })}
            />
            <DiscountFields
              discount={tier.discount}
              fixedPriceLabel="Fixed price of each"
              currencyCode={currencyCode}
              presentmentCurrencies={props.presentmentCurrencies}
              field={`terms.tiers.${index}.discount`}
              errorAt={errorAt}
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
  );
}
