import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Request } from "express";
import type { Liquid } from "liquidjs";
import { blockSettings, createLiquidEngine, readBlockSchema } from "@tandem/storefront-kit/liquid";
import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";

import { presentCart } from "../cart/present-cart.ts";
import { COUNTRIES, DEFAULT_COUNTRY, marketOfCart } from "../markets.ts";
import { customerHistory } from "../checkout/order-totals.ts";
import { priceCart } from "../checkout/price-cart.ts";
import type { Devstore } from "../context.ts";
import { numberOf, SHOP_ID } from "../state/store.ts";
import type { Cart, PlacedBlock, ThemePlace, ThemeTemplate } from "../state/types.ts";
import { liquidCart, liquidCollection, liquidProduct, metafieldsOf } from "./objects.ts";
import { localeOf, rootUrl, signedInCustomer, viewOf, visitorCart } from "./request-cart.ts";

const MONEY_FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    EUR: "€{{amount}}",
    GBP: "£{{amount}}",
    USD: "${{amount}}",
    JPY: "¥{{amount_no_decimals}}",
  }),
);
/** Orders that Liquid tells of a customer at once (shopify.dev, Liquid, "paginate"). */
const ORDERS_OF_CUSTOMER = 50;
const LANGUAGE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    en: "English",
    de: "Deutsch",
    fr: "Français",
    es: "Español",
    ja: "日本語",
  }),
);

/** Renders the theme and our theme blocks. Blocks get an engine of their own, as Shopify isolates them. */
export class Renderer {
  readonly #devstore: Devstore;
  readonly #engines = new Map<string, Liquid>();

  constructor(devstore: Devstore) {
    this.#devstore = devstore;
  }

  /** Of a currency: by itself, Shopify shows one abroad with its sign before the amount. */
  #moneyFormat(currencyCode: string): string {
    return MONEY_FORMATS.get(currencyCode) ?? "{{amount}}";
  }

  /** Amounts are shown in the currency of the shopper's market. */
  #engine(kind: "theme" | "blocks", request: Request): Liquid {
    const locale = localeOf(request);
    const { currencyCode } = viewOf(this.#devstore, request).market;
    const key = `${kind} ${locale} ${currencyCode}`;
    const known = this.#engines.get(key);
    if (known) return known;
    const { theme, extensions } = this.#devstore.configuration;
    const base =
      kind === "blocks" && extensions.themeBlocks !== null ? extensions.themeBlocks : theme;
    const engine = createLiquidEngine({
      roots: [...(kind === "theme" ? [base] : []), join(base, "snippets")],
      localeFolder: join(base, "locales"),
      locale,
      moneyFormat: this.#moneyFormat(currencyCode),
      currencyCode,
      assetUrl: (file) => `/cdn/${kind}/${file}`,
    });
    this.#engines.set(key, engine);
    return engine;
  }

  /** A whole page in the theme's layout. */
  async page(
    request: Request,
    template: string,
    objects: Record<string, unknown> & { page_title: string },
  ): Promise<string> {
    const globals = await this.globals(request);
    const engine = this.#engine("theme", request);
    const content = (await engine.renderFile(`templates/${template}`, objects, {
      globals,
    })) as string;
    return this.#inLayout(request, content, objects.page_title, globals);
  }

  /** Liquid of the app's, in the theme's layout. */
  async proxied(request: Request, source: string): Promise<string> {
    const globals = await this.globals(request);
    const engine = this.#engine("theme", request);
    const content = (await engine.parseAndRender(source, {}, { globals })) as string;
    return this.#inLayout(request, content, "", globals);
  }

  async #inLayout(
    request: Request,
    content: string,
    title: string,
    globals: Record<string, unknown>,
  ): Promise<string> {
    const engine = this.#engine("theme", request);
    const layout = {
      content_for_layout: content,
      content_for_header: this.#header(request),
      page_title: title,
    };
    const page = (await engine.renderFile("layout/theme", layout, { globals })) as string;
    const embeds = await this.#embeds(request, globals);
    return page.replace("</body>", () => `${embeds}</body>`);
  }

  /** One section in its wrapper, as section rendering answers; null for one that the theme lacks. */
  async section(request: Request, id: string, cart?: Cart): Promise<string | null> {
    if (!["cart-drawer", "cart-icon-bubble", "main-cart-items"].includes(id)) return null;
    const globals = await this.globals(request, cart);
    const inner = (await this.#engine("theme", request).renderFile(`sections/${id}`, globals, {
      globals,
    })) as string;
    return `<div id="shopify-section-${id}" class="shopify-section">${inner}</div>`;
  }

  /** The app blocks that the merchant placed in a template. */
  async blocks(
    request: Request,
    template: ThemeTemplate,
    objects: Record<string, unknown>,
  ): Promise<string> {
    return this.#blocksAt(template, request, { ...(await this.globals(request)), ...objects });
  }

  /** The app embeds that the merchant switched on: Shopify puts them at the end of every page. */
  async #embeds(request: Request, globals: Record<string, unknown>): Promise<string> {
    return this.#blocksAt("embeds", request, globals);
  }

  async #blocksAt(
    place: ThemePlace,
    request: Request,
    scope: Record<string, unknown>,
  ): Promise<string> {
    const { shop } = this.#devstore.store;
    const folder = this.#devstore.configuration.extensions.themeBlocks;
    if (folder === null || !shop.isInstalled) return "";
    const rendered = (shop.blocks[place] ?? []).map((block) =>
      this.#block(request, folder, block, scope),
    );
    return (await Promise.all(rendered)).join("\n");
  }

  async #block(
    request: Request,
    folder: string,
    placed: PlacedBlock,
    scope: Record<string, unknown>,
  ): Promise<string> {
    const source = readFileSync(join(folder, "blocks", `${placed.handle}.liquid`), "utf8");
    const settings = this.#resolveProducts(request, source, blockSettings(source, placed.settings));
    const block = {
      id: placed.id,
      settings,
      shopify_attributes: `data-shopify-block="${placed.id}"`,
    };
    const inner = (await this.#engine("blocks", request).parseAndRender(
      source,
      { ...scope, block },
      { globals: scope },
    )) as string;
    return `<div class="shopify-block shopify-app-block" id="shopify-block-${placed.id}">${inner}</div>`;
  }

  /** A setting of type product holds a handle, and Liquid gets the product. */
  #resolveProducts(
    request: Request,
    source: string,
    settings: Record<string, unknown>,
  ): Record<string, unknown> {
    const { store } = this.#devstore;
    const ofProducts = readBlockSchema(source).settings.filter((one) => one.type === "product");
    const resolved = ofProducts.map(({ id }) => {
      const product = store.productByHandle(String(settings[id] ?? ""));
      const isShown = product?.status === "ACTIVE";
      return [id, isShown ? liquidProduct(store, product, viewOf(this.#devstore, request)) : null];
    });
    return { ...settings, ...Object.fromEntries(resolved) };
  }

  /** What Shopify gives every template. */
  async globals(request: Request, given?: Cart) {
    const { store, functionSchemas, now } = this.#devstore;
    const { shop } = store;
    const root = rootUrl(request);
    const cart = given ?? visitorCart(this.#devstore, request);
    const view = { root, market: marketOfCart(store, cart) };
    const priced = await priceCart(store, functionSchemas, cart, now());
    const customer = signedInCustomer(this.#devstore, request);
    const history = customerHistory(store, customer?.id ?? "");
    const path = (request as Request & { unprefixedPath?: string }).unprefixedPath ?? "/";
    return {
      shop: {
        name: shop.name,
        money_format: this.#moneyFormat(shop.currencyCode),
        currency: shop.currencyCode,
        metafields: metafieldsOf(store, SHOP_ID, view),
        locales: shop.locales.map((locale) => ({
          iso_code: locale,
          name: LANGUAGE_NAMES.get(locale) ?? locale,
          url: locale === "en" ? path : `/${locale}${path}`,
        })),
      },
      localization: {
        country: { iso_code: cart.countryCode ?? DEFAULT_COUNTRY },
        available_countries: COUNTRIES.map((code) => ({
          iso_code: code,
          name: new Intl.DisplayNames(localeOf(request), { type: "region" }).of(code),
        })),
      },
      request: {
        locale: { iso_code: localeOf(request) },
        page_type: "",
        path: `${root.slice(0, -1)}${path}`,
      },
      routes: {
        root_url: root,
        cart_url: `${root}cart`,
        cart_add_url: `${root}cart/add`,
        cart_change_url: `${root}cart/change`,
        account_url: `${root}account`,
        account_login_url: `${root}account`,
        search_url: `${root}search`,
      },
      cart: liquidCart(store, presentCart(store, cart, priced), view),
      customer: customer && {
        id: customer.id,
        first_name: customer.firstName,
        email: customer.email,
        tags: customer.tags,
        metafields: metafieldsOf(store, customer.id, view),
        orders_count: history.orders,
        total_spent: hundredthsOf(history.spentMinor, shop.currencyCode),
        orders: store.orders
          .all()
          .filter((order) => order.customerId === customer.id)
          .toReversed()
          .slice(0, ORDERS_OF_CUSTOMER)
          .map((order) => ({
            cancelled: order.cancelledAt !== null,
            line_items: order.lines.map((line) => ({ product_id: numberOf(line.productId) })),
          })),
      },
      collections: store.collections
        .all()
        .map((collection) => liquidCollection(store, collection, view)),
    };
  }

  #header(request: Request): string {
    const { currencyCode, rate } = viewOf(this.#devstore, request).market;
    const shopify = {
      shop: this.#devstore.store.shop.domain,
      locale: localeOf(request),
      routes: { root: rootUrl(request) },
      currency: { active: currencyCode, rate },
    };
    return `<script>window.Shopify = ${JSON.stringify(shopify).replaceAll("<", "\\u003c")};</script><script type="module" src="/stand-in/standard-actions.js"></script>`;
  }
}
