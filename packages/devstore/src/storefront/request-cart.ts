import type { Request, Response } from "express";

import { createCart, withoutVanished } from "../cart/cart.ts";
import type { Devstore } from "../context.ts";
import type { Cart, Customer } from "../state/types.ts";

const CART_COOKIE = "cart";
const CUSTOMER_COOKIE = "customer";
const YEAR_MILLISECONDS = 365 * 86_400_000;

function readCookie(request: Request, name: string): string | undefined {
  const pair = (request.get("cookie") ?? "").split("; ").find((one) => one.startsWith(`${name}=`));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : undefined;
}

/** The language of the address: `/de/products/…` is German; without a prefix, the shop's first. */
export function localeOf(request: Request): string {
  return (request as Request & { locale?: string }).locale ?? "en";
}

/** Where the addresses of the language begin: "/" or "/de/". */
export function rootUrl(request: Request): string {
  const locale = localeOf(request);
  return locale === "en" ? "/" : `/${locale}/`;
}

/** The path without the language's prefix. */
export function unprefixedPath(request: Request): string {
  return (request as Request & { unprefixedPath?: string }).unprefixedPath ?? request.path;
}

export function signedInCustomer({ store }: Devstore, request: Request): Customer | null {
  return store.customers.get(readCookie(request, CUSTOMER_COOKIE) ?? "") ?? null;
}

export function signIn(response: Response, customer: Customer): void {
  response.cookie(CUSTOMER_COOKIE, customer.id, {
    httpOnly: true,
    sameSite: "lax",
    maxAge: YEAR_MILLISECONDS,
  });
}

export function signOut(response: Response): void {
  response.clearCookie(CUSTOMER_COOKIE);
}

/** The visitor's cart; one that is new is stored and its cookie set only when `response` is given. */
export function visitorCart(devstore: Devstore, request: Request, response?: Response): Cart {
  const { store, now } = devstore;
  const known = store.carts.get(readCookie(request, CART_COOKIE) ?? "");
  const locale = localeOf(request);
  const customerId = signedInCustomer(devstore, request)?.id ?? null;
  if (known) {
    const current = withoutVanished(store, known);
    if (current.locale === locale && current.customerId === customerId) return current;
    return store.carts.put({ ...current, locale, customerId });
  }
  if (!response) {
    return {
      id: "",
      lines: [],
      note: "",
      attributes: {},
      discountCodes: [],
      customerId,
      locale,
      updatedAt: now().toISOString(),
    };
  }
  const cart = store.carts.put({ ...createCart(store, locale, now()), customerId });
  response.cookie(CART_COOKIE, cart.id, {
    httpOnly: true,
    sameSite: "lax",
    maxAge: YEAR_MILLISECONDS,
  });
  return cart;
}
