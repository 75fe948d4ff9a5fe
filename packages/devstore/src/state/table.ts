import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * A table of objects by id: read from memory, written through to SQLite, so that nothing is lost
 * when the process ends in whatever way.
 */
export class Table<T extends { id: string }> {
  readonly #rows = new Map<string, T>();
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  readonly #name: string;

  constructor(database: DatabaseSync, name: string) {
    this.#name = name;
    database.exec(
      `CREATE TABLE IF NOT EXISTS "${name}" (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID`,
    );
    this.#put = database.prepare(
      `INSERT INTO "${name}" (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    );
    this.#remove = database.prepare(`DELETE FROM "${name}" WHERE id = ?`);
    for (const row of database.prepare(`SELECT json FROM "${name}"`).all()) {
      const value = JSON.parse(String(row["json"])) as T;
      this.#rows.set(value.id, value);
    }
  }

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  require(id: string): T {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`${this.#name} has no ${id}`);
    return row;
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  find(matches: (row: T) => boolean): T | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row;
    return undefined;
  }

  get size(): number {
    return this.#rows.size;
  }

  put(row: T): T {
    this.#rows.set(row.id, row);
    this.#put.run(row.id, JSON.stringify(row));
    return row;
  }

  remove(id: string): boolean {
    this.#remove.run(id);
    return this.#rows.delete(id);
  }
}
