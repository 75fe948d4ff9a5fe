import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";
import { HandleList, lazily, PrintedObject } from "@tandem/storefront-kit/liquid";
import type { ThemeResources } from "@tandem/storefront-kit/liquid";

import { termsFor } from "../business.ts";
import type { presentCart } from "../cart/present-cart.ts";
import { currentTotals, customerHistory } from "../checkout/order-totals.ts";
import { inPresentment, presentmentCurrency } from "../checkout/presentment.ts";
import {
  COUNTRIES,
  DEFAULT_COUNTRY,
  marketOf,
  presentmentCurrencies,
  priceIn,
} from "../markets.ts";
import type { Market } from "../markets.ts";
import { ordersOf } from "../state/orders-of.ts";
import { isListed, isOnSale, numberOf, SHOP_ID } from "../state/store.ts";
import type { Store } from "../state/store.ts";
import type { Collection, Company, Customer, Order, Product } from "../state/types.ts";
import { currencyFormat } from "./currency-format.ts";
import { liquidCart } from "./liquid-cart.ts";
import { ALL_PRODUCTS, liquidCollection } from "./liquid-collection.ts";
import { liquidProduct } from "./liquid-product.ts";
import type { Choice, LiquidProduct } from "./liquid-product.ts";
import { liquidMetafields } from "./liquid-metafields.ts";
import { MetafieldsDrop } from "./metafields-drop.ts";
import { SHOP_MENUS } from "./shop-content.ts";
import type { MenuLink } from "./shop-content.ts";

const LANGUAGE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    en: "English",
    de: "Deutsch",
    fr: "Français",
    es: "Español",
    ja: "日本語",
  }),
);

/** What a page of the storefront is shown for. */
export interface Visit {
  readonly store: Store;
  readonly storeUrl: string;
  /** Titles of the shop's own pages, by handle. */
  readonly pages: Readonly<Record<string, string>>;
  /** In which the visitor buys. */
  readonly market: Market;
  readonly locale: string;
  /** Where addresses of the language begin. */
  readonly rootUrl: string;
  /** Path of the page without the language's prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly cart: ReturnType<typeof presentCart>;
  readonly countryCode: string | undefined;
  readonly customer: Customer | null;
}

/** What Shopify gives every template of a visit, and what the pages of the visit are about. */
export class VisitObjects implements ThemeResources {
  readonly #visit: Visit;
  readonly #products = new Map<string, LiquidProduct>();
  readonly #collections = new Map<string, unknown>();
  readonly #pages: ReadonlyMap<string, string>;

  constructor(visit: Visit) {
    this.#visit = visit;
    this.#pages = new Map(Object.entries(visit.pages));
    this.product = this.product.bind(this);
    this.collection = this.collection.bind(this);
  }

  /** Country that the storefront is shown for. */
  get countryCode(): string {
    return this.#visit.countryCode ?? DEFAULT_COUNTRY;
  }

  /** The market whose currency prices are in. */
  get market(): Market {
    return this.#visit.market;
  }

  /** A product as Liquid reads it; each is one object, whoever asks. */
  liquidProduct(product: Product, choice: Choice = {}): LiquidProduct {
    const { store, rootUrl, market } = this.#visit;
    const key = `${product.id} ${choice.variant ?? ""} ${(choice.optionValues ?? []).join()}`;
    const known = this.#products.get(key);
    if (known) return known;
    const liquid = liquidProduct(
      product,
      {
        rootUrl,
        price: (shopMinor) => hundredthsOf(priceIn(store, market, shopMinor), market.currencyCode),
        terms: (variant) => termsFor(this.#visit.customer?.company ?? null, variant),
        metafields: this.#metafields(product.id),
        collections: () =>
          product.collectionHandles.flatMap((handle) => this.collection(handle) ?? []),
      },
      choice,
    );
    this.#products.set(key, liquid);
    return liquid;
  }

  #metafields(ownerId: string): MetafieldsDrop {
    return new MetafieldsDrop(() =>
      liquidMetafields(this.#visit.store, ownerId, (product) => this.liquidProduct(product)),
    );
  }

  liquidCollection(collection: Collection, query?: URLSearchParams) {
    const { store, rootUrl } = this.#visit;
    const products = store.products.all().filter(isListed);
    const context = {
      rootUrl,
      products,
      product: (product: Product) => this.liquidProduct(product),
      metafields: {},
    };
    return liquidCollection(collection, context, query);
  }

  product(handle: string): LiquidProduct | null {
    const product = this.#visit.store.productByHandle(handle);
    return product && isOnSale(product) ? this.liquidProduct(product) : null;
  }

  collection(handle: string): unknown {
    const known = this.#collections.get(handle);
    if (known) return known;
    const stored =
      handle === ALL_PRODUCTS.handle
        ? ALL_PRODUCTS
        : this.#visit.store.collections.find((one) => one.handle === handle);
    if (!stored) return null;
    const liquid = this.liquidCollection(stored);
    this.#collections.set(handle, liquid);
    return liquid;
  }

  page(handle: string): unknown {
    const title = this.#pages.get(handle);
    if (title === undefined) return null;
    const url = `${this.#visit.rootUrl}pages/${handle}`;
    return {
      object_type: "page",
      id: [...this.#pages.keys()].indexOf(handle) + 1,
      handle,
      title,
      content: "",
      url,
      author: this.#visit.store.shop.name,
      template_suffix: null,
      metafields: {},
    };
  }

  menu(handle: string): unknown {
    const menu = SHOP_MENUS.get(handle);
    if (!menu) return null;
    const collections = this.#visit.store.collections.all();
    const links = menu.links({ collections, pages: this.#pages }).map((link) => this.#link(link));
    return { handle, title: menu.title, links, levels: 1 };
  }

  /** The stand-in has no files but the pictures of products. */
  image(name: string): unknown {
    return this.product(name.replace(/\.svg$/, ""))?.featured_image ?? null;
  }

  #link({ title, path }: MenuLink) {
    const { rootUrl, path: current } = this.#visit;
    const isCurrent = current === `/${path}`;
    const [kind, handle = ""] = path.split("/");
    const link = {
      title,
      handle: title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
      url: rootUrl + path,
      type:
        kind === "collections" ? "collection_link" : kind === "pages" ? "page_link" : "http_link",
      active: isCurrent,
      current: isCurrent,
      child_active: false,
      child_current: false,
      levels: 0,
      links: [],
    };
    lazily(link, "object", () =>
      kind === "collections"
        ? this.collection(handle)
        : kind === "pages"
          ? this.page(handle)
          : null,
    );
    return link;
  }

  /**
   * All global objects.
   * @param template such as `product` or `customers/login`
   */
  globals(template: string): object {
    const { store, storeUrl, rootUrl, locale, path, market, customer } = this.#visit;
    const { shop } = store;
    const [directory, name = template] = template.includes("/")
      ? template.split("/")
      : ["", template];
    const fullPath = `${rootUrl.slice(0, -1)}${path}` || "/";
    const language = this.#languages().find((one) => one.iso_code === locale);
    const moneyFormat = currencyFormat(shop.currencyCode);
    const currency = this.#currency(market.currencyCode);
    const currencies = shop.sellsInLocalCurrencies
      ? presentmentCurrencies(store)
      : [shop.currencyCode];
    const globals = {
      shop: {
        id: 1,
        name: shop.name,
        description: "",
        url: storeUrl,
        secure_url: storeUrl,
        domain: new URL(storeUrl).host,
        permanent_domain: shop.domain,
        email: `shop@${shop.domain}`,
        currency: shop.currencyCode,
        money_format: moneyFormat,
        money_with_currency_format: `${moneyFormat} ${shop.currencyCode}`,
        enabled_currencies: currencies.map((code) => this.#currency(code)),
        enabled_payment_types: [],
        customer_accounts_enabled: true,
        customer_accounts_optional: true,
        locale: shop.locales[0],
        published_locales: this.#languages(),
        policies: [],
        features: {},
        brand: null,
        checkout: { guest_login: false },
        products_count: store.products.size,
        collections_count: store.collections.size,
        types: [...new Set(store.products.all().map((product) => product.productType))],
        vendors: [...new Set(store.products.all().map((product) => product.vendor))],
        metafields: this.#metafields(SHOP_ID),
      },
      localization: this.#localization(),
      request: {
        design_mode: false,
        visual_preview_mode: false,
        host: new URL(storeUrl).host,
        origin: storeUrl,
        path: fullPath,
        page_type: template === "404" ? "404" : template,
        locale: language,
      },
      routes: routes(rootUrl),
      template: new PrintedObject(template, {
        name,
        directory: directory || null,
        suffix: null,
      }),
      cart: liquidCart(this.#visit.cart, {
        store,
        rootUrl,
        currency,
        product: (product, variant) => this.liquidProduct(product, { variant }),
      }),
      customer: customer && this.#customer(customer),
      collections: new HandleList(
        () => store.collections.all().map((one) => this.collection(one.handle)),
        (handle) => this.collection(handle),
      ),
      all_products: new HandleList(
        () => [],
        (handle) => this.product(handle),
      ),
      pages: new HandleList(
        () => [...this.#pages.keys()].map((handle) => this.page(handle)),
        (handle) => this.page(handle),
      ),
      linklists: new HandleList(
        () => [...SHOP_MENUS.keys()].map((handle) => this.menu(handle)),
        (handle) => this.menu(handle),
      ),
      blogs: new HandleList(
        () => [],
        () => null,
      ),
      images: new HandleList(
        () => [],
        (file) => this.image(file),
      ),
      canonical_url: storeUrl + fullPath,
      current_page: Math.max(1, Number(this.#visit.query.get("page")) || 1),
      current_tags: null,
      page_description: null,
      page_image: null,
      powered_by_link: '<a href="https://www.shopify.com">Powered by a stand-in for Shopify</a>',
      additional_checkout_buttons: false,
      content_for_additional_checkout_buttons: "",
      theme: { id: 1, name: "Theme", role: "main" },
      // No recommendations, and no predictive search, which the stand-in answers empty.
      recommendations: { performed: false, products: [], products_count: 0 },
      predictive_search: { performed: false, terms: "", resources: {} },
    };
    return globals;
  }

  #currency(code: string) {
    const { locale } = this.#visit;
    const parts = new Intl.NumberFormat("en", {
      style: "currency",
      currency: code,
      currencyDisplay: "narrowSymbol",
    }).formatToParts(0);
    const symbol = parts.find((part) => part.type === "currency")?.value ?? code;
    const name = new Intl.DisplayNames(locale, { type: "currency" }).of(code) ?? code;
    return { iso_code: code, name, symbol };
  }

  #languages() {
    return this.#visit.store.shop.locales.map((code, index) => ({
      iso_code: code,
      name: new Intl.DisplayNames(this.#visit.locale, { type: "language" }).of(code),
      endonym_name: LANGUAGE_NAMES.get(code) ?? code,
      primary: index === 0,
      root_url: index === 0 ? "/" : `/${code}`,
    }));
  }

  #localization() {
    const { store, locale } = this.#visit;
    const languages = this.#languages();
    const names = new Intl.DisplayNames(locale, { type: "region" });
    const countries = COUNTRIES.map((code) => ({
      iso_code: code,
      name: names.of(code),
      currency: this.#currency(marketOf(store, code).currencyCode),
      "popular?": false,
      unit_system: "metric",
    }));
    return {
      available_countries: countries,
      available_languages: languages,
      country: countries.find((country) => country.iso_code === this.countryCode),
      language: languages.find((language) => language.iso_code === locale),
      market: { id: 1, handle: "main", metafields: {} },
    };
  }

  #customer(customer: Customer) {
    const { store, rootUrl } = this.#visit;
    const history = customerHistory(store, customer.id);
    const { currencyCode } = store.shop;
    const liquid = {
      id: numberOf(customer.id),
      first_name: customer.firstName,
      last_name: customer.lastName,
      name: `${customer.firstName} ${customer.lastName}`.trim(),
      email: customer.email,
      phone: customer.phone ?? null,
      tags: customer.tags,
      has_account: customer.hasAccount ?? true,
      accepts_marketing: customer.marketing?.state === "SUBSCRIBED",
      "has_avatar?": false,
      ...liquidCompany(customer.company),
      addresses: [],
      addresses_count: 0,
      default_address: null,
      new_address: {},
      orders_count: history.orders,
      total_spent: hundredthsOf(history.spentMinor, currencyCode),
      metafields: this.#metafields(customer.id),
    };
    lazily(liquid, "orders", () =>
      ordersOf(store, customer.id)
        .toReversed()
        .map((order) => liquidOrder(order, rootUrl, currencyCode)),
    );
    return liquid;
  }
}

/** Whom a customer buys for (shopify.dev, Liquid, "customer", "company", "company_location"): a company of the stand-in has one location. */
function liquidCompany(company: Company | undefined) {
  if (!company) return { "b2b?": false, current_company: null, current_location: null };
  const { id, locationId, name } = company;
  const location = {
    id: numberOf(locationId),
    name,
    external_id: null,
    "current?": true,
    url_to_set_as_current: null,
    metafields: {},
  };
  return {
    "b2b?": true,
    current_company: {
      id: numberOf(id),
      name,
      external_id: null,
      available_locations: [location],
      available_locations_count: 1,
      metafields: {},
    },
    current_location: location,
  };
}

/** An order in the list of a customer's: what it costs is told in the currency that it was paid in. */
function liquidOrder(order: Order, rootUrl: string, shopCurrency: string) {
  const { totalMinor } = currentTotals(inPresentment(order, shopCurrency));
  const total = hundredthsOf(totalMinor, presentmentCurrency(order, shopCurrency));
  return {
    id: numberOf(order.id),
    name: `#${order.number}`,
    order_number: order.number,
    customer_url: `${rootUrl}orders/${order.token}`,
    created_at: order.createdAt,
    cancelled: order.cancelledAt !== null,
    cancelled_at: order.cancelledAt,
    financial_status_label: order.refunds.length > 0 ? "Refunded" : "Paid",
    fulfillment_status_label: order.fulfilledAt === null ? "Unfulfilled" : "Fulfilled",
    total_price: total,
    total_net_amount: total,
    line_items: order.lines.map((line) => ({
      title: line.title,
      quantity: line.quantity,
      product_id: numberOf(line.productId),
      variant_id: numberOf(line.variantId),
    })),
  };
}

/** Shopify's addresses (shopify.dev, Liquid, "routes"). */
function routes(root: string) {
  return {
    root_url: root,
    account_url: `${root}account`,
    account_login_url: `${root}account/login`,
    account_logout_url: `${root}account/logout`,
    account_recover_url: `${root}account/recover`,
    account_register_url: `${root}account/register`,
    account_addresses_url: `${root}account/addresses`,
    all_products_collection_url: `${root}collections/all`,
    cart_url: `${root}cart`,
    cart_add_url: `${root}cart/add`,
    cart_change_url: `${root}cart/change`,
    cart_clear_url: `${root}cart/clear`,
    cart_update_url: `${root}cart/update`,
    collections_url: `${root}collections`,
    predictive_search_url: `${root}search/suggest`,
    product_recommendations_url: `${root}recommendations/products`,
    search_url: `${root}search`,
  };
}
