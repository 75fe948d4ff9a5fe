import { Badge } from "@shopify/polaris";

import type { CopyLocale } from "../../core/offers/locales.ts";
import type { OfferKind } from "../../core/offers/offer.ts";

/** What the kinds and states of offers are called, and how they look. */
export const KIND_NAMES = {
  "fixed-bundle": "Fixed bundle",
  "quantity-break": "Quantity break",
  "mix-and-match": "Mix and match",
  "buy-x-get-y": "Buy X get Y",
  "cross-sell": "Cross-sell",
  "add-on": "Add-on",
  "upgrade-path": "Upgrade path",
  "cart-reward": "Cart reward",
} as const satisfies Record<OfferKind, string>;

/** A kind within a sentence: "Create fixed bundle". */
export function kindInSentence(kind: OfferKind): string {
  const name = KIND_NAMES[kind];
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** "a, b, and c" */
export function listInWords(items: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(items);
}

export const STATUS_NAMES = {
  draft: "Draft",
  active: "Live",
  paused: "Paused",
  archived: "Archived",
} as const;

export const LANGUAGE_NAMES: Record<CopyLocale, string> = {
  en: "English",
  de: "German",
  fr: "French",
  es: "Spanish",
  ja: "Japanese",
};

const TONES = {
  draft: "info",
  active: "success",
  paused: "attention",
  archived: undefined,
} as const;

export function StatusBadge({ status }: { status: string }) {
  const known = status as keyof typeof STATUS_NAMES;
  const tone = TONES[known];
  return <Badge {...(tone && { tone })}>{STATUS_NAMES[known]}</Badge>;
}
