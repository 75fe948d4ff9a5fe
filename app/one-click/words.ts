import type { OneClickState } from "../../core/one-click/offer.ts";
import type { NotShownReason } from "../../core/one-click/why-not-shown.ts";

/** Where an offer of one click stands, for a merchant. */
export const STATE_WORDS: Readonly<
  Record<OneClickState, { label: string; tone?: "success" | "info" | "warning" | "critical" }>
> = {
  unasked: { label: "Being looked at" },
  offered: { label: "Being looked at" },
  shown: { label: "Seen, not answered" },
  declined: { label: "Declined" },
  accepted: { label: "Accepted, being checked", tone: "info" },
  added: { label: "Added and paid", tone: "success" },
  "not-added": { label: "Not added", tone: "warning" },
  "taken-off": { label: "Not paid, taken off again", tone: "warning" },
  "left-unpaid": { label: "Not paid, and in fulfilment", tone: "critical" },
  moved: { label: "Not shown" },
};

/** Why a page was not shown, for a merchant. */
export const REASON_WORDS: Readonly<Record<NotShownReason, string>> = {
  "other-channel": "Not from the online store",
  currency: "Paid in another currency than the shop’s",
  duties: "Has duties",
  "no-shipping": "Nothing to ship",
  "local-delivery": "Local delivery",
  "pick-up": "Picked up by the buyer",
  minimum: "Below the smallest total that has the page",
  "gift-card": "Paid with a gift card",
  installments: "Paid in installments",
  wallet: "Paid with a wallet, such as Apple Pay or PayPal",
  "other-payment": "Paid by a way that cannot be charged again",
  unknown:
    "Shopify does not say. Tandem may not have the page, the answer came too late, or the payment provider keeps no card",
};
