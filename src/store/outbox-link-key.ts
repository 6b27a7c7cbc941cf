import { randomBytes } from "node:crypto";
import { ok, type Result } from "../base/result.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

const name = "link";

/** The secret that signs links; made by whoever needs it first. */
export function readLinkKey(store: Store, { by, now }: Deed): Result<Uint8Array, StoreFailure> {
  const known = attempt(store, () => readKey(store));
  if (!known.ok) return known;
  if (known.value !== null) return ok(known.value);
  return transact(store, () => {
    const other = readKey(store);
    if (other !== null) return ok(other);
    const key = randomBytes(32);
    prepare(store, "INSERT INTO keys (name, value) VALUES (?, ?)").run(name, key);
    appendAudit(store, { at: now, kind: "link-key-made", actor: by, subject: null, data: {} });
    return ok(new Uint8Array(key));
  });
}

function readKey(store: Store): Uint8Array | null {
  const select = prepare(store, "SELECT value FROM keys WHERE name = ?");
  const row = select.get(name) as [Buffer] | undefined;
  return row === undefined ? null : new Uint8Array(row[0]);
}
