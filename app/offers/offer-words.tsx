import { Badge } from "@shopify/polaris";

/** What the kinds and states of offers are called, and how they look. */
export const KIND_NAMES = {
  "fixed-bundle": "Fixed bundle",
  "quantity-break": "Quantity break",
} as const;

export const STATUS_NAMES = {
  draft: "Draft",
  active: "Live",
  paused: "Paused",
  archived: "Archived",
} as const;

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
