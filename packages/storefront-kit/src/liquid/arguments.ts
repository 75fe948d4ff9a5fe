import { toValue } from "liquidjs";

/** What a filter was given beside its input: values by position and by name. */
export interface FilterArguments {
  readonly positional: readonly unknown[];
  readonly named: ReadonlyMap<string, unknown>;
}

/** LiquidJS hands named arguments over as pairs. */
export function readArguments(given: readonly unknown[]): FilterArguments {
  const isPair = (one: unknown): one is [string, unknown] =>
    Array.isArray(one) && one.length === 2 && typeof one[0] === "string";
  return {
    positional: given.filter((one) => !isPair(one)),
    named: new Map(given.filter(isPair)),
  };
}

/** A value as Liquid prints it. */
export function printed(value: unknown): string {
  const plain: unknown = toValue(value);
  if (plain === null || plain === undefined) return "";
  return Array.isArray(plain) ? plain.map(printed).join("") : String(plain);
}

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }),
);

/** Text for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);
}

/** Attributes for a tag, without those that are nil or false. */
export function attributes(values: Iterable<readonly [string, unknown]>): string {
  return [...values]
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([name, value]) => ` ${name}="${escapeHtml(printed(value))}"`)
    .join("");
}
