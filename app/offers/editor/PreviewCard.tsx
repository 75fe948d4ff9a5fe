import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useState } from "react";

import type { OfferDraft } from "../../../core/offers/draft.ts";
import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { LANGUAGE_NAMES } from "../offer-words.tsx";
import type { Preview } from "../preview.server.ts";
import { PreviewHeading } from "./PreviewHeading.tsx";
import type { PreviewView } from "./PreviewHeading.tsx";
import { Unanswered } from "./Unanswered.tsx";
import { useAnswer } from "./use-answer.ts";

/** Widths of the block on a phone and beside a desktop's product picture, and how far each is scaled down to fit. */
const VIEWS = { phone: { width: 360, zoom: 0.75 }, desktop: { width: 540, zoom: 0.5 } };

/** The block as the shopper will see it, rendered by the theme block's own Liquid. */
export function PreviewCard({ draft }: { draft: OfferDraft }) {
  const [locale, setLocale] = useState<CopyLocale>("en");
  const [width, setWidth] = useState<PreviewView>("phone");
  const { answer: preview, failure } = useAnswer<Preview>("/app/offers/preview", {
    draft,
    locale,
  });
  return (
    <Card>
      <BlockStack gap="300">
        <PreviewHeading view={width} onChange={setWidth} />
        <Select
          label="Language of the preview"
          labelHidden
          options={COPY_LOCALES.map((one) => ({ label: LANGUAGE_NAMES[one], value: one }))}
          value={locale}
          onChange={(value) => setLocale(value as CopyLocale)}
        />
        {failure && <Unanswered failure={failure} />}
        {preview && "html" in preview ? (
          <Frame html={preview.html} view={VIEWS[width]} />
        ) : (
          <Text as="p" tone="subdued">
            {preview ? preview.reason : "…"}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** A page of its own, so that the admin's styles stay out of it; scaled down when it is wider than the card. */
function Frame({ html, view }: { html: string; view: { width: number; zoom: number } }) {
  const page = `<!doctype html><meta name="viewport" content="width=device-width"><style>body{margin:12px;font:16px/1.5 system-ui,sans-serif;color:#1d2b3a}noscript{display:none}</style>${html}`;
  return (
    <iframe
      title="Preview of the offer"
      sandbox=""
      srcDoc={page}
      style={{
        width: view.width,
        height: 460 / view.zoom,
        zoom: view.zoom,
        border: "1px solid #e3e3e3",
        borderRadius: 8,
      }}
    />
  );
}
