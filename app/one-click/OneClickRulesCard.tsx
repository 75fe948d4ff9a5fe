import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  InlineError,
  InlineStack,
  Link,
  List,
  Text,
} from "@shopify/polaris";
import { useState } from "react";

import { useSaved } from "../ui/use-saved.ts";

const ACCESS_URL =
  "https://shopify.dev/docs/apps/build/checkout/product-offers#post-purchase-product-offers";

/** Off until the merchant says so: Shopify has to allow it first. */
export function OneClickRulesCard({ isOn: stored }: { readonly isOn: boolean }) {
  const { fetcher, errorAt } = useSaved();
  const [isOn, setIsOn] = useState(stored);
  const error = errorAt("isOn");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          An offer between payment and thank-you page
        </Text>
        <Text as="p">
          One product that goes with the order. One click adds it, and Shopify charges the payment
          that was just made. What is not paid does not stay on the order.
        </Text>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Before you switch it on
          </Text>
          <List type="number">
            <List.Item>
              Post-purchase pages are a beta of Shopify’s. A live store needs its leave: whoever
              runs this Tandem{" "}
              <Link url={ACCESS_URL} target="_blank">
                asks Shopify for access
              </Link>
              . Development stores need none.
            </List.Item>
            <List.Item>
              In Shopify, under Settings → Checkout → Post-purchase page, choose Tandem. One app has
              that page.
            </List.Item>
          </List>
        </BlockStack>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            What it means for packing
          </Text>
          <Text as="p">
            Shopify holds an order back from fulfilment while its buyer is on the page: seconds as a
            rule, an hour at most. Tandem adds nothing after that, and changes no order that is
            being fulfilled.
          </Text>
        </BlockStack>
        <BlockStack>
          <Checkbox label="Make one-click offers" checked={isOn} onChange={setIsOn} />
          {error && <InlineError message={error} fieldID="isOn" />}
        </BlockStack>
        <InlineStack>
          <Button
            disabled={isOn === stored}
            loading={fetcher.state !== "idle"}
            onClick={() =>
              fetcher.submit({ isOn }, { method: "post", encType: "application/json" })
            }
          >
            Save
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
