import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Liquid, Tag, TagToken } from "liquidjs";
import type { TopLevelToken } from "liquidjs";

import { formatMoney } from "../money/money-format.ts";

export interface LiquidOptions {
  /** Folders in which `render` and layouts are looked for. */
  readonly roots: readonly string[];
  /** Folder with `en.default.json`, `de.json` and so on. */
  readonly localeFolder: string;
  readonly locale: string;
  readonly moneyFormat: string;
  readonly currencyCode: string;
  /** Address of a file among the assets. */
  readonly assetUrl: (file: string) => string;
}

type Translations = { [key: string]: string | Translations };

/**
 * Shopify's dialect of Liquid, as far as app blocks use it: the tags and filters that LiquidJS does
 * not have. An app's preview renders its block files with it; the stand-in store has an engine for whole themes.
 */
export function createLiquidEngine(options: LiquidOptions): Liquid {
  const engine = new Liquid({
    root: [...options.roots],
    partials: [...options.roots],
    layouts: [...options.roots],
    extname: ".liquid",
    cache: true,
    strictFilters: true,
    ownPropertyOnly: true,
  });
  engine.registerTag("schema", SkippedTag);
  engine.registerTag("doc", SkippedTag);
  const translate = createTranslator(options.localeFolder, options.locale);
  engine.registerFilter("t", (key: string, ...pairs: [string, unknown][]) => translate(key, pairs));
  engine.registerFilter("money", (amount: number) => formatMoney(amount, options.moneyFormat));
  engine.registerFilter(
    "money_with_currency",
    (amount: number) => `${formatMoney(amount, options.moneyFormat)} ${options.currencyCode}`,
  );
  // LiquidJS divides whole numbers to a fraction; Shopify's Liquid, to the whole number below.
  engine.registerFilter("divided_by", (amount: number, divisor: number) => {
    const quotient = Number(amount) / Number(divisor);
    return Number.isInteger(Number(divisor)) ? Math.floor(quotient) : quotient;
  });
  engine.registerFilter("asset_url", options.assetUrl);
  engine.registerFilter("image_url", (image: string) => image);
  engine.registerFilter(
    "stylesheet_tag",
    (href: string) => `<link rel="stylesheet" href="${href}">`,
  );
  return engine;
}

/** The `{% schema %}` of a block file, parsed. */
export function readBlockSchema(source: string): {
  name: string;
  /** Where the block goes: into a section, or, an app embed, into the page. */
  target: "section" | "body" | "head";
  enabled_on?: { templates: string[] };
  settings: {
    id: string;
    type: string;
    label: string;
    default?: string | number | boolean;
    min?: number;
    max?: number;
    options?: { value: string; label: string }[];
  }[];
} {
  const json = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(source)?.[1];
  if (json === undefined) throw new Error("the block has no schema");
  return JSON.parse(json) as ReturnType<typeof readBlockSchema>;
}

/** A block's settings: the defaults of its schema under what the merchant chose. */
export function blockSettings(
  source: string,
  chosen: Record<string, unknown>,
): Record<string, unknown> {
  const defaults = readBlockSchema(source).settings.map((setting) => [setting.id, setting.default]);
  return { ...Object.fromEntries(defaults), ...chosen };
}

/** Words of a locale folder, which may lack a language, with the default one under what is missing. */
export function createTranslator(folder: string, locale: string, suffix = "") {
  const read = (name: string): Translations => {
    const file = join(folder, `${name}${suffix}.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Translations) : {};
  };
  const fallback = read("en.default");
  const words = locale === "en" ? fallback : read(locale);
  const find = (from: Translations, key: string): string | Translations | undefined =>
    key
      .split(".")
      .reduce<string | Translations | undefined>(
        (at, part) => (typeof at === "object" && Object.hasOwn(at, part) ? at[part] : undefined),
        from,
      );
  return (key: string, pairs: readonly [string, unknown][]): string => {
    const values = new Map(pairs);
    let text = find(words, key) ?? find(fallback, key);
    if (typeof text === "object")
      text = (values.get("count") === 1 ? text["one"] : text["other"]) as string;
    if (text === undefined) throw new Error(`translation missing: ${locale}.${key}`);
    const escape = (value: string) =>
      key.endsWith("_html")
        ? value
        : value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) =>
      escape(String(values.get(name) ?? "")),
    );
  };
}

/** A tag whose body is for Shopify's editor only. */
class SkippedTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    while (remaining.length > 0) {
      const next = remaining.shift()!;
      if (next instanceof TagToken && next.name === `end${token.name}`) return;
    }
    throw new Error(`tag ${token.getText()} is not closed`);
  }

  *render() {}
}
