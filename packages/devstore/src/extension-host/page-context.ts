/** What a page tells the extension that it hosts: the parts of Shopify's API that are plain data. */
export interface PageContext {
  readonly target: string;
  /** The bundle that is run, as it would be deployed. */
  readonly scriptUrl: string;
  readonly orderId: string;
  readonly orderNumber: string;
  /** Token of the order's own page: by it, the page asks for session tokens. */
  readonly orderToken: string;
  /** Of the checkout that became the order; undefined for one that comes of none. */
  readonly checkoutToken: string | undefined;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly merchandise: {
      readonly type: "variant";
      readonly id: string;
      readonly title: string;
      readonly product: {
        readonly id: string;
        readonly vendor: string;
        readonly productType: string;
      };
    };
  }[];
  readonly appMetafields: readonly {
    readonly target: { readonly type: string; readonly id: string };
    readonly metafield: {
      readonly namespace: string;
      readonly key: string;
      readonly value: string;
      readonly valueType: string;
      readonly type: string;
    };
  }[];
  readonly language: string;
  readonly country: string;
  readonly currencyCode: string;
  readonly timeZone: string;
  readonly shop: {
    readonly id: string;
    readonly name: string;
    readonly myshopifyDomain: string;
    readonly storefrontUrl: string;
  };
  readonly settings: Readonly<Record<string, string | number | boolean | undefined>>;
  /** The extension's own words in the page's language. */
  readonly translations: unknown;
}
