import { COPY_LOCALES } from "./locales.ts";
import type { CopyLocale } from "./locales.ts";

/** No list of an offer is longer. A list's own rule says how many it takes. */
export const MOST_ITEMS = 50;

/**
 * The columns that something of a draft takes in a file: one cell; one cell of words with spaces between; a cell for each
 * currency, by its code; the same for each item of a list, by its number; or what is below each field.
 */
export type ColumnTree =
  | "cell"
  | "words"
  | "by currency"
  | readonly [ColumnTree]
  | { readonly [field: string]: ColumnTree };

/** The columns of a draft, derived from its type: a field that is left out, or is not a draft's, is no program. */
export type ColumnsOf<Draft> = [Draft] extends [string | boolean]
  ? "cell"
  : [Draft] extends [readonly string[]]
    ? "words"
    : [Draft] extends [readonly (infer Item)[]]
      ? readonly [ColumnsOf<Item>]
      : string extends keyof Draft
        ? "by currency"
        : { readonly [Field in keyof Draft]-?: ColumnsOf<Exclude<Draft[Field], undefined>> };

/** The same columns for each language that shoppers' words can be written in. */
export function inEachLanguage<Columns>(columns: Columns): Readonly<Record<CopyLocale, Columns>> {
  const [en, de, fr, es, ja] = COPY_LOCALES;
  return { [en]: columns, [de]: columns, [fr]: columns, [es]: columns, [ja]: columns };
}

/** What hangs directly below a name in a column; undefined for a name that is not known there. */
export function columnBelow(tree: ColumnTree, name: string): ColumnTree | undefined {
  if (tree === "by currency") return /^[A-Z]{3}$/.test(name) ? "cell" : undefined;
  if (typeof tree === "string") return undefined;
  if (isList(tree))
    return /^(0|[1-9]\d?)$/.test(name) && Number(name) < MOST_ITEMS ? tree[0] : undefined;
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

/** Whether columns are those of a list's item. */
export function isList(tree: ColumnTree): tree is readonly [ColumnTree] {
  return Array.isArray(tree);
}
