import type { ErasedRows } from "./erase-person.server.ts";
import type { DataOfPerson } from "./data-of.server.ts";

const NOTHING = "Nothing is kept of this customer.";

/** What was erased, by numbers alone. */
export function wordsOfErasure(rows: readonly ErasedRows[]): string {
  const unnamed = rows.filter((one) => one.erasure === "name").map(counted);
  const gone = rows.filter((one) => one.erasure !== "name").map(counted);
  return (
    [
      ...(gone.length > 0 ? [`Erased: ${gone.join(", ")}.`] : []),
      ...(unnamed.length > 0 ? [`Kept without the customer: ${unnamed.join(", ")}.`] : []),
    ].join(" ") || NOTHING
  );
}

/** What there is of somebody, by numbers alone. */
export function wordsOfData(data: DataOfPerson): string {
  const found = Object.entries(data).map(([title, rows]) => ({ title, count: rows.length }));
  const some = found.filter((one) => one.count > 0).map(counted);
  return some.length > 0 ? `Found: ${some.join(", ")}.` : NOTHING;
}

function counted({ title, count }: { readonly title: string; readonly count: number }): string {
  return `${title} (${count})`;
}
