import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { z } from "zod";

import { globalId } from "../../../core/catalog/global-id.ts";
import { COPY_LOCALES } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { getServices } from "../../platform/services.server.ts";
import { addressOf } from "../../platform/read-request.server.ts";
import { createAdminClient } from "../../shopify/admin-client.server.ts";
import { authenticate } from "../../shopify/shopify.server.ts";

/** What the shopper's address says, beside Shopify's own parameters. */
const addressSchema = z.object({
  locale: z.enum(COPY_LOCALES).catch("en"),
  /** The number of who is signed in; Shopify sends it empty for nobody. */
  logged_in_customer_id: z.string().regex(/^\d*$/).catch(""),
});

/** Who asks for a page, as Shopify's signed address says. */
export interface Visitor {
  readonly locale: CopyLocale;
  readonly customerId: string | null;
}

/**
 * Reads a request that Shopify's app proxy hands on from the shop's own address; it signs who is signed in.
 * @throws a Response: 400 for a wrong signature, 404 for a shop that does not have the app
 */
export async function receiveProxied(request: Request) {
  const { session, admin, liquid } = await authenticate.public.appProxy(request);
  if (!session) throw new Response("This shop does not use Tandem.", { status: 404 });
  const { database, jobs } = await getServices();
  const context = {
    prisma: database.prisma,
    jobs,
    shop: session.shop,
    client: createAdminClient(admin.graphql),
  };
  const url = addressOf(request);
  return { context, url, visitor: visitorOf(url), liquid };
}

export function visitorOf(url: URL): Visitor {
  const { locale, logged_in_customer_id: number } = addressSchema.parse(
    Object.fromEntries(url.searchParams),
  );
  return { locale, customerId: number === "" ? null : globalId("Customer", number) };
}

/** Where the shop's addresses of a language begin. */
export const rootOf = (locale: CopyLocale) => (locale === "en" ? "/" : `/${locale}/`);

/** A page as Liquid, to stand in the theme. Nothing that a person wrote can be Liquid. */
export function toLiquid(page: ReactElement): string {
  return renderToStaticMarkup(page).replaceAll("{", "&#123;").replaceAll("}", "&#125;");
}
