import type { AfterPurchaseSurface } from "../../../core/offers/after-purchase.ts";

/** What the thank-you page and the order status page have in common, each by its own API. */
export interface Page {
  readonly surface: AfterPurchaseSurface;
  readonly orderId: string;
  /** The products of the order, in its order. */
  readonly productIds: readonly string[];
  readonly metafields: readonly PageMetafield[];
  /** Language of the page, ISO 639-1 with or without a region. */
  readonly language: string;
  /** Of the shop, with its scheme. */
  readonly storefrontUrl: string;
  readonly mostSuggestions: number;
  readonly translate: (key: string, words?: Record<string, string | number>) => string;
  readonly formatNumber: (value: number) => string;
  readonly formatDate: (date: Date) => string;
  readonly query: StorefrontQuery;
  readonly sessionToken: () => Promise<string>;
}

export interface PageMetafield {
  readonly target: { readonly type: string; readonly id: string };
  readonly metafield: {
    readonly namespace: string;
    readonly key: string;
    readonly value: string | number | boolean;
  };
}

/** A question to the Storefront API. */
export type StorefrontQuery = <Data>(
  query: string,
  options: { variables: Record<string, unknown> },
) => Promise<{ data?: Data; errors?: readonly { message: string }[] }>;

const MOST_SUGGESTIONS = 2;

/** How many suggestions a merchant allows: a setting that is empty is the default. */
export function mostSuggestions(setting: unknown): number {
  return typeof setting === "number" ? setting : MOST_SUGGESTIONS;
}

/** The values of one of the app's metafields, parsed, with the number at the end of their owner's id. */
export function readMetafields<Document>(
  { metafields }: Pick<Page, "metafields">,
  type: "product" | "shop",
  key: string,
): { readonly ownerId: string; readonly document: Document }[] {
  return metafields
    .filter(({ target, metafield }) => target.type === type && metafield.key === key)
    .map(({ target, metafield }) => ({
      ownerId: target.id,
      document: JSON.parse(String(metafield.value)) as Document,
    }));
}
