import {
  chmodSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, it } from "vitest";
import { readAuditEvents } from "../../src/store/audit-read.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readSigningKey, readToldKeys, useSigningKey } from "../../src/store/signing-key.ts";
import type { Store } from "../../src/store/store.ts";
import { noon, StoreFolder, valueOf } from "./sample.ts";

const deed = { by: { user: "root", host: "db1" }, now: noon };
const pathOf = (store: Store) => `${store.path}.key`;

function keyEvents(store: Store) {
  return valueOf(readAuditEvents(store, { limit: 9 })).filter(
    ({ event }) => event?.kind === "signing-key-made",
  );
}

describe("the key of a store", () => {
  it("is made on first need, private, beside the store, and the chain tells of it once", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    expect(valueOf(readSigningKey(store))).toBeNull();
    const key = valueOf(useSigningKey(store, deed));
    expect(statSync(pathOf(store)).mode & 0o7777).toBe(0o600);
    expect(valueOf(useSigningKey(store, deed))).toEqual(key);
    expect(valueOf(readSigningKey(store))).toEqual(key);
    const events = keyEvents(store);
    expect(events).toHaveLength(1);
    expect(events[0]?.event).toMatchObject({
      subject: key.fingerprint,
      data: { algorithm: "ed25519", publicKey: key.publicPem },
    });
    expect(valueOf(verifyAudit(store))).toMatchObject({ kind: "intact" });
  });

  it("is not in the store, nor in the chain", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const { privatePem } = valueOf(useSigningKey(store, deed));
    const secret = privatePem.split("\n")[1] ?? "";
    expect(secret.length).toBeGreaterThan(40);
    for (const suffix of ["", "-wal"])
      expect(readFileSync(`${store.path}${suffix}`).includes(secret)).toBe(false);
  });

  it("is never written over; where another lies there, the chain tells of both", () => {
    using folder = new StoreFolder();
    using other = new StoreFolder();
    const [store, stranger] = [folder.open(), other.open()];
    const first = valueOf(useSigningKey(store, deed));
    const second = valueOf(useSigningKey(stranger, deed));
    renameSync(pathOf(stranger), pathOf(store));
    expect(valueOf(useSigningKey(store, deed))).toEqual(second);
    expect(keyEvents(store)).toHaveLength(2);
    const told = valueOf(readToldKeys(store)).map(({ fingerprint }) => fingerprint);
    expect(told).toEqual([first.fingerprint, second.fingerprint].sort());
  });

  it.each<[string, (path: string) => void, string]>([
    [
      "others may read it",
      (path) => {
        chmodSync(path, 0o640);
      },
      "key-exposed",
    ],
    [
      "it is a link",
      (path) => {
        renameSync(path, `${path}.old`);
        symlinkSync(`${path}.old`, path);
      },
      "key-unreadable",
    ],
    [
      "it holds something else",
      (path) => {
        writeFileSync(path, "hello");
      },
      "no-key",
    ],
    [
      "it is empty",
      (path) => {
        writeFileSync(path, "");
      },
      "no-key",
    ],
  ])("signs nothing where %s", (_, spoil, kind) => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(useSigningKey(store, deed));
    spoil(pathOf(store));
    const before = statSync(pathOf(store)).size;
    expect(useSigningKey(store, deed)).toMatchObject({ ok: false, failure: { kind } });
    expect(statSync(pathOf(store)).size).toBe(before);
  });

  it("that was taken away leaves room for a new one, of which the chain tells", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const first = valueOf(useSigningKey(store, deed));
    rmSync(pathOf(store));
    const second = valueOf(useSigningKey(store, deed));
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(keyEvents(store)).toHaveLength(2);
  });
});
