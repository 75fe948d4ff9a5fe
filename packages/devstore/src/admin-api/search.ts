/** Fields that a search may name, each with how a row's value is read. */
export type SearchFields<T> = Record<string, (row: T) => string>;

/**
 * Filters by Shopify's search syntax, as far as apps of this kind use it: `field:value`,
 * `field:>'value'`, `field:*part*`, and bare words, all of which must match.
 * @throws for a field that is not known, by name
 */
export function search<T>(
  rows: readonly T[],
  query: string | null | undefined,
  fields: SearchFields<T>,
  text: (row: T) => string,
): T[] {
  const terms = [...(query ?? "").matchAll(/(?:(\w+):)?([<>]=?)?(?:'([^']*)'|"([^"]*)"|(\S+))/g)];
  return rows.filter((row) =>
    terms.every(([, field, comparison, single, double, bare]) => {
      const wanted = (single ?? double ?? bare ?? "").toLowerCase();
      if (!field) return text(row).toLowerCase().includes(wanted.replaceAll("*", ""));
      const read = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (!read) throw new Error(`search by ${field} is not implemented by the stand-in store`);
      const value = read(row).toLowerCase();
      if (comparison === ">") return value > wanted;
      if (comparison === ">=") return value >= wanted;
      if (comparison === "<") return value < wanted;
      if (comparison === "<=") return value <= wanted;
      return wanted.includes("*") ? value.includes(wanted.replaceAll("*", "")) : value === wanted;
    }),
  );
}
