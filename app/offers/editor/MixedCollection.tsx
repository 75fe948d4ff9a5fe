import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, ButtonGroup, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";

import type { Product } from "../../../core/catalog/product.ts";
import { askServer, UnansweredError } from "../../ui/ask-server.ts";
import { useMissing } from "../../ui/ShopifyAway.tsx";
import type { CollectionAnswer } from "../mixed-collection.server.ts";

export interface ChosenCollection {
  readonly collectionId: string;
  readonly products: readonly Product[];
}

/** The collection whose products can be mixed, or the way to choose one instead of products one by one. */
export function MixedCollection(props: {
  /** Empty without a collection. */
  readonly collectionId: string;
  /** As it was when the page was read; null without one, or when it is gone. */
  readonly storedTitle: string | null;
  readonly productTitles: readonly string[];
  readonly error: string | undefined;
  readonly onChoose: (chosen: ChosenCollection) => void;
  readonly onLeave: () => void;
}) {
  const { collectionId, storedTitle, productTitles, error, onChoose, onLeave } = props;
  const shopify = useAppBridge();
  const missing = useMissing();
  const [picked, setPicked] = useState<{ id: string; title: string } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const title = picked?.id === collectionId ? picked.title : storedTitle;
  const choose = async () => {
    const selection = await shopify.resourcePicker({
      type: "collection",
      multiple: false,
      action: "select",
      selectionIds: collectionId ? [{ id: collectionId }] : [],
    });
    const id = selection?.[0]?.id;
    if (!id) return;
    const answer = await askForCollection(id);
    setRefusal(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    setPicked({ id, title: answer.title });
    onChoose({ collectionId: id, products: answer.products });
  };
  const message = refusal ?? error;
  return (
    <BlockStack gap="200">
      {collectionId !== "" && (
        <>
          <Text as="h2" variant="headingMd">
            Products to mix
          </Text>
          <Text as="p">
            All active products of <strong>{title ?? missing.collection}</strong>:{" "}
            {productTitles.join(", ")}.
          </Text>
          <Text as="p" tone="subdued">
            What joins or leaves the collection joins or leaves the offer by itself.
          </Text>
        </>
      )}
      {message && <InlineError message={message} fieldID="terms.collectionId" />}
      <InlineStack>
        <ButtonGroup>
          <Button onClick={() => void choose()}>
            {collectionId === "" ? "Choose a collection instead" : "Change collection"}
          </Button>
          {collectionId !== "" && <Button onClick={onLeave}>Choose products instead</Button>}
        </ButtonGroup>
      </InlineStack>
    </BlockStack>
  );
}

async function askForCollection(id: string): Promise<CollectionAnswer> {
  try {
    return await askServer<CollectionAnswer>("/app/offers/collection", JSON.stringify({ id }));
  } catch (failure) {
    if (!(failure instanceof UnansweredError)) throw failure;
    return { ok: false, message: failure.message };
  }
}
