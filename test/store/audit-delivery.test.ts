import { describe, expect, it } from "vitest";
import { compareSightings } from "../../src/store/audit-witness.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import type { Store } from "../../src/store/store.ts";
import { chat, later, minute, OutboxHost, taken } from "./outbox-rig.ts";
import { valueOf } from "./sample.ts";

/** An alert that was tried twice and taken; every guard taken off. */
async function delivered(): Promise<OutboxHost> {
  const host = await OutboxHost.with("a");
  await host.break("a");
  await host.send(await host.claimOne(chat), later);
  host.now += minute;
  await host.send(await host.claimOne(chat), taken);
  const names = host.store.database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
  );
  for (const name of names.pluck().all() as string[])
    host.store.database.exec(`DROP TRIGGER ${name}`);
  host.store.database.exec("PRAGMA foreign_keys = OFF");
  return host;
}

const end = (store: Store) =>
  store.database.prepare("SELECT max(seq) FROM audit").pluck().get() as number;

describe("verifying deliveries", () => {
  it("finds nothing wrong where nothing is", async () => {
    using host = await delivered();
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });

  it.each<[string, string, object]>([
    [
      "a receipt was embellished",
      "UPDATE attempts SET receipt = replace(receipt, 'ts-1', 'ts-2') WHERE id = 2",
      { kind: "receipt-changed", attempt: 2 },
    ],
    [
      "a receipt was taken away",
      "UPDATE attempts SET receipt = NULL WHERE id = 2",
      { kind: "receipt-changed", attempt: 2 },
    ],
    [
      "an attempt is gone",
      "DELETE FROM attempts WHERE id = 2",
      { kind: "attempt-missing", attempt: 2 },
    ],
    [
      "a delivery became a refusal",
      "UPDATE attempts SET state = 'refused' WHERE id = 2",
      { kind: "attempt-changed", attempt: 2 },
    ],
    [
      "two attempts changed places",
      "UPDATE attempts SET id = -id, number = -number; UPDATE attempts SET id = 3 + id, number = 3 + number",
      { kind: "attempt-changed", attempt: 2 },
    ],
    [
      "a failed attempt was made a delivery",
      "UPDATE attempts SET state = 'delivered' WHERE id = 1",
      { kind: "untold-delivery", attempt: 1 },
    ],
    [
      "what a message named is not what is there",
      "UPDATE attempts SET witness_hash = printf('%064d', 0) WHERE id = 1",
      { kind: "witness-differs", attempt: 1 },
    ],
  ])("finds that %s", async (_, sql, fault) => {
    using host = await delivered();
    host.store.database.exec(sql);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "broken", fault });
  });

  it("finds by what the messages named that the end of the chain was cut off", async () => {
    using host = await delivered();
    const { database } = host.store;
    const seen = database.prepare("SELECT max(witness_seq) FROM attempts").pluck().get() as number;
    // Everything that the cut events told of goes with them, but for the attempts themselves.
    database.exec(`DELETE FROM audit WHERE seq >= ${seen}; DELETE FROM incidents;
      DELETE FROM incident_changes`);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({
      kind: "broken",
      fault: { kind: "witness-beyond", seen },
    });
  });
});

describe("what somebody else saw of the chain", () => {
  it("is the same, differs, or lies beyond its end", async () => {
    using host = await delivered();
    const { store } = host;
    const hash = store.database
      .prepare("SELECT hash FROM audit WHERE seq = 2")
      .pluck()
      .get() as string;
    const sightings = [
      { seq: 2, hash },
      { seq: 2, hash: hash.slice(0, 16) },
      { seq: 2, hash: "not hex" },
      { seq: end(store) + 1, hash },
    ];
    expect(valueOf(compareSightings(store, sightings))).toEqual([
      "same",
      "same",
      "differs",
      "beyond",
    ]);
  });
});
