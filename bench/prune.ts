/**
 * What pruning costs whoever writes meanwhile: `node bench/prune.ts [RUNS] [INCIDENTS]`. A store with a
 * long history is pruned while another process records runs; the same process with nobody pruning is
 * the yardstick.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { hash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../src/daemon/clock.ts";
import { pruneAll } from "../src/daemon/prune-all.ts";
import { auditDocument, type AuditKind } from "../src/domain/audit.ts";
import { usualRetention } from "../src/domain/retention.ts";
import { changeDigests } from "../src/store/audit-incident.ts";
import { openStore } from "../src/store/open.ts";
import type { Json } from "../src/base/json.ts";
import { canonicalJson } from "../src/text/canonical-json.ts";
import { valueOf } from "../test/store/sample.ts";
import { node, print, scratch } from "./measure.ts";

const runs = Number(process.argv[2] ?? 1_000_000);
const incidents = Number(process.argv[3] ?? 10_000);
const monitors = 1_000;
const day = 86_400_000;
const actor = { user: "root", host: "db1" };

using place = scratch();
const path = join(place.folder, "luota.db");
const now = Date.now();
const store = valueOf(
  openStore({ path, mode: "command", now: now - 900 * day, busyTimeoutMs: 5_000 }),
);
fill();
const before = size();
print(`${runs} runs of ${monitors} monitors, ${incidents} incidents: ${before} MiB`);

const alone = startWriter("a");
await new Promise((resolve) => setTimeout(resolve, 20_000));
print(`  a writer alone            ${waits(await stopWriter(alone))}`);

const beside = startWriter("b");
const begun = performance.now();
const rules = { ...usualRetention };
const pruned = valueOf(await pruneAll(store, { clock: systemClock, actor, rules, judged: false }));
const took = (performance.now() - begun) / 1_000;
print(`  a writer beside pruning   ${waits(await stopWriter(beside))} (budget: 50 ms)`);
store.database.pragma("wal_checkpoint(TRUNCATE)");
print(`  pruned in ${took.toFixed(0)} s: ${JSON.stringify(pruned.counts)}`);
print(`  store ${before} MiB, now ${size()} MiB`);
store.database.close();

/** Runs are spread over 400 days, incidents over 800, in the order of the chain. */
function fill(): void {
  const { database } = store;
  database.exec("BEGIN");
  const addMonitor = database.prepare("INSERT INTO monitors (name, known_since) VALUES (?, ?)");
  for (let index = 0; index < monitors; index += 1) addMonitor.run(`m${index}`, now - 900 * day);
  const addEvent = database.prepare("INSERT INTO audit (seq, bytes, hash) VALUES (?, ?, ?)");
  let [seq, prev] = database.prepare("SELECT seq, hash FROM audit").raw().get() as [number, string];
  const append = (at: number, kind: AuditKind, subject: string, data: Json) => {
    seq += 1;
    const document = auditDocument({ seq, at, kind, actor, subject, data, prev });
    const bytes = Buffer.from(canonicalJson(document));
    prev = hash("sha256", bytes);
    addEvent.run(seq, bytes, prev);
  };
  const addRun = runInsert();
  const addOutput = database.prepare(
    "INSERT INTO run_outputs (run, stdout, stderr) VALUES (?, ?, ?)",
  );
  const addIncident = incidentInsert(append, () => seq);
  for (let index = 0; index < incidents / 2; index += 1)
    addIncident(now - 800 * day + (index * 400 * day) / (incidents / 2), index);
  const half = incidents / 2;
  for (let index = 0; index < runs; index += 1) {
    const at = now - 400 * day + (index * 400 * day) / runs;
    const failed = index % 50 === 0;
    const number = addRun(index, at, failed);
    const stdout = outputOf(index % 20 === 0 ? 16_000 : 120);
    addOutput.run(number, stdout, stdout);
    const digest = hash("sha256", stdout);
    const data = {
      monitor: `m${index % monitors}`,
      ending: "exited",
      digest,
      stdout: digest,
      stderr: digest,
    };
    append(at + 1_500, "run-ended", `run${index}`, data);
    if (half > 0 && index % Math.ceil(runs / half) === 0)
      addIncident(at, half + index / Math.ceil(runs / half));
  }
  database.exec("DELETE FROM news; COMMIT");
  database.pragma("wal_checkpoint(TRUNCATE)");
}

function outputOf(bytes: number): string {
  const head = "a line of output\n".repeat(Math.ceil(bytes / 17));
  return canonicalJson({ kind: "text", bytes: head.length, head, tail: "", truncated: false });
}

function runInsert(): (index: number, at: number, failed: boolean) => number {
  const insert = store.database.prepare(`INSERT INTO runs (id, monitor, origin, started_at, user,
      host, pid, root_run, start_facts, reporter_uid, ended_at, duration_ms, ending, exit_code,
      outcome, end_facts)
    VALUES (@id, @monitor, 'wrapped', @at, 'root', 'db1', 7, @id, @start, 0, @at + 1500, 1500,
      'exited', @code, @outcome, @end)`);
  const start = JSON.stringify({ command: ["./sync.sh", "--all"], cwd: "/srv/billing", tags: {} });
  const end = JSON.stringify({ cpuMs: { user: 20, system: 10 }, peakMemory: 4e6, merged: false });
  return (index, at, failed) => {
    const outcome = failed ? "failed" : "succeeded";
    const row = { id: `run${index}`, monitor: 1 + (index % monitors), at, start, end };
    return Number(insert.run({ ...row, code: failed ? 1 : 0, outcome }).lastInsertRowid);
  };
}

function incidentInsert(
  append: (at: number, kind: AuditKind, subject: string, data: Json) => void,
  lastSeq: () => number,
): (at: number, index: number) => void {
  const { database } = store;
  const insert =
    database.prepare(`INSERT INTO incidents (monitor, state, severity, kind, happened_at,
      noticed_at, resolved_at, revision, body)
    VALUES (?, 'resolved', 2, 'failing', ?, ?, ?, 2, ?)`);
  const addChange = database.prepare(`INSERT INTO incident_changes
    (incident, revision, at, noticed_at, what) VALUES (?, ?, ?, ?, ?)`);
  const link = database.prepare("INSERT INTO audit_of_incidents (incident, seq) VALUES (?, ?)");
  return (at, index) => {
    const body = JSON.stringify({
      monitor: `m${index % monitors}`,
      state: "resolved",
      revision: 2,
    });
    const monitor = 1 + (Math.floor(index) % monitors);
    const number = Number(insert.run(monitor, at, at, at + 60_000, body).lastInsertRowid);
    for (const [kind, revision] of [
      ["opened", 1],
      ["resolved", 2],
    ] as const) {
      const what = JSON.stringify({ kind, detail: { run: null } });
      addChange.run(number, revision, at, at, what);
      const digests = changeDigests({ at, noticedAt: at, what, body });
      append(at, `incident-${kind}`, `INC-${number}`, { revision, ...digests });
      link.run(number, lastSeq());
    }
  };
}

function startWriter(prefix: string): ChildProcess {
  const file = fileURLToPath(new URL("prune-writer.ts", import.meta.url));
  return spawn(node, [file, path, prefix], { stdio: ["pipe", "pipe", "inherit"] });
}

/** Asks it to stop; how long each write waited for others, and took, in milliseconds. */
async function stopWriter(writer: ChildProcess): Promise<[wait: number, whole: number][]> {
  let text = "";
  writer.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  writer.stdin?.end();
  await new Promise((resolve) => writer.once("close", resolve));
  return JSON.parse(text) as [number, number][];
}

function waits(times: readonly (readonly [number, number])[]): string {
  const words = (each: readonly number[]) => {
    const sorted = each.toSorted((one, other) => one - other);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    return `half ${at(0.5)} ms, 99 % ${at(0.99)} ms, 99.9 % ${at(0.999)} ms, longest ${at(1)} ms`;
  };
  const [waited, took] = [times.map(([wait]) => wait), times.map(([, whole]) => whole)];
  return `${times.length} writes waited: ${words(waited)}; took: ${words(took)}`;
}

function size(): number {
  return Math.round(statSync(path).size / 2 ** 20);
}
