import type { PulseState } from "../follow-ups/pulse.ts";
import type { MemberDocument } from "./member-document.ts";
import type { Measure, RedeemingRules } from "./programme.ts";
import type { RedemptionRefusal } from "./redeeming.ts";

/** What a page after the purchase shows of the buyer, beside what every shopper may read. */
export interface AfterPurchase {
  /** Null while no programme is running. */
  readonly loyalty: {
    readonly pointsName: string;
    readonly currencyCode: string;
    /** What the order earned; null while Shopify does not tell of it yet. */
    readonly earned: number | null;
    /** ISO 8601: from when on these can be used. */
    readonly usableFrom: string | null;
    /** Where the customer stands, and what points can become; null for who is not signed in. */
    readonly member: (MemberDocument & { readonly measure: Measure }) | null;
    readonly redeeming: RedeemingRules | null;
    /** Whether a code adds to what the shop's offers and perks take off; else the customer gets the better one. */
    readonly codesCombine: boolean;
  } | null;
  /** Whether the customer is asked if they are happy, or what they said; null while they are not asked. */
  readonly pulse: PulseState | null;
  /** Of the products that may be suggested, those that the customer has bought before. */
  readonly boughtIds: readonly string[];
  /** Products that were offered with one click before this page, and that the buyer saw there. */
  readonly answeredIds: readonly string[];
}

/** What became of points; `waiting` is done by a job, within moments. */
export type RedeemAnswer =
  | {
      readonly state: "done";
      /** Null for store credit. */
      readonly code: string | null;
      readonly amountMinor: number;
      readonly currencyCode: string;
    }
  | { readonly state: "waiting" | "returned" }
  | { readonly state: "refused"; readonly refusal: RedemptionRefusal };
