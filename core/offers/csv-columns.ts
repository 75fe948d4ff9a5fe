import { columnBelow, isList, MOST_ITEMS } from "./draft-columns.ts";
import type { ColumnTree } from "./draft-columns.ts";
import { draftColumns } from "./draft.ts";
import type { OfferIssue } from "./issue.ts";
import { error } from "./issue.ts";
import { OFFER_KINDS } from "./kind-traits.ts";
import { nearestName } from "./nearest-name.ts";
import type { OfferKind } from "./offer.ts";

/** What a row says beside what is typed: which offer, of which kind, and what is to become of it. */
const BESIDE_THE_DRAFT = ["id", "kind", "status"];
/** Of a row with more, the others are counted. */
const MOST_NAMED = 5;
/** Characters of a name that a message repeats. */
const SHOWN = 60;
/** Characters of a name that are compared with the columns there are, the longest of which has half as many. */
const LONGEST_WORTH_READING = 100;
/** The number of an item, within a name. */
const ITEM_NUMBER = /(?<=\.)\d+(?=\.|$)/g;

/** Where a column leads in a draft, and whether it holds one text or words. */
export interface KnownColumn {
  readonly path: readonly string[];
  readonly holds: "cell" | "words";
}

/**
 * Follows a column's name through the columns there are, and stops at the first part that leads nowhere: a name from a file
 * is never walked into an object.
 * @returns undefined for a name that is no column
 */
export function findColumn(tree: ColumnTree, column: string): KnownColumn | undefined {
  const path: string[] = [];
  let rest = column;
  for (let below = tree; ;) {
    const dot = rest.indexOf(".");
    const name = dot < 0 ? rest : rest.slice(0, dot);
    const next = columnBelow(below, name);
    if (next === undefined) return undefined;
    path.push(name);
    if (dot < 0) return next === "cell" || next === "words" ? { path, holds: next } : undefined;
    below = next;
    rest = rest.slice(dot + 1);
  }
}

/** Refuses columns that an offer of the kind does not have, each by its name: what is typed there would be lost. */
export function refuseColumns(kind: OfferKind, columns: readonly string[]): OfferIssue[] {
  const issues = columns
    .slice(0, MOST_NAMED)
    .map((column) => error(shown(column), refusalOf(kind, column)));
  const more = columns.length - issues.length;
  if (more > 0)
    issues.push(
      error("", more === 1 ? "1 more column is not known." : `${more} more columns are not known.`),
    );
  return issues;
}

/** Whether a column is one of a row's own, and none of the draft's. */
export function isBesideTheDraft(column: string): boolean {
  return BESIDE_THE_DRAFT.includes(column);
}

function refusalOf(kind: OfferKind, column: string): string {
  const name = `“${shown(column)}”`;
  if (OFFER_KINDS.some((one) => findColumn(draftColumns(one), column)))
    return `An offer of the kind ${kind} has no ${name}. Clear the cell.`;
  const numbers = column.slice(0, LONGEST_WORTH_READING).match(ITEM_NUMBER) ?? [];
  const ofFirst = column.slice(0, LONGEST_WORTH_READING).replace(ITEM_NUMBER, "0");
  if (numbers.some((number) => Number(number) >= MOST_ITEMS) && NAMES.includes(ofFirst))
    return `There is no column ${name}. Items of a list are numbered from 0 to ${MOST_ITEMS - 1}.`;
  const meant = nearestName(ofFirst, NAMES);
  if (meant === undefined)
    return `There is no column ${name}. Export your offers to see all columns.`;
  const typed = numbers.values();
  const numbered = meant.replace(ITEM_NUMBER, () => typed.next().value ?? "0");
  return `There is no column ${name}. Did you mean “${numbered}”?`;
}

/** Names of the columns of a draft, with the first item of each list, and without those by currency. */
function namesBelow(tree: ColumnTree): string[] {
  if (tree === "by currency") return [];
  if (typeof tree === "string") return [""];
  const fields: [string, ColumnTree][] = isList(tree) ? [["0", tree[0]]] : Object.entries(tree);
  return fields.flatMap(([field, below]) =>
    namesBelow(below).map((name) => (name === "" ? field : `${field}.${name}`)),
  );
}

/** Every column there is, of the first item of each list. */
const NAMES = [
  ...new Set([
    ...BESIDE_THE_DRAFT,
    ...OFFER_KINDS.flatMap((kind) => namesBelow(draftColumns(kind))),
  ]),
];

function shown(column: string): string {
  return column.length <= SHOWN ? column : `${column.slice(0, SHOWN).toWellFormed()}…`;
}
