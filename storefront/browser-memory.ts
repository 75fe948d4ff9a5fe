/** Something small that outlives the page, as the browser allows. */
export interface BrowserMemory<T> {
  read(): T;
  write(value: T): void;
}

/**
 * Keeps a value in the browser's storage. A page of a browser that keeps nothing remembers for itself.
 * @param storage where it is kept; asked for at each use, since a browser that blocks storage refuses it there
 * @param toValue takes of what is kept, whoever wrote it, what is of use
 */
export function browserMemory<T>(
  storage: () => Storage,
  key: string,
  toValue: (kept: unknown) => T,
): BrowserMemory<T> {
  let onThisPage = toValue(null);
  return {
    read() {
      try {
        return toValue(JSON.parse(storage().getItem(key) ?? "null"));
      } catch {
        // The browser blocks storage, or something else wrote there.
        return onThisPage;
      }
    },
    write(value) {
      onThisPage = value;
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch {
        // Storage is blocked or full: it is remembered as long as this page is open.
      }
    },
  };
}

/** A list of names. */
export const toNames = (kept: unknown): string[] =>
  Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];

/** Numbers by name. */
export const toNumbers = (kept: unknown): Record<string, number> =>
  Array.isArray(kept)
    ? {}
    : Object.fromEntries(
        Object.entries(Object(kept) as Record<string, unknown>).filter(
          (entry): entry is [string, number] => typeof entry[1] === "number",
        ),
      );
