import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, InlineStack, List, Text, TextField } from "@shopify/polaris";

import { CONFIRMATION_SNIPPET } from "../../../core/follow-ups/confirmation.ts";

/** What a merchant pastes into Shopify's order confirmation, and what it will look like. */
export function ConfirmationCard({ preview }: { readonly preview: string }) {
  const shopify = useAppBridge();
  const copy = async () => {
    await navigator.clipboard.writeText(CONFIRMATION_SNIPPET);
    shopify.toast.show("Copied");
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          The order confirmation
        </Text>
        <Text as="p">
          Names what goes with the order, by the cross-sells that show in it, and puts it into a
          cart with one tap. Shopify sends this mail; it takes what you paste there.
        </Text>
        <List type="number">
          <List.Item>Copy the snippet.</List.Item>
          <List.Item>
            In Shopify, open Settings → Notifications → Customer notifications → Order confirmation
            → Edit code, and paste it where it is to stand.
          </List.Item>
          <List.Item>
            Paste it into Shipping confirmation as well: an order confirmation that leaves within
            moments may go out before Tandem has heard of the order, and names nothing then.
          </List.Item>
        </List>
        <TextField
          label="Snippet"
          autoComplete="off"
          multiline={6}
          maxHeight={180}
          monospaced
          readOnly
          value={CONFIRMATION_SNIPPET}
        />
        <InlineStack>
          <Button onClick={() => void copy()}>Copy the snippet</Button>
        </InlineStack>
        <iframe
          title="Preview of the order confirmation"
          sandbox=""
          srcDoc={`<!doctype html><body style="font:16px/1.5 system-ui,sans-serif;margin:12px">${preview}`}
          style={{ width: "100%", height: 260, border: "1px solid #e3e3e3", borderRadius: 8 }}
        />
      </BlockStack>
    </Card>
  );
}
