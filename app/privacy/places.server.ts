import type { Prisma } from "@prisma/client";

/**
 * What a column of text or JSON can hold of a customer.
 * - `customer`, `order`: Shopify's global id of one; `orders`: a list of them
 * - `either`: the id of a customer or of an order
 * - `customer-hash`, `email-hash`: keyed hashes
 * - `friend`, `friend-hash`: the id of a customer, or a keyed hash of them, in a row that is somebody else's
 * - `fields`: JSON with the numbers `customer_id` and `order_id`
 * - `facts`: JSON of an order, which names its customer
 * - `body`: a webhook as it came
 * - `sealed`: something of theirs, encrypted, in a row that names them otherwise
 * - `key`: an id of our own, in which a customer's number may stand
 * - `words`: what a person or a server wrote, which may name somebody
 * - `own`: nothing; it is the shop's, its staff's or Tandem's
 */
export type ColumnKind =
  | "customer"
  | "order"
  | "orders"
  | "either"
  | "customer-hash"
  | "email-hash"
  | "friend"
  | "friend-hash"
  | "fields"
  | "facts"
  | "body"
  | "sealed"
  | "key"
  | "words"
  | "own";

/**
 * What becomes of a customer's rows when they are erased.
 * - `rows`: those that name them, and those of their orders, go
 * - `named rows`: those that name them go; those of their orders are somebody else's as well
 * - `name`: the row stays, without the customer
 * - `webhooks`, `notes`: as their own files say
 * - `kept`: nothing in it says whose it is
 */
export type Erasure = "rows" | "named rows" | "name" | "webhooks" | "notes" | "kept";

/** A table, as a place where a customer can stand. */
export interface Place {
  /** What its rows are called in the answer to a data request; null where none is of a customer. */
  readonly title: string | null;
  readonly erasure: Erasure;
  /** Every column of text or JSON but the shop's: a test refuses one that is missing. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Columns that the answer leaves out: they are of somebody else, or tell nobody anything. */
  readonly withheld?: readonly string[];
}

/** A table with nothing of customers, by its columns of text and JSON. */
function own(...names: readonly string[]): Place {
  const columns = Object.fromEntries(names.map((name) => [name, "own" as const]));
  return { title: null, erasure: "kept", columns };
}

/**
 * Every table, with what its columns can hold of a customer, what erasing them does to it, and what the answer to a data
 * request calls it. Both go through this list and know no table of their own, so that neither can forget one.
 */
export const PLACES: Readonly<Record<Prisma.ModelName, Place>> = {
  Session: own(
    ...["id", "state", "scope", "accessToken", "refreshToken", "locale"],
    // Of the merchant's staff.
    ...["firstName", "lastName", "email"],
  ),
  Shop: own("currencyCode", "timeZone", "discountId", "cartTransformId", "publishedCombination"),
  Offer: own("id", "kind", "status", "name", "content"),
  PublishedTitle: own("title", "offerId"),
  PublishedDocument: own("ownerId", "key", "hash"),
  PublishRun: { title: null, erasure: "kept", columns: { state: "own", message: "words" } },
  IncompatiblePair: own("firstId", "secondId"),
  LoyaltyProgramme: own("rules", "author"),
  PulseSettings: own("supportEmail"),
  FollowUpSettings: own("rules"),
  FollowUpSequence: own("id", "status", "content"),
  TestMail: own("id"),
  ServedWebhook: own("webhookId", "topic"),
  ErasedSubject: own("hash"),
  OrderHistory: {
    title: null,
    erasure: "kept",
    columns: { state: "own", operationId: "own", message: "words" },
  },
  WebhookInbox: {
    title: "News from Shopify that waits",
    erasure: "webhooks",
    columns: { webhookId: "own", topic: "own", payload: "body", refusal: "words" },
  },
  SetAside: {
    title: "Set aside",
    erasure: "notes",
    columns: { kind: "own", itemId: "key", subjectId: "either", reason: "words" },
  },
  OrderFact: {
    title: "Orders",
    erasure: "name",
    columns: {
      ...{ orderId: "order", customerId: "customer", currencyCode: "own", facts: "facts" },
      ...{ name: "own", standing: "own", financialStatus: "own" },
    },
  },
  RefundFact: {
    title: "Refunds",
    erasure: "kept",
    columns: { refundId: "own", orderId: "order", lines: "own" },
  },
  Attribution: {
    title: "Revenue from offers",
    erasure: "kept",
    columns: { orderId: "order", lineItemId: "own", offerId: "own", currencyCode: "own" },
  },
  OrderContact: {
    title: "Hashes of addresses",
    erasure: "rows",
    columns: {
      orderId: "order",
      emailHash: "email-hash",
      mailboxHash: "email-hash",
      addressHash: "own",
    },
  },
  OrderFulfillment: {
    title: "Deliveries",
    erasure: "kept",
    columns: {
      ...{ fulfillmentId: "own", orderId: "order", status: "own", shipmentStatus: "own" },
      lines: "own",
    },
  },
  OrderConfirmation: {
    title: "Order confirmations",
    erasure: "rows",
    columns: { orderId: "order" },
  },
  LedgerEntry: {
    title: "Points history",
    erasure: "rows",
    columns: {
      ...{ key: "key", customerId: "customer", orderId: "order" },
      ...{ kind: "own", reason: "words", author: "own" },
    },
    withheld: ["author"],
  },
  LoyaltyOrder: {
    title: "Orders that count for the tier",
    erasure: "rows",
    columns: { orderId: "order", customerId: "customer" },
  },
  MemberMirror: {
    title: "Loyalty status",
    erasure: "rows",
    columns: { customerId: "customer", hash: "own", tierId: "own", tag: "own" },
    withheld: ["hash", "requested", "mirrored"],
  },
  MemberProfile: {
    title: "Birthday and referral code",
    erasure: "rows",
    columns: { customerId: "customer", referralCode: "own" },
  },
  Redemption: {
    title: "Redeemed points and tier credit",
    erasure: "rows",
    columns: {
      ...{ id: "key", customerId: "customer", currencyCode: "own", way: "own", state: "own" },
      ...{ grantId: "own", message: "words", lateGrantId: "own", claimId: "own" },
    },
    withheld: ["claimId", "claimedAt"],
  },
  Referral: {
    title: "Referrals",
    erasure: "named rows",
    columns: {
      ...{ id: "own", referrerId: "customer", friendHash: "friend-hash", customerId: "friend" },
      ...{ code: "own", orderId: "order", verdict: "own" },
    },
    // Neither is told who the other one is.
    withheld: ["referrerId", "friendHash", "customerId"],
  },
  Pulse: {
    title: "Survey responses",
    erasure: "rows",
    columns: { orderId: "order", customerId: "customer", answer: "own", comment: "words" },
  },
  FollowUp: {
    title: "Follow-ups",
    erasure: "rows",
    columns: { orderId: "order", customerId: "customer", sequenceId: "own", endedBecause: "own" },
    withheld: ["claimedUntil", "changes"],
  },
  FollowUpMail: {
    title: "Emails",
    erasure: "rows",
    columns: {
      ...{ id: "own", orderId: "order", stepId: "own", sequenceId: "own" },
      ...{ customerId: "customer", state: "own", message: "words", addressHash: "own" },
    },
    withheld: ["addressHash"],
  },
  AddressBlock: {
    title: "Bounces and complaints",
    erasure: "rows",
    columns: { addressHash: "email-hash", customerId: "customer", reason: "own" },
    withheld: ["addressHash"],
  },
  MailBlock: {
    title: "Unsubscribes and complaints",
    erasure: "rows",
    columns: { customerId: "customer", reason: "own" },
  },
  FlowEvent: {
    title: "Shopify Flow events",
    erasure: "rows",
    columns: { key: "key", handle: "own", payload: "fields" },
  },
  OneClick: {
    title: "Post-purchase offers",
    erasure: "rows",
    columns: {
      ...{ referenceId: "own", orderId: "order", state: "own", offerId: "own", productId: "own" },
      ...{ content: "own", variantId: "own", changesetId: "own", reason: "own" },
    },
  },
  CustomerMerge: {
    title: "Merged customers",
    erasure: "rows",
    columns: { deletedId: "customer", keptId: "customer" },
  },
  DataRequest: {
    title: "Open data requests",
    erasure: "rows",
    columns: {
      id: "own",
      customerId: "customer",
      orderIds: "orders",
      contact: "sealed",
      emailHash: "email-hash",
    },
    // The answer has what is in it in plain text.
    withheld: ["contact", "emailHash"],
  },
  PrivacyAudit: {
    title: "Privacy requests",
    erasure: "kept",
    columns: { id: "own", topic: "own", detail: "own", subjectHash: "customer-hash" },
  },
};

/** The names of a place's columns of some kinds. */
export function columnsOf({ columns }: Place, ...kinds: readonly ColumnKind[]): string[] {
  return Object.entries(columns).flatMap(([name, kind]) => (kinds.includes(kind) ? [name] : []));
}

/** Every table with its place. */
export const ALL_PLACES: readonly (readonly [table: string, place: Place])[] =
  Object.entries(PLACES);
