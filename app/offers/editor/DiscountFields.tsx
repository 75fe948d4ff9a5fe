import { FormLayout, Select, TextField } from "@shopify/polaris";

import type { DiscountDraft } from "../../../core/offers/discount-value.ts";
import { errorProp } from "../../ui/error-prop.ts";
import type { CardProps } from "./OfferEditor.tsx";
import { PresentmentFields } from "./PresentmentFields.tsx";

/** How a discount is stated, and by how much. */
export function DiscountFields(
  props: Pick<CardProps, "currencyCode" | "presentmentCurrencies" | "errorAt"> & {
    readonly discount: DiscountDraft;
    readonly fixedPriceLabel: string;
    /** The editor's field of the discount. */
    readonly field: string;
    readonly onChange: (discount: DiscountDraft) => void;
  },
) {
  const { discount, fixedPriceLabel, currencyCode, field, errorAt, onChange } = props;
  return (
    <>
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
          {...errorProp(errorAt(`${field}.value`))}
        />
      </FormLayout.Group>
      {discount.kind !== "percentage" && (
        <PresentmentFields
          label="Value"
          currencies={props.presentmentCurrencies}
          amounts={discount.presentment ?? {}}
          field={`${field}.presentment`}
          errorAt={errorAt}
          onChange={(presentment) => onChange({ ...discount, presentment })}
        />
      )}
    </>
  );
}
