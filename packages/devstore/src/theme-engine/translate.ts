import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";

import { escapeHtml, printed, readArguments } from "./arguments.ts";
import type { ThemeFolder } from "./theme-folder.ts";

type Words = { readonly [key: string]: string | Words };

/**
 * The filter `t`: words of `locales/LANGUAGE.json`, with the default language's under what is missing. Values are
 * escaped, but for keys that end in `_html` (shopify.dev, "Storefront locale files").
 * @throws for a key that neither file has
 */
export function registerTranslations(liquid: Liquid, theme: ThemeFolder, locale: string): void {
  const fallbackFile = theme.names("locales").find((name) => name.endsWith(".default.json"));
  const fallback = fallbackFile ? (theme.json(`locales/${fallbackFile}`) as Words) : {};
  const words = (theme.json(`locales/${locale}.json`) as Words | null) ?? fallback;
  const plural = new Intl.PluralRules(locale);

  const translate = (given: unknown, ...rest: unknown[]): string => {
    const key = printed(given);
    const { named } = readArguments(rest);
    const found = find(words, key) ?? find(fallback, key);
    const text = typeof found === "object" ? pluralForm(found, named.get("count")) : found;
    if (text === undefined) throw new Error(`translation missing: ${locale}.${key}`);
    const isHtml = /(_html|\.html)(\.[a-z]+)?$/.test(key);
    return text.replace(/\{\{-?\s*(\w+)\s*-?\}\}/g, (whole, name: string) => {
      if (!named.has(name)) return name === "count" ? "" : whole;
      const value = printed(named.get(name));
      return isHtml ? value : escapeHtml(value);
    });
  };
  const pluralForm = (forms: Words, count: unknown): string | undefined => {
    const number = Number(toValue(count));
    const exact = number === 0 ? forms["zero"] : undefined;
    const form = exact ?? forms[plural.select(number)] ?? forms["other"];
    return typeof form === "string" ? form : undefined;
  };
  liquid.registerFilter("t", translate);
  liquid.registerFilter("translate", translate);
}

function find(from: Words, key: string): string | Words | undefined {
  return key
    .split(".")
    .reduce<string | Words | undefined>(
      (at, part) => (typeof at === "object" && Object.hasOwn(at, part) ? at[part] : undefined),
      from,
    );
}
