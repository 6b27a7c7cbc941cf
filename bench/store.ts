// What the store costs: node bench/store.ts [RUNS]. Ratios are measured side by side in one run.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyReport } from "../src/store/apply.ts";
import { readMonitorSummaries } from "../src/store/monitors-read.ts";
import { openStore } from "../src/store/open.ts";
import { readRuns } from "../src/store/runs-page.ts";
import { closeStore, type Store } from "../src/store/store.ts";
import { endedReport, noon, valueOf } from "../test/store/sample.ts";

const runs = Number(process.argv[2] ?? 1_000_000);
const monitors = 1_000;
const folder = mkdtempSync(join(tmpdir(), "luota-bench-"));

try {
  const few = open("few.db");
  fill(few, monitors, 0);
  const many = open("many.db");
  fill(many, monitors, runs);
  say(`${runs} runs of ${monitors} monitors: ${size("many.db")} MiB`);

  const readAll = (store: Store) => readMonitorSummaries(store, { history: 20 });
  compare(
    "status, long history against none",
    () => readAll(many),
    () => readAll(few),
  );
  const page = (store: Store) => readRuns(store, { limit: 20, outputs: false });
  compare(
    "runs --limit 20",
    () => page(many),
    () => page(few),
  );
  const bad = (store: Store) =>
    readRuns(store, { limit: 20, outputs: false, outcomes: ["killed"] });
  compare(
    "runs --outcome killed",
    () => bad(many),
    () => bad(few),
  );

  const openAndClose = () => {
    closeStore(open("few.db"));
  };
  say(`open and close: ${inMs(middle(Array.from({ length: 15 }, () => timed(openAndClose))))}`);
  let next = 0;
  const write = (store: Store) => () => {
    next += 1;
    const report = endedReport(`bench${next}`, { monitor: `m${next % monitors}` });
    valueOf(applyReport(store, report, { now: noon, reporterUid: 0 }));
  };
  compare("one run written", write(many), write(few));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function open(name: string): Store {
  const path = join(folder, name);
  return valueOf(openStore({ path, mode: "command", now: noon, busyTimeoutMs: 1_000 }));
}

/** One run in a hundred is killed; each monitor gets its runs in turn, a second apart. */
function fill(store: Store, monitorCount: number, runCount: number): void {
  store.database.exec("BEGIN");
  const monitor = store.database.prepare("INSERT INTO monitors (name, known_since) VALUES (?, ?)");
  for (let index = 0; index < monitorCount; index += 1) monitor.run(`m${index}`, noon);
  const run = store.database
    .prepare(`INSERT INTO runs (id, monitor, origin, started_at, user, host, pid,
      root_run, start_facts, reporter_uid, ended_at, duration_ms, ending, exit_code, signal, outcome, end_facts)
    VALUES (@id, @monitor, 'wrapped', @at, 'root', 'db1', 7, @id, @start, 0, @at + 1500, 1500, @ending,
      @code, @signal, @outcome, @end)`);
  const start = JSON.stringify({
    command: ["./sync.sh", "--all"],
    cwd: "/srv/billing",
    tags: {},
    payload: null,
    script: null,
    freeDisk: 1e9,
    bootId: "b".repeat(36),
    recorder: null,
  });
  const end = JSON.stringify({
    reason: null,
    cpuMs: { user: 20, system: 10 },
    peakMemory: 4e6,
    summary: null,
    error: null,
    merged: false,
  });
  for (let index = 0; index < runCount; index += 1) {
    const isKilled = index % 100 === 99;
    const isFailed = index % 50 === 0;
    const ending = isKilled
      ? { ending: "signaled", code: null, signal: "SIGKILL", outcome: "killed" }
      : {
          ending: "exited",
          code: isFailed ? 1 : 0,
          signal: null,
          outcome: isFailed ? "failed" : "succeeded",
        };
    const at = noon - (runCount - index) * 1_000;
    run.run({ id: `run${index}`, monitor: 1 + (index % monitorCount), at, start, end, ...ending });
  }
  store.database.exec("COMMIT");
}

/** In turns, so that whatever else the machine does falls on both. */
function compare(name: string, work: () => unknown, yardstick: () => unknown): void {
  const rounds = Array.from({ length: 15 }, () => [timed(work), timed(yardstick)] as const);
  const long = middle(rounds.map(([time]) => time));
  const short = middle(rounds.map(([, time]) => time));
  say(`${name}: ${inMs(long)} against ${inMs(short)}: ${(long / short).toFixed(2)} x`);
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function middle(times: readonly number[]): number {
  return [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
}

function inMs(time: number): string {
  return `${time.toFixed(2)} ms`;
}

function size(name: string): number {
  return Math.round(statSync(join(folder, name)).size / 1024 / 1024);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
