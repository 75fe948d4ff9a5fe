import type { PageContext } from "./page-context.ts";

type SignalClass = new (value: unknown) => { value: unknown };
type Words = { [key: string]: string | Words };

/** Shopify's API of the thank-you and order status pages, as far as our extension uses it; the rest is not there. */
export function createApi(
  context: PageContext,
  extend: (target: string, run: (...given: unknown[]) => unknown) => void,
) {
  const { language } = context;
  const api = {
    extend,
    extension: { target: context.target, apiVersion: "2026-07", scriptUrl: context.scriptUrl },
    shop: context.shop,
    /** The bundle brings the class of its signals along, and what changes is told by such. */
    setSignals(Signal: SignalClass) {
      const signal = (value: unknown) => new Signal(value);
      const order = { id: context.orderId, name: `#${context.orderNumber}` };
      Object.assign(api, {
        orderConfirmation: signal({
          order: { id: context.orderId.replace("/Order/", "/OrderIdentity/") },
          number: context.orderNumber,
          isFirstOrder: false,
        }),
        order: signal(order),
        // Both pages have it (shopify.dev, "Checkout Token API" and "Order Status API").
        checkoutToken: signal(context.checkoutToken),
        lines: signal(context.lines),
        appMetafields: signal(context.appMetafields),
        settings: signal(context.settings),
        localization: {
          language: signal({ isoCode: language }),
          extensionLanguage: signal({ isoCode: language }),
          currency: signal({ isoCode: context.currencyCode }),
          country: signal({ isoCode: context.country }),
          timezone: signal(context.timeZone),
        },
      });
    },
    i18n: {
      translate: (key: string, words: Record<string, string | number> = {}) =>
        wordsAt(context.translations as Words, key).replace(
          /\{\{\s*(\w+)\s*\}\}/g,
          (_whole, name: string) => String(words[name] ?? ""),
        ),
      formatNumber: (value: number, options?: Intl.NumberFormatOptions) =>
        new Intl.NumberFormat(language, options).format(value),
      formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(language, { timeZone: context.timeZone, ...options }).format(date),
    },
    query: async (query: string, options: { variables?: object } = {}) => {
      const response = await fetch(`${context.shop.storefrontUrl}/api/2026-07/graphql.json`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ query, ...options }),
      });
      return (await response.json()) as unknown;
    },
    sessionToken: {
      async get() {
        const response = await fetch(
          `${context.shop.storefrontUrl}/stand-in/session-token/${context.orderToken}`,
        );
        if (!response.ok) throw new Error("The stand-in gave no session token.");
        return response.text();
      },
    },
  };
  return api;
}

function wordsAt(words: Words, key: string): string {
  const found = key
    .split(".")
    .reduce<string | Words | undefined>(
      (at, part) => (typeof at === "object" && Object.hasOwn(at, part) ? at[part] : undefined),
      words,
    );
  if (typeof found !== "string") throw new Error(`The extension has no words for ${key}.`);
  return found;
}
