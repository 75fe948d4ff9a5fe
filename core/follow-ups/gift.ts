/** Somebody whom an order is sent or charged to. */
export interface NamedPerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Where a name is of an office, it says little. */
  readonly company: string | null;
}

/** What a buyer, or a block of the theme's, wrote on an order or a line. */
export interface NamedValue {
  readonly name: string;
  readonly value: unknown;
}

/** What of an order can tell that it is for somebody else. */
export interface GiftMarks {
  readonly shippedTo: NamedPerson | null;
  readonly chargedTo: NamedPerson | null;
  /** Shopify's note attributes. */
  readonly attributes: readonly NamedValue[];
  /** Properties of all lines. */
  readonly properties: readonly NamedValue[];
}

/**
 * Names that themes and gift apps write on orders and lines for a gift. Those of free products that a cart has earned, such as
 * "_gift", are none of them. The first is of Shopify's own form for gift cards (shopify.dev, "Gift card recipient form").
 */
const GIFT_NAMES: ReadonlySet<string> = new Set([
  "shopify send gift card to recipient",
  "gift message",
  "gift note",
  "gift recipient",
  "gift recipient name",
  "gift from",
  "gift to",
  "gift wrap",
  "gift wrapping",
  "giftnote message",
  "giftnote to",
  "is gift",
  "is this a gift",
  "this is a gift",
]);
/** On a whole order only: on a line it is what a cart has earned. */
const GIFT_OF_ORDER = "gift";
const NO: ReadonlySet<string> = new Set(["", "0", "no", "false", "off", "none", "null"]);

/**
 * Whether an order is a gift, so that its buyer does not have it: where it says so itself, or where it is sent to a person of
 * whose names none is the payer's, at no company. A shared name is a household, and an office is no recipient.
 */
export function isGift({ shippedTo, chargedTo, attributes, properties }: GiftMarks): boolean {
  const says = (isKnown: (name: string) => boolean) => (one: NamedValue) =>
    isKnown(plain(one.name)) && !NO.has(plain(String(one.value ?? "")));
  const isGiftName = (name: string) => GIFT_NAMES.has(name);
  return (
    properties.some(says(isGiftName)) ||
    attributes.some(says((name) => name === GIFT_OF_ORDER || isGiftName(name))) ||
    isSentToAnother(shippedTo, chargedTo)
  );
}

function isSentToAnother(shippedTo: NamedPerson | null, chargedTo: NamedPerson | null): boolean {
  if (!shippedTo || !chargedTo || plain(shippedTo.company ?? "") !== "") return false;
  const recipient = namesOf(shippedTo);
  const payer = namesOf(chargedTo);
  // One name alone may be a nickname, or an initial.
  if (recipient.size < 2 || payer.size < 2) return false;
  return ![...recipient].some((name) => payer.has(name));
}

function namesOf({ firstName, lastName }: NamedPerson): Set<string> {
  return new Set(
    plain(`${firstName ?? ""} ${lastName ?? ""}`)
      .split(" ")
      .filter(Boolean),
  );
}

/** Words in lower case, without marks and accents. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
