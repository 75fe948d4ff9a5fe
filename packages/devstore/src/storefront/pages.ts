import { join } from "node:path";

import express from "express";
import type { Request } from "express";

import { hundredthsOf } from "@tandem/storefront-kit/money/hundredths";
import { COUNTRIES } from "../markets.ts";
import type { Devstore } from "../context.ts";
import { currentTotals } from "../checkout/order-totals.ts";
import { inPresentment, presentmentCurrency } from "../checkout/presentment.ts";
import { drawPicture } from "../sample-shop/pictures.ts";
import { search } from "../admin-api/search.ts";
import { ALL_PRODUCTS, liquidCollection, liquidProduct, liquidProducts } from "./objects.ts";
import type { Renderer } from "./render.ts";
import { customerPayload } from "../webhooks/payloads.ts";
import {
  localeOf,
  rootUrl,
  signedInCustomer,
  signIn,
  signOut,
  viewOf,
  visitorCart,
} from "./request-cart.ts";

const PRODUCTS_PER_PAGE = 24;

/** Most sections in one answer (shopify.dev, "Section Rendering API"). */
export const SECTION_LIMIT = 5;

/** The storefront's pages: what a shopper browses before the cart. */
export function storefrontPages(devstore: Devstore, renderer: Renderer): express.Router {
  const { configuration, store } = devstore;
  /** Pages of the shop's own, by handle; all are of one template. */
  const pages = new Map(Object.entries(configuration.shop.pages));
  const router = express.Router();

  router.get("/cdn/products/:file", (request, response, next) => {
    const product = store.productByHandle(request.params.file.replace(/\.svg$/, ""));
    if (!product) return next();
    response.type("svg").set("Cache-Control", "max-age=3600").send(drawPicture(product.picture));
  });
  router.use("/cdn/theme", express.static(join(configuration.theme, "assets"), { maxAge: "1h" }));
  const { themeBlocks } = configuration.extensions;
  if (themeBlocks !== null)
    router.use("/cdn/blocks", express.static(join(themeBlocks, "assets"), { maxAge: 0 }));

  // Sections by themselves, of whichever page (shopify.dev, "Section Rendering API").
  router.get("/{*path}", async (request, response, next) => {
    const { sections: asked } = request.query;
    if (typeof asked !== "string") return next();
    const ids = asked.split(",").filter(Boolean).slice(0, SECTION_LIMIT);
    const rendered = ids.map(async (id) => [id, await renderer.section(request, id)] as const);
    response.json(Object.fromEntries(await Promise.all(rendered)));
  });

  router.get("/", async (request, response) => {
    response.send(await renderer.page(request, "index", { page_title: store.shop.name }));
  });

  router.get("/collections/:handle", async (request, response, next) => {
    const { handle } = request.params;
    const collection = store.collections.find((one) => one.handle === handle);
    if (!collection && handle !== ALL_PRODUCTS.handle) return next();
    const shown = liquidCollection(store, collection ?? ALL_PRODUCTS, viewOf(devstore, request));
    const page = paginate(request, shown.products);
    response.send(
      await renderer.page(request, "collection", {
        page_title: shown.title,
        collection: { ...shown, products: page.items },
        paginate: page.links,
      }),
    );
  });

  router.get("/products/:handle.js", (request, response, next) => {
    const product = store.productByHandle(request.params.handle);
    if (!product || product.status !== "ACTIVE") return next();
    const { metafields: _private, ...shown } = liquidProduct(
      store,
      product,
      viewOf(devstore, request),
    );
    response.json(shown);
  });

  router.get("/products/:handle", async (request, response, next) => {
    const product = store.productByHandle(request.params.handle);
    if (!product || product.status !== "ACTIVE") return next();
    const variant = Number(request.query["variant"]) || null;
    const { metafields, ...shown } = liquidProduct(
      store,
      product,
      viewOf(devstore, request),
      variant,
    );
    const blocks = await renderer.blocks(request, "product", { product: { ...shown, metafields } });
    response.send(
      await renderer.page(request, "product", {
        page_title: product.title,
        product: shown,
        content_for_blocks: blocks,
      }),
    );
  });

  router.get("/pages/:handle", async (request, response, next) => {
    const title = pages.get(request.params.handle);
    if (title === undefined) return next();
    const blocks = await renderer.blocks(request, "page", {});
    response.send(
      await renderer.page(request, "page", { page_title: title, content_for_blocks: blocks }),
    );
  });

  router.get("/search", async (request, response) => {
    const terms = String(request.query["q"] ?? "");
    const active = store.products.all().filter((product) => product.status === "ACTIVE");
    const found = terms
      ? search(
          active,
          terms.replace(/[^\p{L}\p{N} ]/gu, " "),
          {},
          (product) => product.title,
        ).slice(0, PRODUCTS_PER_PAGE)
      : [];
    response.send(
      await renderer.page(request, "search", {
        page_title: terms,
        search: { terms, results: liquidProducts(store, found, viewOf(devstore, request)) },
      }),
    );
  });

  router.get("/account", async (request, response) => {
    const customer = signedInCustomer(devstore, request);
    const root = rootUrl(request);
    if (!customer) {
      const demoCustomers = store.customers
        .all()
        .slice(0, 20)
        .map((one) => ({ email: one.email, first_name: one.firstName }));
      return void response.send(
        await renderer.page(request, "login", {
          page_title: "",
          demo_customers: demoCustomers,
          error: request.query["error"],
        }),
      );
    }
    const orders = store.orders
      .all()
      .filter((order) => order.customerId === customer.id)
      .toReversed();
    const shown = orders.map((order) => ({
      name: `#${order.number}`,
      url: `${root}orders/${order.token}`,
      created_at: order.createdAt,
      total_price: hundredthsOf(
        currentTotals(inPresentment(order, store.shop.currencyCode)).totalMinor,
        presentmentCurrency(order, store.shop.currencyCode),
      ),
    }));
    response.send(
      await renderer.page(request, "account", {
        page_title: customer.firstName,
        customer: { first_name: customer.firstName, orders: shown },
        account_links: configuration.shop.accountLinks.map(({ path, titles }) => ({
          url: root + path,
          title: titles[localeOf(request)] ?? titles.en,
        })),
      }),
    );
  });

  router.post("/localization", express.urlencoded({ extended: false }), (request, response) => {
    const { country_code: countryCode = "", return_to: back = "/" } = request.body as Record<
      string,
      string
    >;
    const cart = visitorCart(devstore, request, response);
    if (COUNTRIES.includes(countryCode)) store.carts.put({ ...cart, countryCode });
    response.redirect(303, back.startsWith("/") ? back : "/");
  });

  router.post("/account/login", express.urlencoded({ extended: false }), (request, response) => {
    const email = String((request.body as { email?: string }).email ?? "").toLowerCase();
    const customer = store.customers.find((one) => one.email.toLowerCase() === email);
    if (!customer)
      return response.redirect(
        `${rootUrl(request)}account?error=${encodeURIComponent("No customer has this address.")}`,
      );
    signIn(response, customer);
    response.redirect(`${rootUrl(request)}account`);
  });

  router.post("/account/register", express.urlencoded({ extended: false }), (request, response) => {
    const body = request.body as { email?: string; first_name?: string };
    const email = String(body.email ?? "")
      .trim()
      .toLowerCase();
    const known = store.customers.find((one) => one.email.toLowerCase() === email);
    if (!/^\S+@\S+\.\S+$/.test(email) || (known && known.hasAccount !== false))
      return response.redirect(
        `${rootUrl(request)}account?error=${encodeURIComponent("Enter an address that has no account yet.")}`,
      );
    const customer = store.customers.put({
      ...(known ?? {
        id: store.nextId("Customer"),
        firstName: String(body.first_name ?? ""),
        lastName: "",
        email,
        locale: localeOf(request),
        country: "DE",
        createdAt: devstore.now().toISOString(),
        tags: [],
      }),
      hasAccount: true,
    });
    devstore.webhooks.emit(
      known ? "customers/enable" : "customers/create",
      customerPayload(customer),
    );
    signIn(response, customer);
    response.redirect(`${rootUrl(request)}account`);
  });

  router.post("/account/logout", (request, response) => {
    signOut(response);
    response.redirect(rootUrl(request));
  });
  return router;
}

function paginate<T>(request: Request, items: readonly T[]) {
  const pages = Math.max(1, Math.ceil(items.length / PRODUCTS_PER_PAGE));
  const current = Math.min(pages, Math.max(1, Number(request.query["page"]) || 1));
  return {
    items: items.slice((current - 1) * PRODUCTS_PER_PAGE, current * PRODUCTS_PER_PAGE),
    links: {
      pages,
      current_page: current,
      previous: current > 1 ? `?page=${current - 1}` : null,
      next: current < pages ? `?page=${current + 1}` : null,
    },
  };
}
