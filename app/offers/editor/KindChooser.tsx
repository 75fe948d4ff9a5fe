import { BlockStack, Button, Card, InlineGrid, Page, Text } from "@shopify/polaris";

import type { OfferKind } from "../../../core/offers/offer.ts";
import { KIND_NAMES, kindInSentence } from "../offer-words.tsx";

const TEXTS: Record<OfferKind, string> = {
  "fixed-bundle":
    "Named products that are bought together for less: a phone with its case and charger, a burger with fries and a drink, six of one thing as a multipack.",
  "quantity-break": "A better price for more of one thing: 5 % off from two, 10 % off from three.",
  "mix-and-match":
    "So many of several products, as the shopper likes: any three for 10 % off, a box of six chosen one by one.",
  "cross-sell":
    "What goes with a product, shown on its page at its own price: a screen protector with the phone, fries with the burger.",
  "add-on":
    "This with that, ticked beside the buy button: a warranty, gift wrap, fries. It goes with its product, and leaves the cart with it.",
  "upgrade-path":
    "The next step up for the difference in price: 256 GB instead of 128, large instead of regular, the pro instead of the basic one.",
  "cart-reward":
    "Free shipping, a gift or something off once the cart is worth enough, in steps, with a bar that shows how much is missing.",
  "buy-x-get-y":
    "Who buys one thing gets another, free or for less: two shirts and the third free, a phone with a case at half the price.",
};

export function KindChooser() {
  return (
    <Page title="Create offer" backAction={{ content: "Offers", url: "/app/offers" }}>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        {(Object.keys(TEXTS) as OfferKind[]).map((kind) => (
          <Card key={kind}>
            <BlockStack gap="300" inlineAlign="start">
              <Text as="h2" variant="headingMd">
                {KIND_NAMES[kind]}
              </Text>
              <Text as="p">{TEXTS[kind]}</Text>
              <Button variant="primary" url={`/app/offers/new?kind=${kind}`}>
                {`Create ${kindInSentence(kind)}`}
              </Button>
            </BlockStack>
          </Card>
        ))}
      </InlineGrid>
    </Page>
  );
}
