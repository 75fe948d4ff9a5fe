import type { FollowUpMail, PrismaClient } from "@prisma/client";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

import { COPY_LOCALES, copyLocaleOf } from "../../../core/offers/locales.ts";
import type { CopyLocale } from "../../../core/offers/locales.ts";
import { now } from "../../platform/clock.server.ts";
import type { Jobs } from "../../platform/jobs.server.ts";
import { getServices } from "../../platform/services.server.ts";
import { addressOf } from "../../platform/read-request.server.ts";
import { createAdminClient } from "../../shopify/admin-client.server.ts";
import { getRecipients } from "../../shopify/documents/get-recipients.server.ts";
import type { ShopIdentity } from "../../shopify/documents/get-recipients.server.ts";
import { shopify } from "../../shopify/shopify.server.ts";
import { readLink } from "../links.server.ts";
import type { LinkContent, LinkPurpose } from "../links.server.ts";
import { countLink } from "./limit-link.server.ts";
import { PublicPage } from "./PublicPage.tsx";
import { PAGE_WORDS } from "./words.ts";

/** Who follows a link of a mail's, as the link itself says. */
export interface OpenedLink {
  readonly prisma: PrismaClient;
  readonly jobs: Jobs;
  readonly link: LinkContent;
  readonly mail: FollowUpMail;
}

/** The same, with what a page to them needs of Shopify. */
export interface LinkVisit extends OpenedLink {
  readonly identity: ShopIdentity;
  readonly locale: CopyLocale;
}

/**
 * Reads a link of a mail's. Nothing but the link says who comes, so nothing but what it was made for can be done with it.
 * @throws a Response, a page in words: 400 for a link that we did not make, 410 for one that has ended, 429 for one
 * that is followed too often
 */
export async function openLink(request: Request, purpose: LinkPurpose): Promise<OpenedLink> {
  const { database, jobs } = await getServices();
  const { prisma } = database;
  const asked = languageOf(request);
  const words = PAGE_WORDS[asked];
  const link = readLink(addressOf(request), purpose, now());
  const refuse = (title: string, status: number, headers: Readonly<Record<string, string>> = {}) =>
    page(<PublicPage locale={asked} title={title} shopName={null} />, status, headers);
  if (link === "forged") throw refuse(words.forged, 400);
  if (link === "expired") throw refuse(words.expired, 410);
  const seconds = await countLink(link);
  if (seconds !== null) throw refuse(words.tooOften, 429, { "Retry-After": String(seconds) });
  const { shop } = link;
  const mail = await prisma.followUpMail.findUnique({
    where: { shop_id: { shop, id: link.mail } },
  });
  const settings = await prisma.shop.findUnique({ where: { shop } });
  // Of a customer who was erased, or of a shop that left.
  if (!mail || !settings?.isInstalled) throw refuse(words.expired, 410);
  return { prisma, jobs, link, mail };
}

/** @throws {AdminApiError} when Shopify cannot be reached */
export async function visitOf(opened: OpenedLink, request: Request): Promise<LinkVisit> {
  const { mail, link } = opened;
  const { admin } = await shopify.unauthenticated.admin(link.shop);
  const { shop: identity, recipients } = await getRecipients(createAdminClient(admin.graphql), [
    mail.orderId,
  ]);
  const ordered = recipients.get(mail.orderId)?.locale ?? null;
  const locale = ordered === null ? languageOf(request) : copyLocaleOf(ordered);
  return { ...opened, identity, locale };
}

/** The first of the browser's languages that we have words in. */
function languageOf(request: Request): CopyLocale {
  const wanted = (request.headers.get("Accept-Language") ?? "")
    .split(",")
    .map((one) => one.trim().split(/[-;]/)[0]!.toLowerCase());
  const known = wanted.flatMap((one) => COPY_LOCALES.find((locale) => locale === one) ?? []);
  return known[0] ?? "en";
}

/** A page that runs nothing, that nobody frames or stores, and that tells no other site of its address. */
export function page(
  content: ReactElement,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`<!doctype html>${renderToStaticMarkup(content)}`, {
    status,
    headers: {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
