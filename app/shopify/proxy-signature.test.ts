import { createHmac } from "node:crypto";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isSignedByProxy } from "./proxy-signature.ts";

const NOW = new Date("2026-11-28T06:00:00Z");
const SECRETS = ["current", "before"];

/** As Shopify's sample signs: pairs sorted as wholes, by bytes. */
function sign(pairs: readonly (readonly [string, string])[], secret = "current"): URLSearchParams {
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  query.append("shop", "a.myshopify.com");
  query.append("timestamp", String(NOW.getTime() / 1_000));
  const message = [...new Set(query.keys())]
    .map((name) => `${name}=${query.getAll(name).join(",")}`)
    .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .join("");
  query.append("signature", createHmac("sha256", secret).update(message).digest("hex"));
  return query;
}

describe("a query of the app proxy", () => {
  test.each([["hmac"], ["Zed"], ["é"], ["index"], ["__proto__"], ["a[]"], ["shop2"]])(
    "is Shopify's whatever a shopper calls a parameter: %s",
    (name) => {
      for (const value of ["1", ""])
        expect(isSignedByProxy(sign([[name, value]]), SECRETS, NOW)).toBe(true);
    },
  );

  test("is Shopify's with any parameters, and no more when one of them is another", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 8 });
    const name = text.filter((one) => !["shop", "timestamp", "signature"].includes(one));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, text), { maxLength: 6 }), (pairs) => {
        const query = sign(pairs);
        expect(isSignedByProxy(query, SECRETS, NOW)).toBe(true);
        query.set("shop", "b.myshopify.com");
        expect(isSignedByProxy(query, SECRETS, NOW)).toBe(false);
      }),
    );
  });

  test("may be signed by a secret that is being rotated, and by no other", () => {
    expect(isSignedByProxy(sign([], "before"), SECRETS, NOW)).toBe(true);
    expect(isSignedByProxy(sign([], "other"), SECRETS, NOW)).toBe(false);
  });

  test("holds for a minute and a half, by either clock", () => {
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
    for (const seconds of [-90, 90])
      expect(isSignedByProxy(sign([]), SECRETS, at(seconds))).toBe(true);
    for (const seconds of [-91, 91])
      expect(isSignedByProxy(sign([]), SECRETS, at(seconds))).toBe(false);
  });

  test.each(["", "0".repeat(64), "zz"])("is not Shopify's by the signature %j", (signature) => {
    const query = sign([]);
    query.set("signature", signature);
    expect(isSignedByProxy(query, SECRETS, NOW)).toBe(false);
  });
});
