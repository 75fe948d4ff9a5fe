import { BlockStack, Card, Divider, FormLayout, TextField } from "@shopify/polaris";

import type { BuyXGetYDraft } from "../../../core/offers/buy-x-get-y/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { ComponentList } from "./ComponentList.tsx";
import { DiscountFields } from "./DiscountFields.tsx";
import type { CardProps } from "./OfferEditor.tsx";
import { Warnings } from "./Warnings.tsx";

/** What is bought, what is got for it, on which terms, and how often. */
export function BuyXGetYCard(props: CardProps & ProductMemory) {
  const { draft, change, errorAt, warningsAt, currencyCode } = props;
  const terms = draft.terms as BuyXGetYDraft;
  const set = (more: Partial<BuyXGetYDraft>) =>
    change((before) => ({ terms: { ...(before.terms as BuyXGetYDraft), ...more } }));
  const limitError = errorAt("terms.maximumSets");
  return (
    <Card>
      <BlockStack gap="400">
        <ComponentList
          {...props}
          title="The shopper buys"
          field="terms.buy"
          whenEmpty="Choose what has to be in the cart at its full price."
          components={terms.buy}
          onChange={(buy) => set({ buy })}
        />
        <Divider />
        <ComponentList
          {...props}
          title="and gets"
          field="terms.get"
          whenEmpty="Choose what is free or cheaper then. It may be the same product: of two bought and one got, the cheapest is the one that is got."
          components={terms.get}
          onChange={(get) => set({ get })}
        />
        <FormLayout>
          <DiscountFields
            discount={terms.discount}
            fixedPriceLabel="Fixed price of what is got"
            currencyCode={currencyCode}
            presentmentCurrencies={props.presentmentCurrencies}
            field="terms.discount"
            errorAt={props.errorAt}
            onChange={(discount) => set({ discount })}
          />
          <TextField
            label="Times in one cart, at most"
            type="number"
            min={1}
            autoComplete="off"
            value={terms.maximumSets}
            onChange={(maximumSets) => set({ maximumSets })}
            helpText="Empty: as often as the cart holds it."
            {...(limitError && { error: limitError })}
          />
        </FormLayout>
        <Warnings messages={warningsAt("terms.discount.value")} />
      </BlockStack>
    </Card>
  );
}
