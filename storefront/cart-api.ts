const root = (window as { Shopify?: { routes?: { root?: string } } }).Shopify?.routes?.root ?? "/";

/** Address of the cart page in the shopper's language. */
export const cartUrl = `${root}cart`;

/** A line of the cart, as Shopify's Ajax API tells it. */
export interface CartItem {
  readonly key: string;
  readonly quantity: number;
  readonly properties: Record<string, string> | null;
  readonly variant_id: number;
  /** Of a nested line: the line that it goes with. */
  readonly parent_relationship?: { readonly parent_key: string } | null;
}

/** What the Ajax API answers; `/cart/add.js` tells of the lines that were added only, and of a single one without a list. */
export interface CartAnswer {
  readonly key?: string;
  readonly items?: readonly CartItem[];
  readonly item_count?: number;
  readonly sections?: Record<string, string | null>;
}

/**
 * The shop did not change its cart. It is said in our own words, by kind, for what a shop answers may be a page, an
 * object, or in another language.
 */
export class CartRefusal extends Error {
  /** "refused" where the shop says no, as for what is sold out; "failed" where it could not say anything. */
  readonly kind: "refused" | "failed";

  constructor(kind: "refused" | "failed") {
    super(kind);
    this.kind = kind;
  }
}

/** What to say of a failure. */
export const kindOf = (failure: unknown): "refused" | "failed" =>
  failure instanceof CartRefusal ? failure.kind : "failed";

/**
 * Asks the Ajax API.
 * @param path below the language's root: `cart/add.js`
 * @throws CartRefusal, also when the shop cannot be reached or does not answer in JSON
 */
export async function ask(path: string, options?: RequestInit): Promise<CartAnswer> {
  const response = await fetch(root + path, {
    ...options,
    headers: { Accept: "application/json", ...options?.headers },
  }).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as CartAnswer | null | undefined;
  // 422 is how the Ajax API says no (shopify.dev, "Cart API reference").
  if (response?.status === 422) throw new CartRefusal("refused");
  if (!response?.ok || !answer) throw new CartRefusal("failed");
  return answer;
}

/** Asks the Ajax API with a JSON body. @throws CartRefusal */
export const post = (path: string, body: object) =>
  ask(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
