/**
 * `luota status` as a whole process, with a long history and with none: `node bench/status.ts [RUNS]`
 * after `npm run build`. The two take turns; CPU time is told beside the time that passed, since the
 * one counts also on a busy machine.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../src/store/open.ts";
import { closeStore } from "../src/store/store.ts";
import { valueOf } from "../test/store/sample.ts";
import { luota, node, print, ratio, scratch } from "./measure.ts";

const runs = Number(process.argv[2] ?? 1_000_000);
const monitors = 1_000;
const rounds = 25;

using place = scratch();
const config = join(place.folder, "luota.yaml");
writeFileSync(config, `monitors:\n${names().map(monitorLines).join("")}`);
const few = storeWith("few.db", 0);
const many = storeWith("many.db", runs);
for (const path of [few, many])
  execFileSync(luota, ["check", "--store", path, "--config", config], { stdio: "ignore" });
const commands = {
  "node -e 0": [node, "-e", "0"],
  "no runs": [luota, "status", "--store", few],
  [`${runs} runs`]: [luota, "status", "--store", many],
  "as JSON, no runs": [luota, "status", "--json", "--store", few],
  [`as JSON, ${runs} runs`]: [luota, "status", "--json", "--store", many],
};
const costs = Object.entries(commands).map(([name, words]) => ({
  name,
  words,
  wall: [] as number[],
  cpu: [] as number[],
}));
for (let round = 0; round < rounds; round += 1)
  for (const { words, wall, cpu } of costs) {
    const begin = process.hrtime.bigint();
    cpu.push(cpuMsOf(words));
    wall.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
print(`luota status of ${monitors} monitors (budget: 2x of the same without runs)`);
for (const [index, { name, wall, cpu }] of costs.entries()) {
  const against = costs[index >= 3 ? 3 : 1];
  const words = [
    `wall ${middle(wall).toFixed(0)} ms ${ratio(middle(wall), middle(against?.wall ?? wall))}`,
    `least ${Math.min(...wall).toFixed(0)} ms ${ratio(Math.min(...wall), Math.min(...(against?.wall ?? wall)))}`,
    `cpu ${middle(cpu).toFixed(0)} ms ${ratio(middle(cpu), middle(against?.cpu ?? cpu))}`,
  ];
  print(`  ${name.padEnd(24)} ${words.join(", ")}`);
}

function names(): string[] {
  return Array.from({ length: monitors }, (_, index) => `job-${index}`);
}

function monitorLines(name: string): string {
  return `  ${name}:\n    promise: What ${name} promises to customers is there\n    every: 1h\n`;
}

/** A store with a config in force and runs a second apart, one in a hundred killed, as a watcher leaves it. */
function storeWith(name: string, count: number): string {
  const path = join(place.folder, name);
  execFileSync(luota, ["config", "apply", "--store", path, "--config", config], {
    stdio: "ignore",
  });
  const now = Date.now();
  const store = valueOf(openStore({ path, mode: "command", now, busyTimeoutMs: 1_000 }));
  const { database } = store;
  const facts = { command: ["./sync.sh"], cwd: "/srv", tags: {}, payload: null, script: null };
  const start = JSON.stringify({ ...facts, freeDisk: 1e9, bootId: null, recorder: null });
  const end = JSON.stringify({ reason: null, cpuMs: null, peakMemory: null, summary: null });
  database.exec("BEGIN");
  const insert = database.prepare(`INSERT INTO runs (id, monitor, origin, started_at, user, host,
      pid, root_run, start_facts, reporter_uid, ended_at, duration_ms, ending, exit_code, signal,
      outcome, end_facts)
    SELECT @id, number, 'wrapped', @at, 'root', 'db1', 7, @id, @start, 0, @at + 900, 900, @ending,
      @code, @signal, @outcome, @end FROM monitors WHERE name = @monitor`);
  for (let index = 0; index < count; index += 1) {
    const bad = index % 100 === 99;
    insert.run({
      ...{ id: `run-${index}`, monitor: `job-${index % monitors}`, start, end },
      at: now - (count - index) * 1_000,
      ...(bad
        ? { ending: "signaled", code: null, signal: "SIGKILL", outcome: "killed" }
        : { ending: "exited", code: 0, signal: null, outcome: "succeeded" }),
    });
  }
  // A watcher has heard of them all.
  database.exec("DELETE FROM news; COMMIT");
  closeStore(store);
  return path;
}

/** CPU of a command and all it starts, from the shell that waits for it. */
function cpuMsOf(words: readonly string[]): number {
  const line = '"$@" >/dev/null 2>&1; times';
  const told = execFileSync("bash", ["-c", line, "bash", ...words], { encoding: "utf8" });
  const children = told.trim().split("\n").at(-1) ?? "";
  return [...children.matchAll(/(\d+)m([\d.]+)s/gu)]
    .map(([, minutes, seconds]) => Number(minutes) * 60_000 + Number(seconds) * 1_000)
    .reduce((sum, each) => sum + each, 0);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
