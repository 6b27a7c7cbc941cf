/**
 * Delivery: how soon an alert is on the wire, what one dead route costs the others, and what routes
 * cost while nothing is owed. Run: node bench/deliver.ts (after npm run build).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

interface Arrival {
  readonly route: string;
  readonly at: number;
  readonly text: string;
}

const bin = fileURLToPath(new URL("../bin/luota", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "luota-bench-"));
const store = join(folder, "luota.db");
const config = join(folder, "luota.yaml");
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const arrivals: Arrival[] = [];
const server = createServer((request, response) => {
  const at = Date.now();
  const route = (request.url ?? "").slice(1).replace(/\?.*$/u, "");
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    arrivals.push({ route, at, text: Buffer.concat(pieces).toString() });
    if (!route.startsWith("dead")) response.end("ok");
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

try {
  await idle();
  await latency();
  await burst("one message each", (name) => `webhook: { url: "${origin}/${name}" }`);
  await burst("grouped", (name) => `webhook: { preset: discord, url: env:${name}_URL }`);
} finally {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** 40 promises that break one after the other, each of another owner, so that none waits for company. */
async function latency(): Promise<void> {
  const count = 40;
  const names = Array.from({ length: count }, (_, index) => `m${index}`);
  begin(
    `routes:\n  live: { webhook: { url: "${origin}/live" } }\nowners:\n`,
    names.map((name) => `  o-${name}: { routes: [live] }\n`).join(""),
    "monitors:\n",
    names
      .map(
        (name, index) =>
          `  ${name}: { every: 2s, grace: ${4_000 + index * 730}ms, owner: o-${name} }\n`,
      )
      .join(""),
  );
  const daemon = await startDaemon();
  const opened = () => arrivals.filter(({ text }) => text.includes('"incident.opened"'));
  await waitFor(() => opened().length >= count);
  await stop(daemon);
  const late = opened()
    .map(({ at, text }) => at - Date.parse(/"happenedAt":"([^"]+)"/u.exec(text)?.[1] ?? ""))
    .toSorted((one, other) => one - other);
  const part = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))];
  say(
    `deadline passed to first byte on the wire, ${late.length} misses: ${part(0.5)} ms in the middle, ${part(0.99)} ms at p99 (budget 1500)`,
  );
}

/** 1,000 incidents of one owner in one tick, over five routes, one of which never answers. */
async function burst(what: string, route: (name: string) => string): Promise<void> {
  const count = 1_000;
  const routes = ["dead", "a", "b", "c", "d"];
  begin(
    `routes:\n${routes.map((name) => `  ${name}: { ${route(name)} }\n`).join("")}`,
    `owners:\n  ops: { routes: [${routes.join(", ")}] }\ndefaults: { owner: ops }\nmonitors:\n`,
    Array.from({ length: count }, (_, index) => `  m${index}: { every: 5s, grace: 10s }\n`).join(
      "",
    ),
  );
  const daemon = await startDaemon();
  const told = (name: string) => {
    const names = arrivals
      .filter((each) => each.route === name)
      .flatMap(({ text }) => Array.from(text.matchAll(/"monitor":"(m\d+)"/gu), ([found]) => found));
    return new Set(names).size;
  };
  const isGrouped = what === "grouped";
  const isThere = (name: string) =>
    isGrouped ? arrivals.some((each) => each.route === name) : told(name) >= count;
  await waitFor(() => arrivals.length > 0);
  const first = arrivals[0]?.at ?? 0;
  await waitFor(() => ["a", "b", "c", "d"].every(isThere), 250);
  const last = Math.max(...arrivals.map((each) => each.at));
  say(
    `${count} incidents at once, five routes, one dead, ${what}: the four others had all ${((last - first) / 1_000).toFixed(1)} s after the first (${arrivals.length} messages, ${arrivals.filter((each) => each.route === "dead").length} of them to the dead one); daemon CPU ${(cpuOf(daemon) / 1_000).toFixed(1)} s in all`,
  );
  daemon.kill("SIGKILL");
}

/** A daemon with five routes and one without, side by side, nothing owed. */
async function idle(): Promise<void> {
  const monitors = "monitors:\n  m: { every: 1h }\n";
  const routes = ["a", "b", "c", "d", "e"];
  begin(monitors);
  const without = await startDaemon();
  const other = join(folder, "other.yaml");
  writeFileSync(
    other,
    `routes:\n${routes.map((name) => `  ${name}: { webhook: { url: "${origin}/${name}" } }\n`).join("")}owners:\n  ops: { routes: [${routes.join(", ")}] }\ndefaults: { owner: ops }\n${monitors}`,
  );
  const withRoutes = await startDaemon(other, join(folder, "other.db"));
  await pause(12_000);
  const before = [cpuOf(without), cpuOf(withRoutes)];
  const seconds = 40;
  await pause(seconds * 1_000);
  const share = [without, withRoutes].map(
    (daemon, index) => (cpuOf(daemon) - (before[index] ?? 0)) / (seconds * 10),
  );
  say(
    `idle: ${share[0]?.toFixed(2)} % of a core and ${mib(without)} MiB without routes, ${share[1]?.toFixed(2)} % and ${mib(withRoutes)} MiB with five`,
  );
  await stop(without);
  await stop(withRoutes);
}

function begin(...parts: readonly string[]): void {
  arrivals.length = 0;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${store}${suffix}`, { force: true });
  writeFileSync(config, parts.join(""));
}

async function startDaemon(file = config, path = store): Promise<ChildProcess> {
  const words = ["daemon", "--config", file, "--store", path, "--log", "json"];
  const keys = Object.fromEntries(
    ["dead", "a", "b", "c", "d"].map((name) => [`${name}_URL`, `${origin}/${name}`]),
  );
  const env = { ...process.env, ...keys };
  const child = spawn(bin, words, { env, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (log.length < 100_000) log += chunk.toString();
  });
  await waitFor(() => /"event":"config-(applied|same)"/u.test(log));
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await waitFor(() => child.exitCode !== null || child.signalCode !== null);
}

async function waitFor(isSo: () => boolean, every = 20): Promise<void> {
  const until = Date.now() + 300_000;
  while (!isSo()) {
    if (Date.now() > until) throw new Error("it never came");
    await pause(every);
  }
}

/** CPU in ms, in steps of 10. */
function cpuOf({ pid = 0 }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

function mib({ pid = 0 }: ChildProcess): number {
  const line = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
  return Math.round(Number(line?.[1] ?? 0) / 1_024);
}
