import { join } from "node:path";

import express from "express";
import type { Request, Response } from "express";
import { globalId } from "@tandem/storefront-kit/ids";

import type { Devstore } from "../context.ts";
import { OWN_THEME, ownFolder } from "../define-devstore.ts";
import { COUNTRIES } from "../markets.ts";
import { drawPicture } from "../sample-shop/pictures.ts";
import { readSectionIds } from "./ajax-cart.ts";
import { multipartFields } from "./form-body.ts";
import { queryOf } from "./render.ts";
import type { Renderer, ShownPage } from "./render.ts";
import { customerPayload } from "../webhooks/payloads.ts";
import {
  localeOf,
  rootUrl,
  signedInCustomer,
  signIn,
  signOut,
  visitorCart,
} from "./request-cart.ts";

/** The storefront's pages: what a shopper browses before the checkout. */
export function storefrontPages(devstore: Devstore, renderer: Renderer): express.Router {
  const { configuration, store } = devstore;
  const router = express.Router();
  const form = [express.urlencoded({ extended: true }), multipartFields];

  router.get("/cdn/products/:file", (request, response, next) => {
    const product = store.productByHandle(request.params.file.replace(/\.svg$/, ""));
    if (!product) return next();
    response.type("svg").set("Cache-Control", "max-age=3600").send(drawPicture(product.picture));
  });
  router.get("/cdn/theme/compiled_assets/styles.css", (_request, response) => {
    response.type("css").send(renderer.compiled.styles);
  });
  router.get("/cdn/theme/compiled_assets/scripts.js", (_request, response) => {
    response.type("js").send(renderer.compiled.scripts);
  });
  router.use("/cdn/theme", express.static(join(configuration.theme, "assets"), { maxAge: "1h" }));
  router.use("/cdn/own-theme", express.static(join(OWN_THEME, "assets"), { maxAge: "1h" }));
  const { themeBlocks } = configuration.extensions;
  if (themeBlocks !== null)
    router.use("/cdn/blocks", express.static(join(themeBlocks, "assets"), { maxAge: 0 }));
  router.use("/cdn/shopify", express.static(ownFolder("../assets/cdn"), { maxAge: "1h" }));
  router.get("/favicon.ico", (_request, response) => void response.status(204).end());
  // Fonts of Shopify's are not to be had here; pages show those of the machine.
  router.get("/cdn/fonts/:file", (_request, response) => void response.type("woff2").send(""));

  router.get("/products/:handle.js", async (request, response, next) => {
    const page = await renderer.product(request, request.params.handle);
    if (!page) return next();
    response.json(page);
  });

  // No recommendations are made, and nothing is suggested while one types: both answer as for nothing found.
  router.get("/recommendations/products", async (request, response, next) => {
    const id = globalId("Product", String(request.query["product_id"] ?? ""));
    const handle = store.products.get(id)?.handle ?? "";
    const recommendations = { performed: true, products: [], products_count: 0 };
    const page = await renderer.at(request, `/products/${handle}`, queryOf(request), {
      objects: { recommendations },
    });
    if (!page) return next();
    sendPage(request, response, page);
  });
  router.get("/search/suggest", async (request, response) => {
    const terms = String(request.query["q"] ?? "");
    const resources = { products: [], collections: [], pages: [], articles: [], queries: [] };
    const objects = { predictive_search: { performed: true, terms, resources, types: [] } };
    const page = { template: "search", title: terms, objects };
    sendPage(request, response, await renderer.template(request, page));
  });
  router.get("/recommendations/products.json", (_request, response) => {
    response.json({ intent: "related", products: [] });
  });
  router.get("/search/suggest.json", (_request, response) => {
    response.json({ resources: { results: { products: [], queries: [] } } });
  });

  router.get(["/account", "/account/login", "/account/register"], async (request, response) => {
    const customer = signedInCustomer(devstore, request);
    const isAccount = request.path === "/account";
    if (isAccount !== Boolean(customer))
      return response.redirect(`${rootUrl(request)}account${customer ? "" : "/login"}`);
    const template = customer ? "account" : request.path.slice("/account/".length);
    const error = request.query["error"];
    const message = typeof error === "string" ? { error } : {};
    // The stand-in's own theme offers the demo's customers to choose from; no theme of Shopify's can.
    const demo_customers = store.customers
      .all()
      .slice(0, 20)
      .map((one) => ({ email: one.email, first_name: one.firstName }));
    // So are the links that the configuration has on the page of an account.
    const account_links = configuration.shop.accountLinks.map(({ path, titles }) => ({
      url: rootUrl(request) + path,
      title: titles[localeOf(request)] ?? titles.en,
    }));
    const objects = { demo_customers, account_links };
    const page = await renderer.template(
      request,
      { template: `customers/${template}`, title: "Account", objects },
      {
        formMessages: new Map([
          ["customer_login", message],
          ["create_customer", message],
        ]),
      },
    );
    sendPage(request, response, page);
  });

  router.post("/localization", ...form, (request, response) => {
    const body = request.body as Record<string, string>;
    const { country_code: country = "", return_to: back = "/" } = body;
    const language = body["language_code"] ?? body["locale_code"];
    const cart = visitorCart(devstore, request, response);
    if (COUNTRIES.includes(country)) store.carts.put({ ...cart, countryCode: country });
    const to = /^\/(?!\/)/.test(back) ? back : "/";
    response.redirect(303, language === undefined ? to : inLanguage(to, language));
  });

  /** The same address in another of the shop's languages. */
  function inLanguage(path: string, language: string): string {
    const [first, ...others] = store.shop.locales;
    const [, prefix = ""] = path.split("/");
    const plain = others.includes(prefix) ? path.slice(prefix.length + 1) || "/" : path;
    return language === first || !others.includes(language) ? plain : `/${language}${plain}`;
  }

  router.post("/account/login", ...form, (request, response) => {
    const email = readField(request, "email").toLowerCase();
    const customer = store.customers.find((one) => one.email.toLowerCase() === email);
    if (!customer) return refuse(request, response, "login", "No customer has this address.");
    signIn(response, customer);
    response.redirect(`${rootUrl(request)}account`);
  });

  router.post("/account", ...form, (request, response) => {
    const email = readField(request, "email").trim().toLowerCase();
    const known = store.customers.find((one) => one.email.toLowerCase() === email);
    if (!/^\S+@\S+\.\S+$/.test(email) || (known && known.hasAccount !== false))
      return refuse(request, response, "login", "Enter an address that has no account yet.");
    const customer = store.customers.put({
      ...(known ?? {
        id: store.nextId("Customer"),
        firstName: readField(request, "first_name"),
        lastName: readField(request, "last_name"),
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

  const leave = (request: Request, response: Response) => {
    signOut(response);
    response.redirect(rootUrl(request));
  };
  router.get("/account/logout", leave);
  router.post("/account/logout", leave);
  router.post(
    [
      "/contact",
      "/account/recover",
      "/account/reset",
      "/account/activate",
      "/account/addresses",
      "/password",
    ],
    (request, response) => {
      response.status(501).type("text").send(`The stand-in store has no ${request.path}.`);
    },
  );

  router.get(/.*/, async (request, response, next) => {
    const page = await renderer.find(request);
    if (!page) return next();
    sendPage(request, response, page);
  });
  return router;
}

/** The page, or what is asked of it by the Section Rendering API (shopify.dev, "Section Rendering API"). */
export function sendPage(request: Request, response: Response, page: ShownPage): void {
  const query = queryOf(request);
  const one = query.get("section_id");
  if (one !== null) {
    const section = page.section(one);
    if (section === null) return void response.status(404).end();
    return void response.type("html").send(section);
  }
  const many = query.getAll("sections[]");
  const ids = readSectionIds(many.length > 0 ? many : query.get("sections"));
  if (ids.length > 0) return void response.json(page.sections(ids));
  response.send(page.html());
}

/** A field of a form of a customer, such as `customer[email]`. */
function readField(request: Request, name: string): string {
  const { customer } = (request.body ?? {}) as { customer?: Record<string, unknown> };
  return String(customer?.[name] ?? "");
}

function refuse(request: Request, response: Response, page: string, message: string): void {
  response.redirect(`${rootUrl(request)}account/${page}?error=${encodeURIComponent(message)}`);
}
