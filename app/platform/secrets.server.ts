import { createHash, createHmac, hkdfSync } from "node:crypto";

import { getConfig } from "./config.server.ts";
import { isSameSecret } from "./same-secret.server.ts";

/** A way in which proofs and hashes were made before keys had ids: by the app's client secret, for all purposes. */
interface LegacyForm {
  readonly prefix: string;
  readonly encoding: "hex" | "base64url";
}

/**
 * What keys are for. There is one key for each, derived from TOKEN_ENCRYPTION_KEY by HKDF (RFC 5869), so that what was made for one
 * purpose opens nothing of another, and none of them is Shopify's secret, which is rotated for reasons of its own.
 */
const PURPOSES = {
  /** Links in mails: a way out of a shop's mail holds for two years. */
  "mail-link": { prefix: "mail", encoding: "base64url" },
  /** Forms on pages behind the app proxy. */
  form: { prefix: "form", encoding: "hex" },
  /** What review apps send along. */
  "review-key": { prefix: "reviews", encoding: "hex" },
  /** Keyed hashes of e-mail and postal addresses of orders. */
  contact: { prefix: "contact", encoding: "hex" },
  /** Keyed hashes of friends who ask for a code. */
  friend: null,
  /** Keyed hashes of addresses that mail was sent to. */
  "mail-address": null,
  /** What is kept of customers and orders that were erased, so that they do not come back. */
  erased: null,
  /** What Shopify told of who asked for their data, while the answer can be downloaded. */
  "told-contact": null,
  /** Codes in customers' links for friends. */
  "referral-link": null,
  /** Shopify's tokens at rest; TextCipher knows those of before. */
  "session-tokens": null,
} satisfies Record<string, LegacyForm | null>;

export type Purpose = keyof typeof PURPOSES;

const KEY_BYTES = 32;
const ID_DIGITS = 8;

/** A key of ours, of which others are derived. */
export interface RootKey {
  /** Tells it from the others, and nothing else. */
  readonly id: string;
  keyFor(purpose: Purpose): Buffer;
}

/** @param hexKey 64 hexadecimal digits */
export function rootKey(hexKey: string): RootKey {
  const root = Buffer.from(hexKey, "hex");
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", root, "", `tandem ${purpose}`, KEY_BYTES));
  return {
    id: createHash("sha256").update(derive("key id")).digest("hex").slice(0, ID_DIGITS),
    keyFor: derive,
  };
}

/** The keys of this process: the current one, and those of before, whose proofs still hold. */
function rootKeys(): [RootKey, ...RootKey[]] {
  const { TOKEN_ENCRYPTION_KEY, TOKEN_ENCRYPTION_KEYS_BEFORE } = getConfig();
  return [rootKey(TOKEN_ENCRYPTION_KEY), ...TOKEN_ENCRYPTION_KEYS_BEFORE.map(rootKey)];
}

/** Proves that we made a text for a purpose: the id of the key, a dot, and the signature. */
export function sign(purpose: Purpose, text: string): string {
  const [current] = rootKeys();
  return `${current.id}.${hmac(current.keyFor(purpose), text).toString("base64url")}`;
}

/** Whether it is a proof of ours, by a key that still holds. One without a key's id is of before there were any. */
export function isSigned(purpose: Purpose, text: string, proof: string): boolean {
  const [keyId = "", signature] = proof.split(".");
  if (signature === undefined) return isSignedAsBefore(purpose, text, proof);
  const key = rootKeys().find((one) => one.id === keyId);
  return (
    isSameSecret(
      Buffer.from(signature, "base64url"),
      // Also for a key that is not known, so that the time it takes does not tell.
      hmac((key ?? rootKeys()[0]).keyFor(purpose), text),
    ) && key !== undefined
  );
}

function isSignedAsBefore(purpose: Purpose, text: string, proof: string): boolean {
  const form: LegacyForm | null = PURPOSES[purpose];
  if (!form) return false;
  const given = Buffer.from(proof, form.encoding);
  return shopifySecrets().some((secret) =>
    isSameSecret(given, hmac(secret, `${form.prefix} ${text}`)),
  );
}

/** What stands for a text that must not be readable: a keyed hash, in hexadecimal. */
export function keyedHash(purpose: Purpose, text: string): string {
  return hmac(rootKeys()[0].keyFor(purpose), text).toString("hex");
}

/** What stood for it by keys of before: what is stored may be of any of them. */
export function keyedHashesBefore(purpose: Purpose, text: string): string[] {
  const [, ...before] = rootKeys();
  const form: LegacyForm | null = PURPOSES[purpose];
  return [
    ...before.map((key) => hmac(key.keyFor(purpose), text)),
    ...(form ? shopifySecrets().map((secret) => hmac(secret, `${form.prefix} ${text}`)) : []),
  ].map((hash) => hash.toString("hex"));
}

/**
 * The app's client secrets that Shopify may sign by. While one is rotated there are two, and webhooks are signed by the oldest that
 * was not revoked (shopify.dev, "Rotate or revoke client credentials").
 */
export function shopifySecrets(): [string, ...string[]] {
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_BEFORE } = getConfig();
  return [SHOPIFY_API_SECRET, ...SHOPIFY_API_SECRET_BEFORE];
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
