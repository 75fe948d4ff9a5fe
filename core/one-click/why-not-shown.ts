import { toMinor } from "@tandem/storefront-kit/money/decimal";

/** What Shopify tells of an order that its post-purchase page depends on. */
export interface PageFacts {
  /** Of the shop. */
  readonly currencyCode: string;
  /** In which the buyer paid. */
  readonly presentmentCurrencyCode: string;
  /** In the shop's currency, as a decimal. */
  readonly total: string;
  readonly hasDuties: boolean;
  /** "web" for the online store; null where it is not told. */
  readonly sourceName: string | null;
  readonly requiresShipping: boolean;
  readonly isLocalDelivery: boolean;
  readonly isPickUp: boolean;
  readonly payments: readonly Payment[];
}

/** One payment of an order. */
export interface Payment {
  /** As Shopify names it: "gift_card", "shopify_payments". */
  readonly gateway: string;
  readonly method: "card" | "paypal" | "installments" | "local" | "unknown";
  /** "APPLE_PAY"; null for a card that was typed in. */
  readonly wallet: string | null;
}

/**
 * Why Shopify shows no post-purchase page (shopify.dev, "About product offers", limitations of post-purchase).
 * `unknown` is left where none of the rules says so: the answer came too late, or the gateway keeps no card.
 */
export const NOT_SHOWN_REASONS = [
  "other-channel",
  "currency",
  "duties",
  "no-shipping",
  "local-delivery",
  "pick-up",
  "minimum",
  "gift-card",
  "installments",
  "wallet",
  "other-payment",
  "unknown",
] as const;
export type NotShownReason = (typeof NOT_SHOWN_REASONS)[number];

/** Orders below half a unit of the shop's currency have no page; Shopify says 0.50 US dollars. */
const MINIMUM = "0.50";
/** Shop Pay keeps the card, and so may have a page. */
const WALLETS_WITH_PAGE = ["SHOPIFY_PAY"];

/** Whether a total, a decimal, is less than what has a page. */
export function isBelowMinimum(total: string, currencyCode: string): boolean {
  return toMinor(total, currencyCode) < toMinor(MINIMUM, currencyCode);
}

/** The first rule by which an order had no page; those of the order before those of its payment. */
export function whyNotShown(facts: PageFacts): NotShownReason {
  const { payments } = facts;
  const rules: readonly [NotShownReason, boolean][] = [
    ["other-channel", facts.sourceName !== null && facts.sourceName !== "web"],
    ["currency", facts.presentmentCurrencyCode !== facts.currencyCode],
    ["duties", facts.hasDuties],
    ["no-shipping", !facts.requiresShipping],
    ["local-delivery", facts.isLocalDelivery],
    ["pick-up", facts.isPickUp],
    ["minimum", isBelowMinimum(facts.total, facts.currencyCode)],
    ["gift-card", payments.some((one) => one.gateway === "gift_card")],
    ["installments", payments.some((one) => one.method === "installments")],
    ["wallet", payments.some(isWallet)],
    ["other-payment", payments.some((one) => one.method === "local" || one.method === "unknown")],
  ];
  return rules.find(([, holds]) => holds)?.[0] ?? "unknown";
}

function isWallet({ method, wallet }: Payment): boolean {
  return method === "paypal" || (wallet !== null && !WALLETS_WITH_PAGE.includes(wallet));
}
