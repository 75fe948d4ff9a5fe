import type { ProtectedContent } from "../admin-api/access.ts";

/** Keys of a REST payload by what of a person they show. An order has a "name" of its own, which is no person's. */
const KEYS: ReadonlyMap<ProtectedContent, readonly string[]> = new Map([
  ["name", ["first_name", "last_name"]],
  ["address", ["address1", "address2", "city", "zip", "latitude", "longitude"]],
  ["email", ["email", "contact_email"]],
  ["phone", ["phone"]],
]);

/** A webhook's payload without what the app is not approved to read: the fields are there, and null. */
export function redacted(payload: unknown, withheld: readonly ProtectedContent[]): unknown {
  if (withheld.length === 0) return payload;
  const keys = new Set(withheld.flatMap((content) => KEYS.get(content) ?? []));
  const clean = (value: unknown, isAddress: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => clean(one, false));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const isHidden = keys.has(key) || (isAddress && key === "name" && keys.has("first_name"));
        return [key, isHidden ? null : clean(inner, key.endsWith("_address"))];
      }),
    );
  };
  return clean(payload, false);
}
