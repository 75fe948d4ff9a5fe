import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Request } from "express";
import type { Liquid } from "liquidjs";
import {
  AppExtension,
  compileAssets,
  createThemeLiquid,
  extended,
  hasTemplate,
  openTheme,
  ThemeFolder,
  ThemeRendering,
} from "@tandem/storefront-kit/liquid";
import type {
  AppBlock,
  CompiledAssets,
  FormMessage,
  InstalledTheme,
} from "@tandem/storefront-kit/liquid";

import { presentCart } from "../cart/present-cart.ts";
import { OWN_THEME } from "../define-devstore.ts";
import { marketOfCart } from "../markets.ts";
import { priceCart } from "../checkout/price-cart.ts";
import type { Devstore } from "../context.ts";
import type { Cart, ThemePlace } from "../state/types.ts";
import { contentForHeader } from "./content-for-header.ts";
import { currencyFormat } from "./currency-format.ts";
import { findPage } from "./find-page.ts";
import type { FoundPage } from "./find-page.ts";
import { VisitObjects } from "./liquid-globals.ts";
import {
  localeOf,
  rootUrl,
  signedInCustomer,
  unprefixedPath,
  visitorCart,
} from "./request-cart.ts";
import { appBlocks, themeName } from "./templates.ts";

/** What a page is shown with, beside its template. */
export interface PageOptions {
  /** Instead of the visitor's. */
  readonly cart?: Cart;
  readonly formMessages?: ReadonlyMap<string, FormMessage>;
  /** Objects beside those that the page has by itself. */
  readonly objects?: object;
}

/** The storefront's pages, as the shop's theme renders them with the app's blocks. */
export class Renderer {
  readonly #devstore: Devstore;
  readonly #folder: ThemeFolder;
  readonly #ownFolder: ThemeFolder;
  readonly #extension: ThemeFolder | null;
  readonly #engines = new Map<string, InstalledTheme>();
  #compiled: CompiledAssets | null = null;

  /** @throws when there is no theme where the configuration says that one is */
  constructor(devstore: Devstore) {
    this.#devstore = devstore;
    this.#ownFolder = openTheme(OWN_THEME);
    const { extensions, theme } = devstore.configuration;
    this.#folder = openTheme(theme);
    this.#extension =
      extensions.themeBlocks === null ? null : new ThemeFolder(extensions.themeBlocks);
  }

  get folder(): ThemeFolder {
    return this.#folder;
  }

  /** What the theme's files have in `{% stylesheet %}` and `{% javascript %}`. */
  get compiled(): CompiledAssets {
    this.#compiled ??= compileAssets(this.#folder);
    return this.#compiled;
  }

  /** The page of a request's address; null for one that has none. */
  async find(request: Request, options: PageOptions = {}): Promise<ShownPage | null> {
    return this.at(request, unprefixedPath(request), queryOf(request), options);
  }

  /** The page at another address than the request's, as the Ajax API's `sections_url` asks for one. */
  async at(
    request: Request,
    path: string,
    query: URLSearchParams,
    options: PageOptions = {},
  ): Promise<ShownPage | null> {
    const visit = await this.#visit(request, path, query, options);
    const found = findPage(this.#devstore.store, visit, path, query);
    return found && this.#shown(request, { visit, found, path, query, options });
  }

  /** A page of a template that no address alone stands for. */
  async template(
    request: Request,
    found: FoundPage,
    options: PageOptions = {},
  ): Promise<ShownPage> {
    const [path, query] = [unprefixedPath(request), queryOf(request)];
    const visit = await this.#visit(request, path, query, options);
    return this.#shown(request, { visit, found, path, query, options });
  }

  /** A product as `/products/HANDLE.js` tells it; null for one that cannot be seen. */
  async product(request: Request, handle: string): Promise<object | null> {
    const visit = await this.#visit(request, unprefixedPath(request), queryOf(request), {});
    return visit.product(handle);
  }

  /** Liquid of the app's, in the theme's layout. Its sections can be asked for as on any page (shopify.dev, "Section Rendering API"). */
  async proxied(request: Request, source: string): Promise<ShownPage> {
    const page = await this.template(request, { template: "page", title: "", objects: {} });
    return page.with(source);
  }

  async #visit(
    request: Request,
    path: string,
    query: URLSearchParams,
    options: PageOptions,
  ): Promise<VisitObjects> {
    const { configuration, store, functionSchemas, now, storeUrl } = this.#devstore;
    const cart = options.cart ?? visitorCart(this.#devstore, request);
    const priced = await priceCart(store, functionSchemas, cart, now());
    return new VisitObjects({
      store,
      storeUrl,
      pages: configuration.shop.pages,
      market: marketOfCart(store, cart),
      locale: localeOf(request),
      rootUrl: rootUrl(request),
      path,
      query,
      cart: presentCart(store, cart, priced),
      countryCode: cart.countryCode,
      customer: signedInCustomer(this.#devstore, request),
    });
  }

  #shown(request: Request, { visit, found, path, query, options }: PageParts): ShownPage {
    const { store } = this.#devstore;
    const { shop } = store;
    const { template, title, objects } = found;
    const root = rootUrl(request);
    // Accounts of a theme without templates for them are pages of Shopify's own: here, of the stand-in's theme.
    const folder =
      template.startsWith("customers/") && !hasTemplate(this.#folder, template)
        ? this.#ownFolder
        : this.#folder;
    const theme = this.#installed(folder, request, visit.market.currencyCode);
    const page = {
      template,
      objects: extended(visit.globals(template), {
        page_title: title,
        ...objects,
        ...options.objects,
      }),
      resources: visit,
      path: `${root.slice(0, -1)}${path}` || "/",
      query,
      header: contentForHeader({
        shop,
        locale: localeOf(request),
        rootUrl: root,
        countryCode: visit.countryCode,
        market: visit.market,
        themeName: themeName(this.#folder),
        isUnlisted: found.isUnlisted ?? false,
      }),
      placedBlocks: this.#placed(template as ThemePlace),
      embeds: this.#placed("embeds"),
      ...(options.formMessages && { formMessages: options.formMessages }),
    };
    return new ShownPage(() => new ThemeRendering(theme, page));
  }

  #placed(place: ThemePlace): AppBlock[] {
    const { shop } = this.#devstore.store;
    if (!shop.isInstalled || !Object.hasOwn(shop.blocks, place)) return [];
    return appBlocks(shop.blocks[place] ?? [], this.#devstore.configuration.app.handle);
  }

  /** @param currencyCode of the shopper's market, in which amounts are shown */
  #installed(folder: ThemeFolder, request: Request, currencyCode: string): InstalledTheme {
    const { isInstalled } = this.#devstore.store.shop;
    const locale = localeOf(request);
    const key = `${folder.root} ${locale} ${currencyCode} ${isInstalled}`;
    const known = this.#engines.get(key);
    if (known) return known;
    const engine = (from: ThemeFolder, assets: string): Liquid =>
      createThemeLiquid({
        folder: from,
        locale,
        rootUrl: rootUrl(request),
        moneyFormat: currencyFormat(currencyCode),
        currencyCode,
        assetUrl: (file) => `/cdn/${assets}/${file}`,
        readAsset: (file) => readAsset(from, file),
      });
    const installed = {
      folder,
      liquid: engine(folder, folder === this.#folder ? "theme" : "own-theme"),
      app:
        isInstalled && this.#extension
          ? new AppExtension(this.#extension, engine(this.#extension, "blocks"))
          : null,
    };
    this.#engines.set(key, installed);
    return installed;
  }
}

interface PageParts {
  readonly visit: VisitObjects;
  readonly found: FoundPage;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly options: PageOptions;
}

/** Addresses of files that Shopify's own servers have: here the stand-in has them. */
const SHOPIFY_CDN = "https://cdn.shopify.com/";

/** A page, to be had whole or by sections. */
export class ShownPage {
  readonly #render: () => ThemeRendering;
  readonly #source: string | null;

  /** @param source Liquid that stands in the layout, in place of the template */
  constructor(render: () => ThemeRendering, source: string | null = null) {
    this.#render = render;
    this.#source = source;
  }

  /** The same page with Liquid in place of its template. */
  with(source: string): ShownPage {
    return new ShownPage(this.#render, source);
  }

  html(): string {
    const page = this.#render();
    return this.#local(this.#source === null ? page.page() : page.liquidPage(this.#source));
  }

  /** One section; null for one that neither the page nor the theme has. */
  section(id: string): string | null {
    const html = this.#render().sectionById(id);
    return html && this.#local(html);
  }

  /** Sections by their ids (shopify.dev, "Section Rendering API"). */
  sections(ids: readonly string[]): Record<string, string | null> {
    return Object.fromEntries(ids.map((id) => [id, this.section(id)]));
  }

  #local(html: string): string {
    return html.replaceAll(SHOPIFY_CDN, "/cdn/shopify/");
  }
}

function readAsset(folder: ThemeFolder, file: string): string | null {
  const path = join(folder.root, "assets", file);
  return path.startsWith(join(folder.root, "assets")) && existsSync(path)
    ? readFileSync(path, "utf8")
    : null;
}

/** The parameters of a request's address; a query may have question marks of its own (RFC 3986, 3.4). */
export function queryOf(request: Request): URLSearchParams {
  const [, ...query] = request.originalUrl.split("?");
  return new URLSearchParams(query.join("?"));
}
