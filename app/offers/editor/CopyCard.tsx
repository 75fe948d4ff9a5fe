import { BlockStack, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import type { OfferCopy } from "../../../core/offers/offer.ts";
import { LANGUAGE_NAMES } from "../offer-words.tsx";
import type { CardProps } from "./OfferEditor.tsx";

/** What the merchant calls the offer, and what the shopper reads, in each language. */
export function CopyCard({ draft, change, errorAt }: CardProps) {
  const [locale, setLocale] = useState<CopyLocale | "default">("default");
  const isDefault = locale === "default";
  const copy: OfferCopy = isDefault
    ? draft.copy
    : (draft.translations[locale] ?? { title: "", benefit: "" });
  const setCopy = (more: Partial<OfferCopy>) =>
    isDefault
      ? change((before) => ({ copy: { ...before.copy, ...more } }))
      : change((before) => ({
          translations: { ...before.translations, [locale]: { ...copy, ...more } },
        }));
  const field = isDefault ? "copy" : `translations.${locale}`;
  const nameError = errorAt("name");
  const titleError = errorAt(`${field}.title`);
  const benefitError = errorAt(`${field}.benefit`);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Words
        </Text>
        <FormLayout>
          <TextField
            label="Name"
            helpText="Only you see it."
            autoComplete="off"
            value={draft.name}
            onChange={(name) => change(() => ({ name }))}
            {...(nameError && { error: nameError })}
          />
          <Select
            label="Language"
            options={[
              { label: "Default", value: "default" },
              ...COPY_LOCALES.map((one) => ({
                label: `${LANGUAGE_NAMES[one]}${draft.translations[one]?.title ? " ✓" : ""}`,
                value: one,
              })),
            ]}
            value={locale}
            onChange={(value) => setLocale(value as CopyLocale | "default")}
            helpText="Shoppers read the default in a language that you leave empty."
          />
          <TextField
            label="Title for shoppers"
            helpText="On the product page, in the cart and on the order."
            autoComplete="off"
            maxLength={60}
            showCharacterCount
            value={copy.title}
            onChange={(title) => setCopy({ title })}
            {...(titleError && { error: titleError })}
          />
          <TextField
            label="Benefit"
            helpText="One plain sentence: what do they gain?"
            autoComplete="off"
            maxLength={140}
            value={copy.benefit}
            onChange={(benefit) => setCopy({ benefit })}
            {...(benefitError && { error: benefitError })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
