// What a tick costs: node bench/tick.ts [MONITORS]. Ratios are measured side by side in one run.
import {
  day,
  minute,
  morning,
  quarterly,
  second,
  WatchedHost,
} from "../test/daemon/watched-host.ts";

const monitors = Number(process.argv[2] ?? 10_000);

using empty = new WatchedHost();
await empty.apply([]);
await empty.tick();

using full = new WatchedHost();
const all = names(monitors).map((name) => quarterly(name));
const applied = await timed(() => full.apply(all));
say(`a config of ${monitors} monitors put in force: ${inMs(applied)}`);
const first = await timed(() => full.tick());
say(`the first look at ${monitors} monitors: ${inMs(first)}`);

const idle = await compare(
  "a tick with nothing due",
  201,
  () => full.tick(1),
  () => empty.tick(1),
);
say(`  budget 20 ms: ${idle <= 20 ? "kept" : "BROKEN"}`);

let next = 0;
const oneRun = (host: WatchedHost) => async () => {
  next += 1;
  host.run(`job-${next % monitors}`);
  await host.tick(1);
};
await compare("a run, and the tick that judges it", 201, oneRun(full), oneRun(empty));

for (const name of names(monitors)) full.run(name);
say(`a tick over ${monitors} runs: ${inMs(await timed(() => full.tick(second)))}`);

using down = new WatchedHost();
const some = names(1_000);
await down.apply(some.map((name) => quarterly(name)));
await down.tick();
for (const name of some) down.run(name);
await down.tick(minute);
down.now = morning + 7 * day;
await down.restart();
let ticks = 0;
const replay = await timed(async () => {
  for (let wakeAt = 0; wakeAt <= down.now; ticks += 1)
    wakeAt = (await down.tick()).wakeAt ?? Infinity;
});
const incidents = (await down.incidents()).length;
const notices = (await down.told()).length;
const slots = down.store.database.prepare("SELECT count(*) FROM slots").pluck().get() as number;
say(`a week of downtime over ${some.length} monitors: ${inMs(replay)} in ${ticks} tick`);
say(
  `  ${slots} slots, ${incidents} incidents, ${notices} notices in ${(await down.groups()).length} group`,
);

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `job-${index}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Turn by turn, so that both meet the same machine; gives the middle of the first. */
async function compare(
  what: string,
  times: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<number> {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < times; round += 1) {
    ones.push(await timed(one));
    others.push(await timed(other));
  }
  const [first, second] = [middle(ones), middle(others)];
  say(
    `${what}: ${inMs(first)}, with an empty store ${inMs(second)}, x ${(first / second).toFixed(2)}`,
  );
  return first;
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

function inMs(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
