import { FormLayout, Select, TextField } from "@shopify/polaris";

import type { DiscountDraft } from "../../../core/offers/discount-value.ts";

/** How a discount is stated, and by how much. */
export function DiscountFields(props: {
  readonly discount: DiscountDraft;
  readonly fixedPriceLabel: string;
  readonly currencyCode: string;
  readonly error: string | undefined;
  readonly onChange: (discount: DiscountDraft) => void;
}) {
  const { discount, fixedPriceLabel, currencyCode, error, onChange } = props;
  return (
    <FormLayout.Group condensed>
      <Select
        label="Discount"
        options={[
          { label: "Percentage", value: "percentage" },
          { label: "Amount off", value: "amount-off" },
          { label: fixedPriceLabel, value: "fixed-price" },
        ]}
        value={discount.kind}
        onChange={(kind) => onChange({ ...discount, kind: kind as DiscountDraft["kind"] })}
      />
      <TextField
        label="Value"
        autoComplete="off"
        inputMode="decimal"
        value={discount.value}
        onChange={(value) => onChange({ ...discount, value })}
        {...(discount.kind === "percentage" ? { suffix: "%" } : { prefix: currencyCode })}
        {...(error && { error })}
      />
    </FormLayout.Group>
  );
}
