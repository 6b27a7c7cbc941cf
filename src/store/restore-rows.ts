import { prepare, type Store } from "./store.ts";

/**
 * Puts the rows of another store of the same schema, attached as `backup`, in the place of all that is
 * there. Call it in a transaction, with foreign keys off: a store changes as a whole or not at all.
 */
export function replaceRows(store: Store): void {
  const { database } = store;
  const triggers = all(store, "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'");
  for (const [name = ""] of triggers) database.exec(`DROP TRIGGER main.${quote(name)}`);
  for (const [table = ""] of all(store, selectTables)) {
    const columns = all(store, `SELECT name FROM pragma_table_info(${text(table)})`);
    const names = columns.map(([name = ""]) => quote(name)).join(", ");
    database.exec(`DELETE FROM main.${quote(table)}`);
    database.exec(`INSERT INTO main.${quote(table)} (${names})
      SELECT ${names} FROM backup.${quote(table)}`);
  }
  database.exec(`DELETE FROM main.sqlite_sequence;
    INSERT INTO main.sqlite_sequence SELECT name, seq FROM backup.sqlite_sequence`);
  for (const [, sql = ""] of triggers) database.exec(sql);
}

const selectTables = `SELECT name FROM main.sqlite_schema
  WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`;

function all(store: Store, sql: string): string[][] {
  return prepare(store, sql).all() as string[][];
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** What a foreign key does not find after all, as the name of its table; null where all is there. */
export function findDangling(store: Store): string | null {
  const row = prepare(store, "PRAGMA main.foreign_key_check").get() as [string] | undefined;
  return row?.[0] ?? null;
}
