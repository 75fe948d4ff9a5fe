import {
  BlockStack,
  Button,
  Collapsible,
  FormLayout,
  InlineStack,
  TextField,
} from "@shopify/polaris";
import { useId, useState } from "react";

import type { PresentmentDraft } from "../../../core/offers/presentment-amounts.ts";
import { errorProp } from "../../ui/error-prop.ts";

/** An amount in the currencies that shoppers pay in beside the shop's own; nothing where there are none. */
export function PresentmentFields(props: {
  /** What is stated: "Value". */
  readonly label: string;
  /** ISO 4217 codes, without the shop's own. */
  readonly currencies: readonly string[];
  readonly amounts: PresentmentDraft;
  /** The editor's field, without the currency. */
  readonly field: string;
  readonly errorAt: (field: string) => string | undefined;
  readonly onChange: (amounts: PresentmentDraft) => void;
}) {
  const { label, currencies, amounts, field, errorAt, onChange } = props;
  const stated = currencies.filter((code) => (amounts[code] ?? "") !== "");
  const hasError = currencies.some((code) => errorAt(`${field}.${code}`));
  const [isOpen, setIsOpen] = useState(stated.length > 0);
  const id = useId();
  if (currencies.length === 0) return null;
  return (
    <BlockStack gap="200">
      <InlineStack>
        <Button
          variant="plain"
          disclosure={isOpen || hasError ? "up" : "down"}
          ariaExpanded={isOpen || hasError}
          ariaControls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {`${label} in other currencies: ${stated.length === 0 ? "none stated" : stated.join(", ")}`}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen || hasError}>
        <FormLayout>
          <FormLayout.Group
            condensed
            helpText="Where it is empty, checkout converts by Shopify’s rate, and the storefront makes no promise."
          >
            {currencies.map((code) => (
              <TextField
                key={code}
                label={`${label} in ${code}`}
                prefix={code}
                autoComplete="off"
                inputMode="decimal"
                value={amounts[code] ?? ""}
                onChange={(text) => onChange({ ...amounts, [code]: text })}
                {...errorProp(errorAt(`${field}.${code}`))}
              />
            ))}
          </FormLayout.Group>
        </FormLayout>
      </Collapsible>
    </BlockStack>
  );
}
