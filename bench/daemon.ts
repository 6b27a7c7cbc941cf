/**
 * The daemon: what starting a job costs it, how late jobs start, and what it costs to stand by.
 * Run: node bench/daemon.ts (after npm run build). Times differ between machines, so each stands
 * beside a yardstick that was measured in the same run.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStore } from "../src/store/open.ts";

const bin = fileURLToPath(new URL("../bin/luota", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "luota-bench-"));
const store = join(folder, "luota.db");
const config = join(folder, "luota.yaml");
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  await standBy();
  await start1000();
  await hold();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** 10,000 monitors, nothing due for an hour. */
async function standBy(): Promise<void> {
  const due = (index: number) =>
    `every: 365d, jitter: 0s, command: "true" }\n  w${index}: { every: 365d`;
  writeMonitors(5_000, due);
  const daemon = await startDaemon();
  await settle(daemon);
  const before = cpuOf(daemon);
  const seconds = 20;
  await pause(seconds * 1_000);
  const share = (cpuOf(daemon) - before) / (seconds * 10);
  say(
    `idle, 10,000 monitors: ${share.toFixed(2)} % of a core (budget 1), ${mib(daemon)} MiB (budget 120)`,
  );
  await stop(daemon);
}

/** 1,000 jobs, spread over a minute by their jitter, for one minute. */
async function start1000(): Promise<void> {
  const jobs = 1_000;
  writeMonitors(jobs, () => `every: 1m, grace: 10m, isolate: never, command: ["true"]`);
  const daemon = await startDaemon();
  const from = Date.now() + 2_000;
  await pause(2_000);
  const before = cpuOf(daemon, "own");
  await pause(60_000);
  const cpu = cpuOf(daemon, "own") - before;
  await stop(daemon);
  const late = lateness(from);
  const at = (part: number) => late[Math.min(late.length - 1, Math.floor(late.length * part))] ?? 0;
  const bare = bareSpawns(late.length);
  say(
    `${late.length} starts in a minute: late by ${at(0.5)} ms in the middle, ${at(0.99)} ms at p99 (budget 100), ${late.at(-1) ?? 0} ms at most`,
  );
  say(
    `CPU of the daemon for each run, from claim to end: ${(cpu / late.length).toFixed(2)} ms (budget 3); a bare spawn by Node: ${bare.toFixed(2)} ms; ratio ${(cpu / late.length / bare).toFixed(1)}`,
  );
}

/** Memory for jobs that go on at once. */
async function hold(): Promise<void> {
  const jobs = 200;
  writeMonitors(
    jobs,
    () =>
      `every: 10m, jitter: 1s, grace: 1h, isolate: never, command: ["sleep", "600"], catchUp: once`,
  );
  const daemon = await startDaemon();
  await pause(1_000);
  const idle = mib(daemon);
  const idleCpu = cpuOf(daemon, "own");
  // All of them are due once their slot has come; the clock of the store is what is turned.
  await pause(500);
  await stop(daemon);
  turnBack(11 * 60_000);
  const busy = await startDaemon();
  await waitFor(() => running() >= jobs);
  await pause(1_000);
  const each = (cpuOf(busy, "own") - idleCpu) / jobs;
  say(`CPU of the daemon for each of ${jobs} starts at once: ${each.toFixed(2)} ms (budget 3)`);
  say(`${jobs} jobs at once: ${((mib(busy) - idle) / jobs).toFixed(2)} MiB for each (budget 0.5)`);
  endGroup(busy);
}

function writeMonitors(count: number, keys: (index: number) => string): void {
  rmSync(store, { force: true });
  for (const suffix of ["-wal", "-shm"]) rmSync(`${store}${suffix}`, { force: true });
  const lines = Array.from({ length: count }, (_, index) => `  m${index}: { ${keys(index)} }`);
  writeFileSync(config, `monitors:\n${lines.join("\n")}\n`);
}

async function startDaemon(): Promise<ChildProcess> {
  const words = ["daemon", "--config", config, "--store", store, "--log", "json", "--drain", "5s"];
  const child = spawn(bin, words, { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (log.length < 100_000) log += chunk.toString();
  });
  await waitFor(() => /"event":"config-(applied|same)"/u.test(log));
  return child;
}

/** Waits until all that follows from a new config is done. */
async function settle(daemon: ChildProcess): Promise<void> {
  for (let before = -1; cpuOf(daemon) - before > 100;) {
    before = cpuOf(daemon);
    await pause(3_000);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await waitFor(() => child.exitCode !== null || child.signalCode !== null);
}

/** Ends the daemon at once, and what it started. */
function endGroup(daemon: ChildProcess): void {
  daemon.kill("SIGTERM");
  daemon.kill("SIGINT");
}

async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(20);
}

/** CPU in ms: its own, or with that of the children that have ended. */
function cpuOf({ pid = 0 }: ChildProcess, whose: "own" | "all" = "all"): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return 10 * (user + system + (whose === "all" ? childUser + childSystem : 0));
}

function mib({ pid = 0 }: ChildProcess): number {
  const line = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

function query<Row>(sql: string, ...values: readonly number[]): Row[] {
  const opened = openStore({ path: store, mode: "command", now: Date.now(), busyTimeoutMs: 5_000 });
  if (!opened.ok) throw new Error(opened.failure.kind);
  try {
    const statement = opened.value.database.prepare(sql);
    if (statement.reader) return statement.all(...values) as Row[];
    statement.run(...values);
    return [];
  } finally {
    opened.value.database.close();
  }
}

function lateness(from: number): number[] {
  const sql = "SELECT started_at - slot AS late FROM runs WHERE slot > ? ORDER BY late";
  return query<{ late: number }>(sql, from).map(({ late }) => late);
}

function running(): number {
  return (
    query<{ count: number }>("SELECT count(*) AS count FROM runs WHERE ended_at IS NULL")[0]
      ?.count ?? 0
  );
}

function turnBack(by: number): void {
  query(
    "UPDATE monitors SET watched_since = watched_since - ?, cadence_since = cadence_since - ?",
    by,
    by,
  );
  query("DELETE FROM dispatch_cursors");
}

/** The CPU that Node itself takes to start a program and hear of its end, in ms. */
function bareSpawns(count: number): number {
  const script = `
    const { spawn } = require("node:child_process");
    let left = ${count};
    const before = process.cpuUsage();
    const next = () => left-- > 0
      ? spawn("true", { stdio: "ignore" }).on("exit", next)
      : console.log(Object.values(process.cpuUsage(before)).reduce((a, b) => a + b) / 1000 / ${count});
    next();`;
  return Number(spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout);
}
