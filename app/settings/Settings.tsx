import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  InlineStack,
  Page,
  Text,
} from "@shopify/polaris";
import { useEffect, useState } from "react";

import { combinationKey } from "../../core/offers/combination-rules.ts";
import type { CombinesWith } from "../../core/offers/combination-rules.ts";
import { usePolling } from "../offers/OfferIndex.tsx";
import { isPublishing, PublishingNotice } from "../offers/PublishingNotice.tsx";
import type { SettingsData } from "./load-settings.server.ts";

const CLASSES = [
  {
    field: "orderDiscounts",
    label: "Order discounts",
    help: "A code of 10 % off the order then takes 10 % of what the offers leave, too.",
  },
  {
    field: "productDiscounts",
    label: "Product discounts",
    help: "Another discount on products may then apply in the same cart. Of two on one line, Shopify takes the larger.",
  },
  {
    field: "shippingDiscounts",
    label: "Shipping discounts",
    help: "Free or cheaper shipping beside the offers.",
  },
] as const;

/** What holds for all offers of the shop. */
export function Settings({ combinesWith: stored, hasOneClick, publishing }: SettingsData) {
  const shopify = useAppBridge();
  const fetcher = useFetcher<{ ok: boolean }>();
  const [combinesWith, setCombinesWith] = useState<CombinesWith>(stored);
  const isDirty = combinationKey(combinesWith) !== combinationKey(stored);
  usePolling(isPublishing(publishing));
  useEffect(() => {
    if (!fetcher.data) return;
    if (fetcher.data.ok) shopify.toast.show("Settings saved");
    else shopify.toast.show("Not saved", { isError: true });
  }, [fetcher.data, shopify]);
  const save = () =>
    fetcher.submit({ ...combinesWith }, { method: "post", encType: "application/json" });
  return (
    <Page title="Settings">
      <BlockStack gap="400">
        <PublishingNotice publishing={publishing} />
        <Card>
          <BlockStack gap="400">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                Offers combine with
              </Text>
              <Text as="p" tone="subdued">
                For all offers, in this shop. The other discount has to allow product discounts as
                well. Where two do not combine, Shopify gives the shopper the one that saves more.
              </Text>
            </BlockStack>
            {CLASSES.map(({ field, label, help }) => (
              <Checkbox
                key={field}
                label={label}
                helpText={help}
                checked={combinesWith[field]}
                onChange={(isOn) => setCombinesWith({ ...combinesWith, [field]: isOn })}
              />
            ))}
            {combinesWith.orderDiscounts && (
              <Banner tone="warning" title="Codes come off on top of offers">
                <p>
                  A bundle at 15 % off with a 20 % code is sold at 32 % off. Check that your margin
                  bears the largest code that you give; each offer’s editor shows it for a cart.
                </p>
              </Banner>
            )}
            <InlineStack align="end">
              <Button
                variant="primary"
                disabled={!isDirty}
                loading={fetcher.state !== "idle"}
                onClick={save}
              >
                Save
              </Button>
            </InlineStack>
          </BlockStack>
        </Card>
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="400">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                One-click offers
              </Text>
              <Text as="p" tone="subdued">
                {hasOneClick
                  ? "On: orders that are paid are offered one more product."
                  : "Off. Orders that are paid can be offered one more product, with one click."}
              </Text>
            </BlockStack>
            <Button url="/app/one-click">Manage one-click offers</Button>
          </InlineStack>
        </Card>
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="400">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                Privacy requests
              </Text>
              <Text as="p" tone="subdued">
                Customers who ask for their data or for erasure, and what Tandem did.
              </Text>
            </BlockStack>
            <Button url="/app/privacy">View requests</Button>
          </InlineStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
