import type { AfterPurchaseSurface } from "../../../core/offers/after-purchase.ts";

/** What the thank-you page and the order status page have in common, each by its own API. */
export interface Page {
  readonly surface: AfterPurchaseSurface;
  readonly orderId: string;
  /** Of the checkout that became the order; undefined where Shopify has none. By it, a guest shows that the order is theirs. */
  readonly checkoutToken: string | undefined;
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

interface Signal<Value> {
  readonly value: Value;
}

/** What the APIs of both pages have, as far as it is used. */
interface CommonApi {
  readonly lines: Signal<
    readonly { readonly merchandise: { readonly product: { readonly id: string } } }[]
  >;
  readonly checkoutToken: Signal<string | undefined>;
  readonly appMetafields: Signal<readonly PageMetafield[]>;
  readonly settings: Signal<Readonly<Record<string, unknown>>>;
  readonly localization: { readonly language: Signal<{ readonly isoCode: string }> };
  readonly shop: { readonly storefrontUrl?: string | undefined; readonly myshopifyDomain: string };
  readonly i18n: {
    translate(key: string, words?: Record<string, string | number>): string;
    formatNumber(value: number): string;
    formatDate(date: Date, options: Intl.DateTimeFormatOptions): string;
  };
  readonly query: StorefrontQuery;
  readonly sessionToken: { get(): Promise<string> };
}

/** A page by its API. Reading a signal's value here lets the component that calls it follow it. */
export function pageOf(api: CommonApi, surface: AfterPurchaseSurface, orderId: string): Page {
  const { i18n, shop } = api;
  const most = api.settings.value["most_suggestions"];
  return {
    surface,
    orderId,
    checkoutToken: api.checkoutToken.value,
    productIds: api.lines.value.map((line) => line.merchandise.product.id),
    metafields: api.appMetafields.value,
    language: api.localization.language.value.isoCode,
    storefrontUrl: shop.storefrontUrl ?? `https://${shop.myshopifyDomain}`,
    // A setting that is empty is the default.
    mostSuggestions: typeof most === "number" ? most : MOST_SUGGESTIONS,
    translate: (key, words) => i18n.translate(key, words),
    formatNumber: (value) => i18n.formatNumber(value),
    formatDate: (date) => i18n.formatDate(date, { dateStyle: "medium" }),
    query: (query, options) => api.query(query, options),
    sessionToken: () => api.sessionToken.get(),
  };
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
