/**
 * What it costs to look at many files: `node bench/probing.ts [FILES]` after `npm run build`. One process
 * looks at all of them, as the watcher has it do each `lookEvery`; its CPU time over 5 minutes is the share
 * of a core. Beside it, `node -e 0` and `stat` of the same files tell what the machine can do.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { luota, node, print, ratio, root, scratch } from "./measure.ts";

const files = Number(process.argv[2] ?? 1_000);
const turnMs = 5 * 60_000;
const rounds = 5;

using place = scratch();
const folder = join(place.folder, "files");
mkdirSync(folder);
const paths = Array.from({ length: files }, (_, index) => join(folder, `${index}.csv`));
for (const path of paths) writeFileSync(path, "id,name\n");
const config = join(place.folder, "luota.yaml");
writeFileSync(config, `monitors:\n${paths.map(monitorLines).join("")}`);
const store = place.env["LUOTA_STORE"] ?? "";
execFileSync(luota, ["config", "apply", "--config", config, "--store", store], { stdio: "pipe" });
execFileSync(luota, ["check", "--config", config, "--store", store]);
const main = join(root, "dist", "cli", "main.js");
const look = [node, main, "probe-due", "--store", store, "--sent-by", "0"];
cpuMsOf(look);

const costs = { look: [] as number[], nothing: [] as number[], stat: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  using database = opened();
  database.db.exec("UPDATE looks SET due_at = 0 WHERE prober IS NULL");
  costs.look.push(cpuMsOf(look));
  costs.nothing.push(cpuMsOf([node, "-e", "0"]));
  costs.stat.push(cpuMsOf(["stat", ...paths]));
}
const [ours, nothing, stat] = [middle(costs.look), middle(costs.nothing), middle(costs.stat)];
using after = opened();
const kept = after.db.prepare("SELECT count(*) FROM readings WHERE state = 'good'").pluck().get();
print(`one look at each of ${files} files (${String(kept)} good readings kept)`);
print(`  cpu ${ours.toFixed(0)} ms: ${((100 * ours) / turnMs).toFixed(2)} % of a core, each 5 min`);
print(
  `  ${ratio(ours, nothing)} of node -e 0 (${nothing.toFixed(0)} ms), stat: ${stat.toFixed(0)} ms`,
);
print(`  ${((ours - nothing) / files).toFixed(3)} ms for each beyond the start of Node`);

function monitorLines(path: string, index: number): string {
  const freshness = `{ file: ${path}, maxAge: 26h, minSize: 1B, lookEvery: 5m }`;
  return `  file-${index}:\n    promise: File ${index} is there\n    freshness: ${freshness}\n`;
}

function opened(): { readonly db: Database.Database; [Symbol.dispose]: () => void } {
  const db = new Database(store, { timeout: 10_000 });
  return { db, [Symbol.dispose]: () => db.close() };
}

/** User and system time of a process and what it waited for. */
function cpuMsOf(words: readonly string[]): number {
  const line = `"$@" > /dev/null; times`;
  const told = execFileSync("bash", ["-c", line, "x", ...words], { encoding: "utf8" });
  const times = told.trim().split("\n").at(-1) ?? "";
  const parts = [...times.matchAll(/(\d+)m([\d.]+)s/gu)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1_000,
    0,
  );
}

function middle(all: readonly number[]): number {
  return all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;
}
