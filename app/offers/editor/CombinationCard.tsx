import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";

import type { CombinesWith } from "../../../core/offers/combination-rules.ts";
import { listInWords } from "../offer-words.tsx";

/** With which of the shop's other discounts every offer combines. */
export function CombinationCard({ combinesWith }: { readonly combinesWith: CombinesWith }) {
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            With other discounts
          </Text>
          <Button url="/app/settings">Change for all offers</Button>
        </InlineStack>
        <Text as="p">{inWords(combinesWith)}</Text>
        <Text as="p" tone="subdued">
          Where discounts do not combine, Shopify gives the shopper the one that saves more. Try a
          code in the cart beside this.
        </Text>
      </BlockStack>
    </Card>
  );
}

function inWords({ productDiscounts, orderDiscounts, shippingDiscounts }: CombinesWith): string {
  const classes = [
    productDiscounts && "product discounts",
    orderDiscounts && "order discounts",
    shippingDiscounts && "shipping discounts",
  ].filter((one) => one !== false);
  if (classes.length === 0) return "Combines with no other discount.";
  return `Combines with ${listInWords(classes)} that allow it, and with no other.`;
}
