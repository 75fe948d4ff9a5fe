import { z } from "zod";

/** Every kind of work whose items are worked off one after the other, as a merchant reads of it on Home. */
export const SET_ASIDE_KINDS = {
  webhook: "News from Shopify",
  order: "Order",
  referrals: "Referrals of a customer",
  member: "Loyalty page of a customer",
  redemption: "Redeemed points",
  "flow-event": "Shopify Flow event",
  pulse: "Survey response for Shopify Flow",
  consent: "Email unsubscribe",
  confirmation: "Order confirmation",
  "follow-up": "Follow-up of an order",
  "one-click": "Post-purchase offer",
} as const;

export type SetAsideKind = keyof typeof SET_ASIDE_KINDS;

const KIND_NAMES = Object.keys(SET_ASIDE_KINDS) as [SetAsideKind, ...SetAsideKind[]];

/** What a merchant asks to be tried again: one item, or all of them, which is null. */
export const setAsideChoice = z.union([
  z.strictObject({ kind: z.enum(KIND_NAMES), itemId: z.string().min(1) }),
  z.strictObject({}).transform(() => null),
]);
