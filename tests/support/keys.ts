import { createHmac } from "node:crypto";

import { SHOP_DOMAIN } from "../../demo/devstore.ts";

export const API_KEY = "tandem-demo";
export const MAIL_EVENTS_KEY = "what the mail provider shows";
/** Webhooks come for a shop that has not the app, so that one of them does not end the demo's. */
const SHOP_WITHOUT_APP = "without-tandem.myshopify.com";

/** A request that a key is tried on. */
export interface Knock {
  readonly path: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly body: string;
}

/** What a key adds to it. */
interface Shown {
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
}

/** What kinds of keys there are: each opens its own doors. */
export type KeyKind =
  "merchant" | "buyer" | "stranger" | "purchase" | "webhook" | "proxy" | "link" | "review" | "mail";

/** Something that may be shown at a door; null for one that opens none. */
export interface Key {
  readonly name: string;
  readonly opens: KeyKind | null;
  readonly show: (knock: Knock) => Shown;
  /** Where it is nearly the right one, so that it is tried there; everywhere, unless said. */
  readonly nearly?: string;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seconds = (later = 0) => Math.floor(Date.now() / 1_000) + later;
const shop = SHOP_DOMAIN;

/** A JWT, as Shopify signs them. */
export function signToken(content: object, secret: string): string {
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(content)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** What a merchant's token says. */
export const merchantClaims = (more: object = {}) => ({
  ...{ iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: API_KEY, sub: "42" },
  ...{ exp: seconds(60), nbf: seconds(-1), iat: seconds(), jti: "1", sid: "1", ...more },
});

/** What a buyer's token says, on the thank-you page. */
export const buyerClaims = (more: object = {}) => ({
  ...{ dest: shop, aud: API_KEY, sub: "gid://shopify/Customer/7001" },
  ...{ exp: seconds(300), nbf: seconds(-1), iat: seconds(), jti: "1", ...more },
});

/** What the token of the post-purchase page says. */
export const purchaseClaims = (referenceId = "reference", iat = seconds()) => {
  const money = { amount: "20.70", currencyCode: "EUR" };
  const initialPurchase = {
    ...{ referenceId, customerId: "7001", lineItems: [{ product: { id: 1001 } }] },
    totalPriceSet: { shopMoney: money, presentmentMoney: money },
  };
  const input_data = { locale: "en", shop: { id: 1, domain: shop }, initialPurchase };
  return { iss: "shopify", sub: referenceId, iat, input_data };
};

const bearer = (token: string): Shown => ({ headers: { Authorization: `Bearer ${token}` } });

/** Every key that there is, of the app with this secret; with those that are not quite one. */
export function keysOf(secret: string, reviewKey: () => string): readonly Key[] {
  // Made when it is shown: a token lives for a minute.
  const token = (name: string, opens: KeyKind | null, content: () => object, by = secret): Key => ({
    ...{ name, opens },
    show: () => bearer(signToken(content(), by)),
  });
  const no = (name: string, content: () => object, by?: string) => token(name, null, content, by);
  const noBuyer = (name: string, content: () => object, by?: string): Key => ({
    ...no(name, content, by),
    nearly: "api.",
  });
  const link = (purpose: string): Key => ({
    ...{ name: `a mail's link to ${purpose}`, opens: "link" },
    ...(purpose !== "pulse" && { nearly: "mail." }),
    show: () => ({ query: { t: linkToken({ shop, mail: "none", purpose }, secret) } }),
  });
  return [
    token("a merchant's token", "merchant", () => merchantClaims()),
    token("a buyer's token of the thank-you page", "buyer", () => buyerClaims()),
    token("a buyer's token of customer accounts", "buyer", () =>
      buyerClaims({ iss: `https://${shop}`, dest: `https://${shop}` }),
    ),
    token("a customer's token with the admin for its issuer", "buyer", () =>
      merchantClaims({ sub: buyerClaims().sub }),
    ),
    token("a stranger's token", "stranger", () => buyerClaims({ sub: undefined })),
    token("the token of a purchase", "purchase", () => purchaseClaims()),
    {
      ...token("the token of a purchase with its time in milliseconds", "purchase", () =>
        purchaseClaims("reference", Date.now()),
      ),
      nearly: "api.",
    },
    noBuyer("the token of a purchase of yesterday", () =>
      purchaseClaims("reference", seconds(-86_400)),
    ),
    noBuyer("the token of a purchase to come", () => purchaseClaims("reference", seconds(86_400))),
    no("a changeset of ours", () => ({ iss: API_KEY, sub: "reference", exp: seconds(60) })),
    no("a merchant's token that ran out", () => merchantClaims({ exp: seconds(-60) })),
    no("a merchant's token of another secret", () => merchantClaims(), "another"),
    no("a merchant's token for another app", () => merchantClaims({ aud: "another" })),
    no("a merchant's token of another admin", () =>
      merchantClaims({ iss: "https://evil.com/admin" }),
    ),
    no("a buyer's token with a full address", () => buyerClaims({ dest: `https://${shop}/admin` })),
    noBuyer("a buyer's token that ran out", () => buyerClaims({ exp: seconds(-60) })),
    noBuyer("a buyer's token of another secret", () => buyerClaims(), "another"),
    noBuyer("a buyer's token for another app", () => buyerClaims({ aud: "another" })),
    {
      name: "a webhook's signature",
      opens: "webhook",
      show: (knock) => webhookHeaders(knock, secret),
    },
    {
      name: "an address that Shopify signed",
      opens: "proxy",
      show: ({ path }) => ({ query: signQuery(queryOf(path), secret) }),
    },
    ...["pulse", "cart", "unsubscribe"].map(link),
    { name: "the key of review apps", opens: "review", show: () => bearer(reviewKey()) },
    { name: "the mail provider's key", opens: "mail", show: () => bearer(MAIL_EVENTS_KEY) },
    { name: "nothing", opens: null, show: () => ({}) },
  ];
}

const queryOf = (path: string) => Object.fromEntries(new URL(path, "http://app").searchParams);

/** What a link of a mail's carries. */
export function linkToken(content: object, secret: string): string {
  const encoded = encode({ ...content, until: Date.now() + 60_000 });
  return `${encoded}.${createHmac("sha256", secret).update(`mail ${encoded}`).digest("base64url")}`;
}

const TOPICS = new Map([
  ["/webhooks/compliance", "customers/data_request"],
  ["/webhooks/app/uninstalled", "app/uninstalled"],
]);

function webhookHeaders({ path, body }: Knock, secret: string): Shown {
  return {
    headers: {
      "X-Shopify-Topic": TOPICS.get(path) ?? "products/update",
      "X-Shopify-Shop-Domain": SHOP_WITHOUT_APP,
      "X-Shopify-Webhook-Id": "of-a-key",
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
  };
}

/** Parameters as the app proxy signs them, for a stranger. */
export function signQuery(more: Record<string, string>, secret: string): Record<string, string> {
  const query: Record<string, string> = {
    ...{ shop, logged_in_customer_id: "", path_prefix: "/apps/tandem" },
    ...{ timestamp: String(seconds()), ...more },
  };
  const message = Object.entries(query)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  return { ...query, signature: createHmac("sha256", secret).update(message).digest("hex") };
}
