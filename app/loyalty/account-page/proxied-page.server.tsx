import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { globalId } from "@tandem/storefront-kit/ids";
import { z } from "zod";

import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { shopifySecrets } from "../../platform/secrets.server.ts";
import { addressOf } from "../../platform/read-request.server.ts";
import { limitBuyer } from "../../shopify/limit-buyer.server.ts";
import { openShop } from "../../shopify/open-shop.server.ts";
import { isSignedByProxy } from "../../shopify/proxy-signature.ts";

/** What the shopper's address says, beside Shopify's own parameters. */
const addressSchema = z.object({
  locale: z.enum(COPY_LOCALES).catch("en"),
  /** The number of who is signed in; Shopify sends it empty for nobody. */
  logged_in_customer_id: z.string().regex(/^\d*$/).catch(""),
  /** Where our pages are at the shop: merchants may move them (shopify.dev, "App proxies"). */
  path_prefix: z
    .string()
    .regex(/^\/[\w-]+\/[\w-]+$/)
    .catch("/apps/tandem"),
});

/**
 * What Shopify adds to the address and signs (shopify.dev, "App proxies"). Repeated names are signed joined by a comma, so that a
 * signature holds for any order of them: of a name that a shopper's address has as well, nobody can say which is Shopify's.
 */
const OF_SHOPIFY = ["logged_in_customer_id", "path_prefix", "shop", "signature", "timestamp"];

/** Who asks for a page, as Shopify's signed address says. */
export interface Visitor {
  readonly locale: CopyLocale;
  readonly customerId: string | null;
  /** The path below which our pages are at the shop, such as `/apps/tandem`. */
  readonly pathPrefix: string;
}

/**
 * Reads a request that Shopify's app proxy hands on from the shop's own address; it signs who is signed in.
 * @throws a Response: 400 for a parameter of Shopify's that comes twice, 401 for a wrong signature, 404 for a shop that does not have
 * the app, 429 for who asks too often
 */
export async function receiveProxied(request: Request) {
  const url = addressOf(request);
  refuseDoubles(url);
  // As it came: what is cleaned of a text is signed with it. By the machine's clock, as tokens are.
  const signed = new URLSearchParams(request.url.split("?")[1] ?? "");
  if (!isSignedByProxy(signed, shopifySecrets(), new Date()))
    throw new Response("This address isn't signed by Shopify.", { status: 401 });
  const shop = url.searchParams.get("shop") ?? "";
  const visitor = visitorOf(url);
  await limitBuyer({ shop, buyer: visitor.customerId });
  const context = await openShop(shop);
  return { context, url, visitor, liquid };
}

/** @throws a Response: 400 for a parameter of Shopify's that comes twice */
function refuseDoubles({ searchParams }: URL): void {
  const doubled = OF_SHOPIFY.find((name) => searchParams.getAll(name).length > 1);
  if (doubled !== undefined)
    throw new Response(`Send “${doubled}” once: it is Shopify's.`, { status: 400 });
}

/** A page of ours in the shop's theme (shopify.dev, "App proxies"). */
function liquid(body: string): Response {
  return new Response(body, { headers: { "Content-Type": "application/liquid" } });
}

export function visitorOf(url: URL): Visitor {
  const {
    locale,
    logged_in_customer_id: number,
    path_prefix: pathPrefix,
  } = addressSchema.parse(Object.fromEntries(url.searchParams));
  return { locale, customerId: number === "" ? null : globalId("Customer", number), pathPrefix };
}

/** Where the shop's addresses of a language begin. */
export const rootOf = (locale: CopyLocale) => (locale === "en" ? "/" : `/${locale}/`);

/**
 * Stands for the shop's address at its primary domain, which the theme knows (shopify.dev, Liquid "shop.url") and a request does not
 * tell. A control character: text from outside has none.
 */
export const SHOP_URL = "\u0001";

/** A page as Liquid, to stand in the theme. Nothing that a person wrote can be Liquid. */
export function toLiquid(page: ReactElement): string {
  return renderToStaticMarkup(page)
    .replaceAll("{", "&#123;")
    .replaceAll("}", "&#125;")
    .replaceAll(SHOP_URL, "{{ shop.url }}");
}
