import { redirect } from "@remix-run/node";
import { decodeJwt, errors } from "jose";

import { getConfig } from "../platform/config.server.ts";
import { RateLimit } from "../platform/rate-limit.server.ts";
import { addressOf } from "../platform/read-request.server.ts";
import { readMerchantToken } from "./merchant-token.ts";
import type { Merchant } from "./merchant-token.ts";
import { authenticate } from "./shopify.server.ts";

/** An admin that a whole team works in makes a few requests a second. */
const limit = new RateLimit({ perMinute: 3_000 });

/**
 * Who is signed in to the admin: the one door to it. Shopify's library checks the signature, the dates and the audience; what it leaves
 * open is whether the token is a merchant's at all. That is looked at before as well, since the library exchanges any token at once
 * whose `dest` has a host, and fails on one that has none.
 * @throws a Response: 401 for a token of another kind, 429 for a shop that asks too often, and those of Shopify's library, which lead
 * a browser without a token to where it gets one
 */
export async function requireMerchant(request: Request) {
  const { searchParams } = addressOf(request);
  const shown = claimsOf(request.headers.get("Authorization"), searchParams.get("id_token"));
  if (shown !== null) merchantOf(shown);
  if (!isReadable(searchParams.get("host") ?? "")) throw redirect("/auth/login");
  const { admin, sessionToken } = await authenticate.admin(request);
  const merchant = merchantOf(sessionToken);
  await limit.require(merchant.shop);
  return { ...merchant, admin };
}

/** @throws a Response: 401 for a token of another kind */
function merchantOf(claims: unknown): Merchant {
  const merchant = readMerchantToken(claims, getConfig().SHOPIFY_API_KEY);
  if (merchant) return merchant;
  throw new Response("This token doesn't open the Shopify admin.", { status: 401 });
}

/** What the token says that the library will verify; null where there is none, or none that can be read, which the library answers. */
function claimsOf(header: string | null, parameter: string | null): unknown {
  const token = header?.replace("Bearer ", "") || parameter;
  try {
    return token ? decodeJwt(token) : null;
  } catch (failure) {
    if (failure instanceof errors.JWTInvalid) return null;
    throw failure;
  }
}

/** Whether the library can read where in the admin the app stands: it answers a parameter that it cannot with 500. */
function isReadable(host: string): boolean {
  try {
    return host === "" || URL.canParse(`https://${atob(host)}`);
  } catch (failure) {
    if (failure instanceof DOMException) return false;
    throw failure;
  }
}
