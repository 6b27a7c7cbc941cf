// Customers and the jobs that wait for the worker, in one file of SQLite.
import { DatabaseSync } from "node:sqlite";

export function openAccounts(file = process.env.ACCOUNTS_DB ?? "accounts.db") {
  const db = new DatabaseSync(file);
  db.exec(`
    pragma journal_mode = wal;
    pragma busy_timeout = 5000;
    create table if not exists customer (id text primary key, subscription text, access text);
    create table if not exists job (id integer primary key, kind text, run text, customer text);
  `);
  const upsert = db.prepare(`
    insert into customer (id, subscription, access) values (?, ?, 'full')
    on conflict (id) do update set subscription = excluded.subscription`);
  const restrict = db.prepare("update customer set access = ? where id = ?");
  const enqueue = db.prepare("insert into job (kind, run, customer) values (?, ?, ?)");
  const take = db.prepare("delete from job where id = (select min(id) from job) returning *");
  const find = db.prepare("select * from customer where id = ?");
  return {
    setSubscription: (customer, state) => void upsert.run(customer, state),
    setAccess: (customer, access) => void restrict.run(access, customer),
    find: (customer) => find.get(customer),
    enqueue: ({ kind, run, customer }) => void enqueue.run(kind, run, customer),
    take: () => take.get(),
    close: () => db.close(),
  };
}
