import { createHash } from "node:crypto";

import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";

import { escapeHtml, printed, readArguments } from "../arguments.ts";

/** Formats of dates that have a name (shopify.dev, Liquid, "date"). */
const DATE_FORMATS: ReadonlyMap<string, Intl.DateTimeFormatOptions> = new Map(
  Object.entries({
    abbreviated_date: { dateStyle: "medium" },
    basic: { dateStyle: "short" },
    date: { dateStyle: "long" },
    date_at_time: { dateStyle: "long", timeStyle: "short" },
    default: { dateStyle: "full", timeStyle: "short" },
    on_date: { dateStyle: "medium" },
  } as const),
);

/** Filters of texts, JSON and times. */
export function registerTextFilters(liquid: Liquid, locale: string): void {
  const handleize = (text: unknown) =>
    printed(text)
      .toLowerCase()
      .replace(/['"()[\]]/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "");
  liquid.registerFilter("handleize", handleize);
  liquid.registerFilter("handle", handleize);
  liquid.registerFilter("json", (value: unknown) => toJson(value));
  liquid.registerFilter("md5", (text: unknown) =>
    createHash("md5").update(printed(text)).digest("hex"),
  );
  liquid.registerFilter("time_tag", (given: unknown, ...rest: unknown[]) => {
    const { named, positional } = readArguments(rest);
    const at = new Date(printed(given));
    if (Number.isNaN(at.getTime())) return "";
    const format = printed(named.get("format") ?? positional[0] ?? "default");
    const style = DATE_FORMATS.get(format);
    if (!style) throw new Error(`time_tag knows no format "${format}"`);
    const text = new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(at);
    return `<time datetime="${at.toISOString()}">${escapeHtml(text)}</time>`;
  });
  liquid.registerFilter("format_code", (code: unknown) =>
    printed(code).replace(/(.{4})(?=.)/g, "$1 "),
  );
}

/** JSON that can stand in a script of a page. */
export function toJson(value: unknown): string {
  // What has a form of its own for JSON is told by it, and not as it prints.
  const hasOwnForm = typeof value === "object" && value !== null && "toJSON" in value;
  const plain: unknown = hasOwnForm ? value : toValue(value);
  return (JSON.stringify(plain === undefined ? null : plain) ?? "null")
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026");
}
