import { Badge, BlockStack, Card, InlineStack, Link, List, Page, Text } from "@shopify/polaris";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { ShopifyAway } from "../../ui/ShopifyAway.tsx";
import { KIND_NAMES, listInWords } from "../offer-words.tsx";
import type { ConflictsData } from "./load-conflicts.server.ts";

type Conflict = ConflictsData["conflicts"][number];

/** Which live offers compete for the same units, and which of them the shopper gets. */
export function Conflicts({ conflicts, untried, isShopifyAway, currencyCode }: ConflictsData) {
  return (
    <Page title="Competing offers" backAction={{ content: "Offers", url: "/app/offers" }}>
      <BlockStack gap="400">
        {isShopifyAway && <ShopifyAway missing="Products and what each offer saves" />}
        <Card>
          <BlockStack gap="200">
            <Text as="p">
              These offers share products, and each item counts toward one offer only. Every cart
              gets the combination that saves the customer the most. Priority only decides which
              offer shows first. This page assumes that the customer is eligible for all of them.
            </Text>
            {conflicts.length === 0 && !isShopifyAway && (
              <Text as="p" fontWeight="semibold">
                No offers compete: each product is in one live offer with a price at the most.
              </Text>
            )}
          </BlockStack>
        </Card>
        {untried.map((offers) => (
          <Card key={offers.map((offer) => offer.id).join()}>
            <List>
              {offers.map(({ id, name }) => (
                <List.Item key={id}>
                  <Link url={`/app/offers/${id}`}>{name}</Link>
                </List.Item>
              ))}
            </List>
          </Card>
        ))}
        {conflicts.map((conflict) => (
          <ConflictCard
            key={conflict.offers.map((offer) => offer.id).join()}
            conflict={conflict}
            money={(minor) => formatMoney(minor, currencyCode, "en")}
          />
        ))}
      </BlockStack>
    </Page>
  );
}

function ConflictCard({
  conflict: { sharedProducts, cart, savingMinor, offers },
  money,
}: {
  conflict: Conflict;
  money: (minor: number) => string;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {listInWords(sharedProducts)}
        </Text>
        <Text as="p">
          In a cart with {listInWords(cart)}, the shopper saves {money(savingMinor)}:
        </Text>
        <List>
          {offers.map((offer) => (
            <List.Item key={offer.id}>
              <InlineStack gap="200" blockAlign="center">
                <Link url={`/app/offers/${offer.id}`}>{offer.name}</Link>
                <Badge>{KIND_NAMES[offer.kind]}</Badge>
                <Badge tone={offer.savingMinor > 0 ? "success" : "attention"}>
                  {offer.savingMinor > 0 ? "Applies" : "Gives way"}
                </Badge>
              </InlineStack>
              {reason(offer, money)}
            </List.Item>
          ))}
        </List>
        <Text as="p" tone="subdued">
          Shown first where several could be:{" "}
          {offers.map((offer) => `${offer.name} (priority ${offer.priority})`).join(", then ")}.
        </Text>
      </BlockStack>
    </Card>
  );
}

function reason(
  { savingMinor, aloneMinor }: Conflict["offers"][number],
  money: (minor: number) => string,
): string {
  if (aloneMinor === 0) return "It would save nothing in this cart, also by itself.";
  const alone = `By itself it would save ${money(aloneMinor)}`;
  if (savingMinor === 0)
    return `${alone}; its units save more, with the rest of the cart, in the others.`;
  return savingMinor < aloneMinor
    ? `It saves ${money(savingMinor)}. ${alone}, but some of its units save more in another.`
    : `It saves ${money(savingMinor)}.`;
}
