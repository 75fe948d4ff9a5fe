import { createHmac } from "node:crypto";

import { isSameSecret } from "../platform/same-secret.server.ts";

/** How far Shopify's clock and ours may be apart, and how old an address may be, in seconds: as Shopify's library has it. */
const MOST_SECONDS = 90;

/** Ways to sort what is signed: Shopify's sample in Ruby sorts whole pairs by their bytes, its library for JavaScript names by a language. */
const ORDERS: readonly ((one: Pair, other: Pair) => number)[] = [
  (one, other) => byBytes(one.join("="), other.join("=")),
  ([one], [other]) => byBytes(one, other),
  ([one], [other]) => one.localeCompare(other),
];

type Pair = readonly [name: string, values: string];

/**
 * Whether Shopify's app proxy signed a query, a moment ago: by HMAC-SHA256, in hexadecimal, of its sorted pairs without anything between
 * them, values of a name that repeats joined by commas (shopify.dev, "Authenticate app proxies"). What a shopper wrote into the address
 * is signed with it, whatever it is: a parameter of any name must not make a right signature a wrong one, or anybody could have
 * Shopify refused here. (The library drops one that is called `hmac`, and an empty `index`.)
 */
export function isSignedByProxy(
  query: URLSearchParams,
  secrets: readonly string[],
  now: Date,
): boolean {
  const signature = query.get("signature") ?? "";
  const timestamp = query.get("timestamp") ?? "";
  const age = now.getTime() / 1_000 - Number(timestamp);
  if (!/^[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(age) > MOST_SECONDS) return false;
  const names = [...new Set(query.keys())].filter((name) => name !== "signature");
  const pairs = names.map((name): Pair => [name, query.getAll(name).join(",")]);
  // The app's router adds an empty `index`, and takes away one that came: Shopify may have signed it, or not have seen it.
  const others = pairs.filter(([name]) => name !== "index");
  const messages = [pairs, others, [...others, ["index", ""] as const]].flatMap((some) =>
    ORDERS.map((order) =>
      some
        .toSorted(order)
        .map((pair) => pair.join("="))
        .join(""),
    ),
  );
  const given = Buffer.from(signature, "hex");
  return [...new Set(messages)].some((message) =>
    secrets.some((secret) =>
      isSameSecret(given, createHmac("sha256", secret).update(message).digest()),
    ),
  );
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
