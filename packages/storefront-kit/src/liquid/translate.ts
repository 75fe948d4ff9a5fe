import { toValue } from "liquidjs";
import type { Liquid } from "liquidjs";

import { escapeHtml, printed, readArguments } from "./arguments.ts";
import type { ThemeFolder } from "./theme-folder.ts";

type Words = { readonly [key: string]: string | Words };

/** The filter `t`. @throws for a key that no file has */
export function registerTranslations(liquid: Liquid, theme: ThemeFolder, locale: string): void {
  const words = translatorOf(theme, locale);
  const translate = (given: unknown, ...rest: unknown[]): string =>
    words(printed(given), readArguments(rest).named);
  liquid.registerFilter("t", translate);
  liquid.registerFilter("translate", translate);
}

/**
 * Words of `locales/LANGUAGE.json`, with the default language's under what is missing. Values are escaped, but for keys that end in
 * `_html` (shopify.dev, "Storefront locale files").
 * @param suffix `.schema` for the words of the theme editor (shopify.dev, "Schema locale files")
 * @returns what throws for a key that neither file has
 */
export function translatorOf(theme: ThemeFolder, locale: string, suffix = "") {
  const fallbackFile = theme
    .names("locales")
    .find((name) => name.endsWith(`.default${suffix}.json`));
  const fallback = fallbackFile ? (theme.json(`locales/${fallbackFile}`) as Words) : {};
  const words = (theme.json(`locales/${locale}${suffix}.json`) as Words | null) ?? fallback;
  const plural = new Intl.PluralRules(locale);
  const pluralForm = (forms: Words, count: unknown): string | undefined => {
    const number = Number(toValue(count));
    const exact = number === 0 ? forms["zero"] : undefined;
    const form = exact ?? forms[plural.select(number)] ?? forms["other"];
    return typeof form === "string" ? form : undefined;
  };
  return (key: string, named: ReadonlyMap<string, unknown> = new Map()): string => {
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
}

function find(from: Words, key: string): string | Words | undefined {
  return key
    .split(".")
    .reduce<string | Words | undefined>(
      (at, part) => (typeof at === "object" && Object.hasOwn(at, part) ? at[part] : undefined),
      from,
    );
}
