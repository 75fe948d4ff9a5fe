import type { MailCap, QuietHours } from "./send-time.ts";

/** How a shop's mail is sent, whatever the sequence. */
export interface FollowUpRules {
  /** Name that mails come from. */
  readonly senderName: string;
  /** The shop's postal address, at the foot of every mail: the law of many countries asks for it. */
  readonly postalAddress: string;
  readonly quiet: QuietHours;
  readonly cap: MailCap;
  /** Whether only who confirmed their address (double opt-in) is written to. */
  readonly needsConfirmedOptIn: boolean;
  /** Whether mails hold a picture that tells when they are opened. */
  readonly tracksOpens: boolean;
}

/** As a shop begins. */
export const FIRST_RULES: FollowUpRules = {
  senderName: "",
  postalAddress: "",
  quiet: { from: "20:00", to: "08:00" },
  cap: { mails: 2, days: 7 },
  needsConfirmedOptIn: false,
  tracksOpens: false,
};

/** What Shopify says of a customer's consent to marketing by e-mail. */
export interface EmailConsent {
  /** CustomerEmailMarketingState: SUBSCRIBED, PENDING, NOT_SUBSCRIBED, … */
  readonly state: string;
  /** CustomerMarketingOptInLevel: SINGLE_OPT_IN, CONFIRMED_OPT_IN, UNKNOWN; null where it is not known. */
  readonly optInLevel: string | null;
  /** When they last said something of it, ISO 8601; null where they never did. */
  readonly updatedAt: string | null;
}

/**
 * Whether a customer may be written to. A question after an order is advertising too, by the courts of some countries, so
 * every mail of a sequence needs the same consent.
 * @returns "later" while they have not confirmed their address yet
 */
export function mayWrite(
  { state, optInLevel }: Pick<EmailConsent, "state" | "optInLevel">,
  rules: Pick<FollowUpRules, "needsConfirmedOptIn">,
): "yes" | "later" | "no" {
  if (state === "PENDING") return "later";
  if (state !== "SUBSCRIBED") return "no";
  return rules.needsConfirmedOptIn && optInLevel !== "CONFIRMED_OPT_IN" ? "no" : "yes";
}

/**
 * Whether a customer has agreed again since they unsubscribed. Who called a mail spam is not written to again, whatever they
 * agree to.
 */
export function hasAgreedSince(
  { state, updatedAt }: Pick<EmailConsent, "state" | "updatedAt">,
  unsubscribedAt: Date,
): boolean {
  return (
    state === "SUBSCRIBED" && updatedAt !== null && Date.parse(updatedAt) > unsubscribedAt.getTime()
  );
}
