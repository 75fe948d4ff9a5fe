import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";

import { useMissing } from "../ui/ShopifyAway.tsx";

/** The collection that a campaign is for, by Shopify's picker. */
export function CampaignCollection({
  label,
  collectionId,
  storedTitle,
  error,
  onChoose,
}: {
  readonly label: string;
  /** Empty for none. */
  readonly collectionId: string;
  /** As it was when the page was read; null without one, or when it is gone. */
  readonly storedTitle: string | null;
  readonly error: string | undefined;
  readonly onChoose: (collectionId: string) => void;
}) {
  const shopify = useAppBridge();
  const missing = useMissing();
  const [picked, setPicked] = useState<{ id: string; title: string } | null>(null);
  const title = picked?.id === collectionId ? picked.title : storedTitle;
  const choose = async () => {
    const selection = await shopify.resourcePicker({
      type: "collection",
      multiple: false,
      action: "select",
      selectionIds: collectionId ? [{ id: collectionId }] : [],
    });
    const [chosen] = selection ?? [];
    if (!chosen) return;
    setPicked({ id: chosen.id, title: chosen.title });
    onChoose(chosen.id);
  };
  return (
    <BlockStack gap="200">
      {collectionId !== "" && (
        <Text as="p">
          The first 250 active products of <strong>{title ?? missing.collection}</strong>, as it is
          on the day of the order.
        </Text>
      )}
      {error && <InlineError message={error} fieldID={`${label}-collection`} />}
      <InlineStack>
        <Button onClick={() => void choose()}>
          {collectionId === ""
            ? `Choose the collection of ${label.toLowerCase()}`
            : "Change collection"}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
