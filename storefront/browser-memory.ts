/** Something small that outlives the page, as the browser allows. */
export interface BrowserMemory<T> {
  read(): T;
  write(value: T): void;
}

/**
 * Keeps a value in the browser's storage. A page of a browser that keeps nothing remembers for itself.
 * @param storage where it is kept; asked for at each use, since a browser that blocks storage refuses it there
 * @param empty what is known before anything is written
 */
export function browserMemory<T>(storage: () => Storage, key: string, empty: T): BrowserMemory<T> {
  let onThisPage = empty;
  return {
    read() {
      try {
        const kept = storage().getItem(key);
        return kept === null ? empty : (JSON.parse(kept) as T);
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
