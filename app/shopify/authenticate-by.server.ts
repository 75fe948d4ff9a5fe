import { createHmac } from "node:crypto";

import { addressOf } from "../platform/read-request.server.ts";
import { isSameSecret } from "../platform/same-secret.server.ts";

/** The ways in which Shopify's library knows who asks, as far as Tandem uses them. */
interface Authenticate<Admin, Checkout> {
  admin(request: Request): Promise<Admin>;
  readonly public: { checkout(request: Request): Promise<Checkout> };
}

/** One of Shopify's secrets for the app, and the library that was opened with it. */
export interface OpenedWith<Admin, Checkout> {
  readonly secret: string;
  readonly authenticate: Authenticate<Admin, Checkout>;
}

/**
 * Knows who asks by whichever of the app's secrets signed it: while a secret is rotated, nobody is to be sent away
 * (shopify.dev, "Rotate or revoke client credentials"). The library takes one secret, so it is opened once for each. The app proxy
 * is known by `isSignedByProxy`.
 * @param opened the current secret first
 */
export function authenticateBy<Admin, Checkout>(
  opened: readonly [OpenedWith<Admin, Checkout>, ...OpenedWith<Admin, Checkout>[]],
): Authenticate<Admin, Checkout> {
  const [current, ...before] = opened;
  const bySigner = (request: Request) =>
    (before.find(({ secret }) => hasSigned(secret, tokenOf(request))) ?? current).authenticate;
  return {
    admin: async (request) => bySigner(request).admin(request),
    public: { checkout: async (request) => bySigner(request).public.checkout(request) },
  };
}

/** The session token that a request brings: of a page in its address, of its script in a header. */
function tokenOf(request: Request): string {
  const header = /^Bearer (.+)$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  return header ?? addressOf(request).searchParams.get("id_token") ?? "";
}

/** Which library to ask: whether the token holds is for the library to say. */
function hasSigned(secret: string, token: string): boolean {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const expected = createHmac("sha256", secret).update(`${header}.${payload}`).digest();
  return isSameSecret(Buffer.from(signature, "base64url"), expected);
}
