/** What the stand-in store keeps. Money is minor units of the shop's currency; ids are global ids. */

export interface Variant {
  id: string;
  title: string;
  /** Value of each option of the product, in the product's order. */
  optionValues: string[];
  sku: string;
  priceMinor: number;
  compareAtPriceMinor: number | null;
  costMinor: number | null;
  inventoryQuantity: number;
  tracksInventory: boolean;
  continuesSellingWhenOutOfStock: boolean;
  /** Whether it is sent; what is downloaded is not. Variants of before are. */
  requiresShipping?: boolean;
  /** What holds for who buys for a company. */
  business?: BusinessTerms;
}

/** What the catalog of companies says of a variant. */
export interface BusinessTerms {
  priceMinor?: number;
  quantityRule?: QuantityRule;
  /** Lowest quantity first. */
  priceBreaks?: { minimumQuantity: number; priceMinor: number }[];
}

export interface QuantityRule {
  min: number;
  max: number | null;
  increment: number;
}

/** A company that a customer buys for, at its one location. */
export interface Company {
  id: string;
  locationId: string;
  name: string;
}

/** What is unlisted is sold, and found by who knows of it alone (GraphQL ProductStatus; shopify.dev, "Unlisted product status"). */
export const PRODUCT_STATUSES = ["ACTIVE", "UNLISTED", "DRAFT", "ARCHIVED"] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

export interface Product {
  id: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: ProductStatus;
  collectionHandles: string[];
  options: { name: string; values: string[] }[];
  variants: Variant[];
  /** Whether it is money to be spent later; that is decided when a product is made, and never changes (help.shopify.com, "Gift card products"). */
  isGiftCard?: true;
  /** Whether it is sold by subscription; without it, it is not. */
  sellingPlans?: "optional" | "required";
  /** What the picture shows, and its main colour. */
  picture: { motif: string; color: string };
  createdAt: string;
  updatedAt: string;
}

export interface Collection {
  id: string;
  handle: string;
  title: string;
  description: string;
}

export interface Customer {
  id: string;
  firstName: string;
  lastName: string;
  /** Empty for one who is known by a phone number alone. */
  email: string;
  phone?: string;
  locale: string;
  country: string;
  createdAt: string;
  tags: string[];
  /** Whether they have an account, and are not only known by an order. Customers of before do. */
  hasAccount?: boolean;
  /** The company that they buy for; without it, they buy for themselves. */
  company?: Company;
  /** Whether they want mail about offers; without it, nobody asked them. */
  marketing?: EmailMarketing;
  /** When apps are told to erase them, where that was asked for. */
  erasureDueAt?: string;
}

export interface EmailMarketing {
  state: "SUBSCRIBED" | "NOT_SUBSCRIBED" | "PENDING" | "UNSUBSCRIBED";
  optInLevel: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN" | null;
  /** When they said so (AdminAPI, CustomerEmailAddress.marketingUpdatedAt). */
  updatedAt?: string;
}

export interface CartLine {
  /** Shopify's line key: variant and a hash of the properties. */
  key: string;
  /** Of a nested line: the line that it goes with. */
  parentKey?: string;
  variantId: string;
  productId: string;
  quantity: number;
  properties: Record<string, string>;
  /** Number of the selling plan that it is bought on. */
  sellingPlan?: number;
}

export interface Cart {
  id: string;
  lines: CartLine[];
  note: string;
  attributes: Record<string, string>;
  discountCodes: string[];
  customerId: string | null;
  locale: string;
  /** Country that the storefront is shown for; without one, the shop's own. */
  countryCode?: string;
  /** What was added to it at checkout, in the currency that it was shown in. */
  tip?: { amountMinor: number; currencyCode: string };
  updatedAt: string;
}

export interface DiscountApplication {
  kind: "automatic" | "code" | "manual";
  title: string;
  discountClass: "PRODUCT" | "ORDER" | "SHIPPING";
}

/** A part of what a discount takes off, for a line or for shipping. */
export interface Allocation {
  /** Index into the order's discountApplications. */
  application: number;
  amountMinor: number;
  /** In the currency that the buyer paid in, where that is not the shop's own. */
  presentmentMinor?: number;
}

export interface OrderLine {
  id: string;
  productId: string;
  variantId: string;
  title: string;
  variantTitle: string;
  quantity: number;
  /** Units that an edit took off again; without it, none. */
  removedUnits?: number;
  unitPriceMinor: number;
  properties: Record<string, string>;
  /** Index into the order's discountApplications. */
  allocations: Allocation[];
  /** In the currency that the buyer paid in, where that is not the shop's own. */
  presentmentUnitPriceMinor?: number;
  /** The bundle that it is a component of. */
  group?: LineItemGroup;
  /** Of what is downloaded, and of gift cards. */
  requiresShipping?: false;
  isGiftCard?: true;
  /** Taxes in its price, where they are told apart. */
  taxMinor?: number;
  /** Of what was bought on a selling plan. */
  sellingPlan?: { id: string; name: string };
}

/** A name on an address of an order. */
export interface PersonName {
  firstName: string;
  lastName: string;
  company?: string;
}

/** What a carrier, or the merchant, tells of a fulfillment on its way (shopify.dev, REST "FulfillmentEvent", "status"). */
export const SHIPMENT_STATUSES = [
  "label_printed",
  "confirmed",
  "in_transit",
  "out_for_delivery",
  "attempted_delivery",
  "ready_for_pickup",
  "picked_up",
  "delivered",
  "failure",
] as const;
/** Null where nobody told anything. */
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number] | null;

/** Units of an order that are sent together (shopify.dev, REST "Fulfillment"). */
export interface Fulfillment {
  id: string;
  /** Open and pending are of fulfillment services of before. */
  status: "success" | "cancelled" | "error" | "failure" | "open" | "pending";
  shipmentStatus: ShipmentStatus;
  createdAt: string;
  updatedAt: string;
  deliveredAt?: string;
  lines: { lineItemId: string; quantity: number }[];
}

export interface LineItemGroup {
  id: string;
  title: string;
  quantity: number;
  productId: string;
  variantId: string;
}

export interface Refund {
  id: string;
  createdAt: string;
  lines: RefundLine[];
  /** What it gave back of shipping; without it, nothing. */
  shippingMinor?: number;
  /** Whether units had not left yet; else they came back. Refunds of before took back what had left. */
  isBeforeFulfillment?: boolean;
  /** The money that moved, or is to; a refund may move none. Those of before gave back what their lines came to. */
  transactions?: RefundTransaction[];
}

export interface RefundLine {
  id: string;
  lineItemId: string;
  quantity: number;
  subtotalMinor: number;
  /** Taxes on it, where they are told apart. */
  taxMinor?: number;
}

export interface RefundTransaction {
  id: string;
  amountMinor: number;
  status: "SUCCESS" | "PENDING" | "FAILURE";
}

/**
 * How an order was paid; whatever is not a card has no post-purchase page. By `manual` it is paid later, as cash on delivery; by
 * `card-later` the amount is authorized, and captured by hand; `bogus` is Shopify's gateway for test orders.
 */
export type PaymentMethod =
  "card" | "apple-pay" | "installments" | "gift-card" | "manual" | "card-later" | "bogus";

/** A transaction by which an order is paid, or is not after all (GraphQL OrderTransactionKind). */
export interface OrderPayment {
  id: string;
  kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "VOID";
  amountMinor: number;
  createdAt: string;
}
export type DeliveryWay = "shipping" | "local" | "pick-up";

export interface Order {
  id: string;
  number: number;
  /** Unguessable, for the thank-you page. */
  token: string;
  createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  customerId: string | null;
  email: string;
  locale: string;
  country: string;
  /** Street and postal code. Orders of before have none. */
  address?: { address1: string; zip: string };
  /** What shipping costs by itself. */
  shippingMinor: number;
  /** What is off it; index into the order's discountApplications. Orders of before have none. */
  shippingAllocations?: Allocation[];
  /** What the buyer paid in, where that is not the shop's own currency, and shipping in it. */
  presentment?: { currencyCode: string; shippingMinor: number; tipMinor: number };
  lines: OrderLine[];
  discountApplications: DiscountApplication[];
  refunds: Refund[];
  /** What of it was paid by store credit. Orders of before have none. */
  creditMinor?: number;
  /** Of the checkout that it comes of. Orders of before have none. */
  checkoutToken?: string;
  /** Orders of before were paid by card, and shipped. */
  payment?: PaymentMethod;
  /** Orders of before were paid at once. */
  payments?: OrderPayment[];
  /** A line of its own, without a product. */
  tip?: { lineId: string; amountMinor: number };
  delivery?: DeliveryWay;
  /** Until when it must not be fulfilled, since its buyer may be on the post-purchase page. */
  heldUntil?: string;
  /** Lines that were added to it and could not be charged for. */
  unpaidLineIds?: string[];
  /** With the rate where it is known. Orders of before have none. */
  taxes?: { totalMinor: number; areIncluded: boolean; percent?: number };
  /** Whether lines were added to it, or taken off it, since it was placed. */
  isEdited?: boolean;
  /** Ids of the changesets that were applied to it. */
  changesetIds?: string[];
  /** Whether somebody has begun to pick it. */
  isPicking?: boolean;
  /** When the last of it was sent; null while something is left. */
  fulfilledAt: string | null;
  /** What was sent of it, each time. Orders of before have none: what they were sent whole stands for it. */
  fulfillments?: Fulfillment[];
  /** Whom it is sent to, and who pays. Orders of before name nobody. */
  shippedTo?: PersonName;
  chargedTo?: PersonName;
  /** The company that it was bought for. */
  company?: Company;
  /** The cart's attributes: Shopify's note attributes. Orders of before have none. */
  attributes?: Record<string, string>;
  isImported: boolean;
  /** How the file named it that it was imported of: the same order is not imported twice. */
  importedName?: string;
}

export interface Metafield {
  /** Owner, namespace (with the app's reserved prefix spelt out) and key, joined. */
  id: string;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  updatedAt: string;
}

export interface MetafieldDefinition {
  id: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  type: string;
  /** Whether the Storefront API, and with it whoever asks, is told. */
  isPublic?: boolean;
}

/** An automatic discount of an app, priced by its Function. */
export interface AppDiscount {
  id: string;
  title: string;
  functionHandle: string;
  discountClasses: string[];
  combinesWith: { orderDiscounts: boolean; productDiscounts: boolean; shippingDiscounts: boolean };
  /** Whether it is for what is bought on a selling plan, too. */
  appliesOnSubscription?: boolean;
  startsAt: string;
  endsAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** The app's Function that shows the cart's lines otherwise. */
export interface CartTransform {
  id: string;
  functionHandle: string;
  blockOnFailure: boolean;
}

/** A discount code, off the order. */
export interface CodeDiscount {
  id: string;
  code: string;
  title: string;
  percent: number;
  /** Of a code that takes off an amount instead. */
  amountMinor?: number;
  /** Until when it holds; without it, for ever. */
  endsAt?: string;
  /** Price of the cart after discounts of products from which it holds. */
  minimumMinor?: number;
  /** How often it can be used; without it, always. */
  usageLimit?: number;
  used?: number;
  /** Whom it is for; without them, everyone. */
  customerIds?: string[];
  combinesWith: { orderDiscounts: boolean; productDiscounts: boolean; shippingDiscounts: boolean };
}

/** A query that is run to its end, and the file of the lines that it comes to. */
export interface BulkOperation {
  id: string;
  rootObjects: number;
  /** How often somebody looked whether it is done. */
  polls: number;
  state: "running" | "completed" | "failed";
  file: string;
}

/** A movement of a customer's store credit; their balance is the sum. */
export interface StoreCreditTransaction {
  id: string;
  customerId: string;
  /** Negative where an order was paid by it. */
  amountMinor: number;
  createdAt: string;
}

/** What Shopify Flow was told by a trigger of the app's. */
export interface FlowEvent {
  id: string;
  handle: string;
  payload: Record<string, unknown>;
  at: string;
}

export interface AccessToken {
  /** The token itself. */
  id: string;
  refreshToken: string;
  expiresAt: string;
  refreshExpiresAt: string;
  isOnline: boolean;
}

export interface WebhookDelivery {
  id: string;
  webhookId: string;
  topic: string;
  triggeredAt: string;
  body: string;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  lastAnswer: string;
  dueAt: number;
}

export interface Mail {
  id: string;
  from?: string;
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  /** What an app sends has one beside the HTML. */
  text?: string;
  /** By name in lower case. The shop's own mail has none. */
  headers?: Record<string, string>;
  sentAt: string;
}

/** One app block placed in a template of the theme, with the settings that the merchant chose. */
export interface PlacedBlock {
  id: string;
  handle: string;
  settings: Record<string, string | number | boolean>;
}

/** Where app blocks stand in the theme: in templates, or, app embeds, on every page. */
export type ThemeTemplate = "product" | "cart" | "page";
export type ThemePlace = ThemeTemplate | "embeds";

/** Everything of which there is one. */
export interface ShopState {
  id: "shop";
  name: string;
  domain: string;
  currencyCode: string;
  timeZone: string;
  locales: string[];
  isInstalled: boolean;
  installationId: string;
  /** In the order in which they stand. */
  blocks: Partial<Record<ThemePlace, PlacedBlock[]>>;
  faults: Faults;
  seededAt: string;
  /** What the merchant added to the template of the order confirmation, as Liquid. */
  confirmationSnippet?: string;
  /** Whether confirmations wait until this is off: how soon they leave is not for apps to rely on. */
  holdsConfirmations?: boolean;
  /** Whether markets abroad see prices in their own currencies, and pay in them; in a new store they do not. */
  sellsInLocalCurrencies?: boolean;
  /** Taxes that are in its prices, in percent, told apart on its orders; without it, they are not. */
  taxPercent?: number;
  /** Whether the app is chosen for the post-purchase page; in a new store it is not. */
  hasPostPurchasePage?: boolean;
  /** What of its configuration the app was not granted; in a new store it has all. */
  withheld?: {
    scopes: string[];
    contents: ("name" | "address" | "email" | "phone")[];
  };
}

/** What can be made to go wrong, for tests and for trying. */
export interface Faults {
  webhooks: { duplicate: boolean; delayMilliseconds: number; reorder: boolean; hold: boolean };
  adminApi: {
    isDown: boolean;
    isThrottled: boolean;
    failNextMutations: number;
    /** So many mutations are done, and their answers held. Stores of before hold none. */
    late?: { mutations: number; milliseconds: number };
  };
  /** As for subscriptions, other channels and order edits. Stores of before run it. */
  skipsCartTransform?: boolean;
  isMailServerDown?: boolean;
  /** Whether what is added after the payment cannot be charged: nothing is added, or it stays unpaid. */
  addedPayment?: "refused" | "unpaid";
}
