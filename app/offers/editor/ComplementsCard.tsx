import { BlockStack, Card, Checkbox, Divider, TextField } from "@shopify/polaris";

import type { ComplementsDraft } from "../../../core/offers/complements/draft.ts";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { errorProp } from "../../ui/error-prop.ts";
import type { CardProps } from "./OfferEditor.tsx";
import { ProductList } from "./ProductList.tsx";

const WORDS = {
  "cross-sell": {
    triggers: "On the page of",
    whenNoTrigger: "Choose the products that something goes with. All of their variants count.",
    complements: "show",
    whenNoComplement:
      "Choose what goes with them. The first three that are neither sold out nor in the cart are shown.",
  },
  "add-on": {
    triggers: "With",
    whenNoTrigger:
      "Choose the products that something can be added to. All of their variants count.",
    complements: "offer to add",
    whenNoComplement:
      "Choose what can be ticked beside the buy button. The first three that are not sold out are shown.",
  },
};

/** On which products' pages, and what is shown there. */
export function ComplementsCard(props: CardProps & ProductMemory) {
  const terms = props.draft.terms as ComplementsDraft;
  const words = WORDS[props.draft.kind === "add-on" ? "add-on" : "cross-sell"];
  const set = (more: Partial<ComplementsDraft>) =>
    props.change((before) => ({ terms: { ...(before.terms as ComplementsDraft), ...more } }));
  return (
    <Card>
      <BlockStack gap="400">
        <ProductList
          {...props}
          title={words.triggers}
          field="terms.triggers"
          whenEmpty={words.whenNoTrigger}
          chosen={terms.triggers}
          onChange={(triggers) =>
            set({ triggers: triggers.map(({ productId }) => ({ productId, variantIds: [] })) })
          }
        />
        <Divider />
        <ProductList
          {...props}
          title={words.complements}
          field="terms.complements"
          whenEmpty={words.whenNoComplement}
          chosen={terms.complements}
          onChange={(complements) => set({ complements })}
        />
        {props.draft.kind === "cross-sell" && (
          <Checkbox
            label="Not what a customer bought before"
            helpText="Looked up in the latest orders of customers who are signed in."
            checked={terms.hidesBought}
            onChange={(hidesBought) => set({ hidesBought })}
          />
        )}
        {props.draft.surfaces.includes("post-purchase") && (
          <TextField
            label="Off with one click"
            suffix="%"
            inputMode="decimal"
            autoComplete="off"
            helpText="Only where it is added to a paid order, before the thank-you page. Empty: its own price."
            value={terms.oneClickPercent}
            onChange={(oneClickPercent) => set({ oneClickPercent })}
            {...errorProp(props.errorAt("terms.oneClickPercent"))}
          />
        )}
      </BlockStack>
    </Card>
  );
}
