/**
 * `luota export` of one incident and of a period, from a store with a long history and from a small
 * one: `node bench/record.ts [RUNS] [INCIDENTS]`. Within one process, so that the start of Node does not
 * hide what the store costs; the two take turns.
 */
import { join } from "node:path";
import { openStore } from "../src/store/open.ts";
import { closeStore, type Store } from "../src/store/store.ts";
import { readProof } from "../src/store/proof-read.ts";
import { readRecord } from "../src/store/record-read.ts";
import { valueOf } from "../test/store/sample.ts";
import { print, ratio, scratch } from "./measure.ts";

const runs = Number(process.argv[2] ?? 1_000_000);
const incidents = Number(process.argv[3] ?? 10_000);
const monitors = 100;
const rounds = 60;

using place = scratch();
const now = Date.UTC(2026, 10, 20, 12);
const small = storeWith("small.db", 1_000, 10);
const large = storeWith("large.db", runs, incidents);
const stores = { small, large };

const record = await compareReads((store) => {
  const [number] = store.database.prepare("SELECT max(number) - 3 FROM incidents").raw().get() as [
    number,
  ];
  valueOf(readRecord(store, number));
});
print(`one incident, ${runs} runs and ${incidents} incidents against 1000 and 10 (budget: 1.5x)`);
tell(record);

/** The last ten hours of one monitor, which in the large store lie among many more. */
const span = { from: now - 36_000_000, until: now, spanMs: 3_600_000 };
const proof = await compareReads((store) => {
  valueOf(readProof(store, ["job-0"], span));
});
print("the proof of one monitor for ten hours");
tell(proof);
for (const store of Object.values(stores)) closeStore(store);

async function compareReads(read: (store: Store) => void): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = { small: [], large: [] };
  for (let round = 0; round < rounds + 5; round += 1)
    for (const [name, store] of Object.entries(stores)) {
      const begin = process.hrtime.bigint();
      read(store);
      if (round >= 5) times[name]?.push(Number(process.hrtime.bigint() - begin) / 1e6);
    }
  return await Promise.resolve(times);
}

function tell(times: Readonly<Record<string, readonly number[]>>): void {
  const [few, many] = [middle(times["small"] ?? []), middle(times["large"] ?? [])];
  print(`  small ${few.toFixed(2)} ms, large ${many.toFixed(2)} ms: ${ratio(many, few)}`);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}

/** Runs of 100 monitors in turn, each with its event, and incidents spread over them. */
function storeWith(name: string, runCount: number, incidentCount: number): Store {
  const path = join(place.folder, name);
  const store = valueOf(openStore({ path, mode: "command", now, busyTimeoutMs: 1_000 }));
  const { database } = store;
  const hour = 3_600_000;
  const gap = Math.max(1_000, Math.round(36 * 1_000));
  const start = JSON.stringify({ command: ["./sync.sh"], cwd: "/srv", tags: {}, payload: null });
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -300000");
  // A watcher has heard of them all.
  database.exec("DROP TRIGGER news_of_new_runs");
  database.exec("BEGIN");
  for (let index = 0; index < monitors; index += 1)
    database
      .prepare("INSERT INTO monitors (number, name, known_since) VALUES (?, ?, 0)")
      .run(index + 1, `job-${index}`);
  const addRun = database.prepare(`INSERT INTO runs (id, monitor, origin, started_at, user, host,
      pid, root_run, start_facts, reporter_uid, ended_at, duration_ms, ending, exit_code, outcome,
      end_facts)
    VALUES (@id, @monitor, 'wrapped', @at, 'root', 'db1', 7, @id, @start, 0, @at + 900, 900,
      'exited', @code, @outcome, '{}')`);
  const addOutput = database.prepare(
    "INSERT INTO run_outputs (run, stdout, stderr) VALUES (last_insert_rowid(), @text, @text)",
  );
  const addEvent = database.prepare("INSERT INTO audit (seq, bytes, hash) VALUES (?, ?, 'x')");
  const addChange = database.prepare("INSERT INTO incident_changes VALUES (?, 1, ?, ?, ?)");
  const addIncident = database.prepare(`INSERT INTO incidents (number, monitor, state, severity,
      kind, happened_at, noticed_at, resolved_at, revision, body)
    VALUES (?, ?, 'resolved', 2, 'failing', ?, ?, ?, 1, ?)`);
  const link = database.prepare("INSERT INTO audit_of_incidents VALUES (?, ?)");
  const text = JSON.stringify({ kind: "text", bytes: 4, head: "ok\n", tail: "", truncated: false });
  const every = Math.max(1, Math.floor(runCount / incidentCount));
  let seq = 1;
  let number = 0;
  for (let index = 0; index < runCount; index += 1) {
    const at = now - (runCount - index) * gap;
    const id = `run${index.toString(36).padStart(13, "0")}`;
    const isBad = index % every === every - 1;
    const monitor = (index % monitors) + 1;
    addRun.run({
      id,
      monitor,
      at,
      start,
      code: isBad ? 1 : 0,
      outcome: isBad ? "failed" : "succeeded",
    });
    addOutput.run({ text });
    addEvent.run(++seq, eventBytes(seq, at + 900, "run-ended", id));
    if (!isBad || number >= incidentCount) continue;
    number += 1;
    const detail = { slot: null, run: id, outcome: "failed", missing: [], because: null, inRow: 1 };
    const lastGood = {
      run: `run${Math.max(0, index - monitors)
        .toString(36)
        .padStart(13, "0")}`,
      at: at - monitors * gap,
    };
    const whole = { ...detail, lastGood };
    const incident = {
      ...{ monitor: `job-${monitor - 1}`, drill: null, severity: 2, state: "resolved" },
      ...{ kind: "failing", happenedAt: at, noticedAt: at + 1_000, acknowledgedAt: null },
      ...{ acknowledgedBy: null, resolvedAt: at + hour, resolution: { kind: "healed", run: null } },
      causes: [
        { kind: "failing", since: at, until: at + hour, endedBy: null, count: 1, detail: whole },
      ],
      ...{ occurrences: 1, reopenings: 0, flapping: false, healthyInRow: 0, brokenAt: at },
      ...{ remindAt: null, revision: 1 },
    };
    addIncident.run(number, monitor, at, at + 1_000, at + hour, JSON.stringify(incident));
    const what = JSON.stringify({ kind: "opened", cause: "failing", detail: whole });
    addChange.run(number, at, at + 1_000, what);
    addEvent.run(++seq, eventBytes(seq, at + 1_000, "incident-opened", `INC-${number}`));
    link.run(number, seq);
  }
  database.exec("COMMIT");
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.pragma("cache_size = -2000");
  return store;
}

function eventBytes(seq: number, at: number, kind: string, subject: string): Buffer {
  const event = {
    ...{ actor: { host: "db1", user: "root" }, at: new Date(at).toISOString() },
    ...{
      data: { digest: "ab".repeat(32), revision: 1 },
      kind,
      prev: "cd".repeat(32),
      seq,
      subject,
    },
  };
  return Buffer.from(JSON.stringify(event));
}
