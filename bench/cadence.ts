/**
 * Slots per second and heap per pattern, side by side with croner.
 * Run with `node --expose-gc bench/cadence.ts`.
 */
import { Cron } from "croner";
import { firstSlots, gapAt } from "../src/domain/cadence.ts";
import { readCron } from "../src/domain/cron-compiled.ts";

const from = Date.UTC(2027, 0, 1);
const timezone = "Europe/Helsinki";
const patterns = ["*/15 * * * *", "30 2 * * *", "0 9 * * 1-5", "0 0 1 * *", "0 0 29 2 *"];

print(["pattern", "luota slots/s", "croner slots/s", "ratio"]);
for (const pattern of patterns) {
  const cadence = { kind: "cron", pattern, timezone } as const;
  const count = pattern === "0 0 29 2 *" ? 20 : pattern === "0 0 1 * *" ? 500 : 5_000;
  firstSlots(cadence, from, count);
  const ours = perSecond(count, () => firstSlots(cadence, from, count));
  const cron = new Cron(pattern, { timezone, mode: "5-part", fixedTimeRule: "no-wildcard" });
  const some = Math.min(count, 1_000);
  const theirs = perSecond(some, () => cron.nextRuns(some, new Date(from)));
  print([pattern, ours.toFixed(0), theirs.toFixed(0), (ours / theirs).toFixed(1)]);
}

const gaps = perSecond(patterns.length, () =>
  patterns.map((pattern) => gapAt({ kind: "cron", pattern, timezone }, from)),
);
print(["gapAt", `${gaps.toFixed(0)}/s`]);

print(["heap of 10,000 patterns read", `${heapOf(10_000, readOurs).toFixed(0)} bytes each`]);
print(["heap of 500 croner patterns", `${heapOf(500, readTheirs).toFixed(0)} bytes each`]);

function readOurs(index: number): unknown {
  return readCron(`${index % 60} ${index % 24} * * *`, timezone);
}

function readTheirs(index: number): unknown {
  const cron = new Cron(`${index % 60} ${index % 24} * * *`, { timezone });
  cron.nextRun(new Date(from));
  return cron;
}

function perSecond(each: number, work: () => unknown): number {
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < 500) {
    work();
    rounds += 1;
  }
  return (rounds * each * 1000) / (performance.now() - start);
}

function heapOf(count: number, make: (index: number) => unknown): number {
  if (globalThis.gc === undefined) return Number.NaN;
  make(0);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const held = Array.from({ length: count }, (_, index) => make(index));
  globalThis.gc();
  return (process.memoryUsage().heapUsed - before) / held.length;
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padEnd(18)).join("")}\n`);
}
