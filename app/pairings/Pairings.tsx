import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";

import type { Picked } from "../offers/editor/pick-products.ts";
import { pickProducts } from "../offers/editor/pick-products.ts";
import { ShopifyAway } from "../ui/ShopifyAway.tsx";
import { listInWords } from "../offers/offer-words.tsx";
import type { PairingsData } from "./incompatible-pairs.server.ts";

type Row = PairingsData["pairs"][number];

/** Which products never go together, whatever an offer says. */
export function Pairings({ pairs, currencyCode, isShopifyAway }: PairingsData) {
  const fetcher = useFetcher<{ refusal: string | null }>();
  const send = (change: object) => {
    fetcher.submit(JSON.stringify(change), { method: "post", encType: "application/json" });
  };
  return (
    <Page title="Pairings">
      <BlockStack gap="400">
        {isShopifyAway && <ShopifyAway missing="Products’ titles" />}
        {fetcher.data?.refusal && (
          <Banner tone="critical" title="Not saved">
            <p>{fetcher.data.refusal}</p>
          </Banner>
        )}
        <Card>
          <BlockStack gap="400">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                Never together
              </Text>
              <Text as="p" tone="subdued">
                Products that do not fit each other: a case of another model, a plug of another
                country. No offer can bring them together, and what was live with them is taken off
                the storefront.
              </Text>
            </BlockStack>
            <AddPairs
              currencyCode={currencyCode}
              onAdd={(productId, productIds) => send({ intent: "add", productId, productIds })}
            />
          </BlockStack>
        </Card>
        {pairs.length > 0 && (
          <Card>
            <BlockStack gap="200">
              {pairs.map((pair) => (
                <PairRow
                  key={pair.ids.join()}
                  pair={pair}
                  onRemove={() => send({ intent: "remove", productIds: pair.ids })}
                />
              ))}
            </BlockStack>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

function PairRow({ pair, onRemove }: { pair: Row; onRemove: () => void }) {
  const [first, second] = pair.titles;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">
        {first} and {second}
      </Text>
      <Button
        variant="tertiary"
        accessibilityLabel={`Let ${first} and ${second} go together again`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </InlineStack>
  );
}

/** First the one product, then those that it does not go with. */
function AddPairs({
  currencyCode,
  onAdd,
}: {
  currencyCode: string;
  onAdd: (productId: string, productIds: string[]) => void;
}) {
  const shopify = useAppBridge();
  const [one, setOne] = useState<Picked | null>(null);
  const [others, setOthers] = useState<Picked[]>([]);
  const chooseOne = async () => {
    const [picked] = (await pickProducts(shopify, [], currencyCode)) ?? [];
    if (picked) setOne(picked);
  };
  const chooseOthers = async () => setOthers((await pickProducts(shopify, [], currencyCode)) ?? []);
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void chooseOne()}>Choose a product</Button>
        <Text as="span">{one?.product.title ?? "…"}</Text>
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => void chooseOthers()}>Choose what it never goes with</Button>
        <Text as="span">
          {others.length > 0 ? listInWords(others.map(({ product }) => product.title)) : "…"}
        </Text>
      </InlineStack>
      <InlineStack>
        <Button
          variant="primary"
          disabled={!one || others.length === 0}
          onClick={() => {
            if (!one) return;
            onAdd(
              one.productId,
              others.map((other) => other.productId),
            );
            setOne(null);
            setOthers([]);
          }}
        >
          Never together
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
