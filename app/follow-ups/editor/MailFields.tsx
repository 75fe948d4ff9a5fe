import { BlockStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";

import type { MailCopy, WrittenMail } from "../../../core/follow-ups/sequence.ts";
import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { errorProp } from "../../ui/error-prop.ts";
import { LANGUAGE_NAMES } from "../../offers/offer-words.tsx";

/** The words of a mail, in each language. A language whose fields are both empty is read in the default. */
export function MailFields({
  written,
  onChange,
  errorAt,
}: {
  readonly written: WrittenMail;
  readonly onChange: (written: WrittenMail) => void;
  /** By the path below the mail: "copy.subject". */
  readonly errorAt: (path: string) => string | undefined;
}) {
  const [locale, setLocale] = useState<CopyLocale | "default">("default");
  const isDefault = locale === "default";
  const copy: MailCopy = isDefault
    ? written.copy
    : (written.translations[locale] ?? { subject: "", text: "" });
  const path = isDefault ? "copy" : `translations.${locale}`;
  const set = (more: Partial<MailCopy>) => {
    const next = { ...copy, ...more };
    if (isDefault) return onChange({ ...written, copy: next });
    const { [locale]: _before, ...others } = written.translations;
    const isEmpty = next.subject === "" && next.text === "";
    onChange({ ...written, translations: isEmpty ? others : { ...others, [locale]: next } });
  };
  const hasErrorIn = (one: CopyLocale) =>
    ["subject", "text"].some((field) => errorAt(`translations.${one}.${field}`) !== undefined);
  const wrong = COPY_LOCALES.filter(hasErrorIn).map((one) => LANGUAGE_NAMES[one]);
  return (
    <BlockStack gap="300">
      <Select
        label="Language"
        options={[
          { label: "Default", value: "default" },
          ...COPY_LOCALES.map((one) => ({
            label: `${LANGUAGE_NAMES[one]}${written.translations[one] ? " ✓" : ""}`,
            value: one,
          })),
        ]}
        value={locale}
        onChange={(value) => setLocale(value as CopyLocale | "default")}
        {...errorProp(wrong.length > 0 ? `To be put right: ${wrong.join(", ")}.` : undefined)}
      />
      <TextField
        label="Subject"
        autoComplete="off"
        maxLength={120}
        value={copy.subject}
        onChange={(subject) => set({ subject })}
        {...errorProp(errorAt(`${path}.subject`))}
      />
      <TextField
        label="Text"
        helpText="An empty line begins a paragraph. {{order}} stands for the order’s name, {{shop}} for the shop’s. The greeting, the buttons and the way to unsubscribe are added."
        autoComplete="off"
        multiline={4}
        maxLength={2_000}
        value={copy.text}
        onChange={(text) => set({ text })}
        {...errorProp(errorAt(`${path}.text`))}
      />
    </BlockStack>
  );
}
