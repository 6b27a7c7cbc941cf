/**
 * A simulated year of 1,000 monitors with mixed cadences through the pure core, judged once a
 * simulated hour: `node bench/judge.ts [days] [monitors]`. One run in fifty fails, one in a hundred
 * is missed.
 */
import { defaultMonitor } from "../src/domain/default-monitor.ts";
import type { Facts, Watched } from "../src/domain/facts.ts";
import type { Heard } from "../src/domain/heard.ts";
import type { Incident } from "../src/domain/incident.ts";
import { judge } from "../src/domain/judge.ts";
import type { Monitor } from "../src/domain/monitor.ts";
import type { MonitorState } from "../src/domain/monitor-state.ts";
import { reconcile } from "../src/domain/reconcile.ts";
import { scheduleOf } from "../src/domain/schedule.ts";
import { dueAt } from "../src/domain/wake.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const from = Date.UTC(2026, 0, 1);

const cron = (pattern: string, timezone = "Europe/Helsinki") =>
  ({ kind: "cron", pattern, timezone }) as const;

const cadences: readonly Monitor["cadence"][] = [
  cron("*/5 * * * *"),
  cron("*/15 * * * *"),
  cron("7 * * * *", "America/New_York"),
  cron("30 2 * * *"),
  cron("0 9-17 * * 1-5", "Europe/Berlin"),
  cron("0 4 1 * *"),
  { kind: "every", everyMs: 15 * minute },
  { kind: "every", everyMs: hour },
  { kind: "every", everyMs: day },
  { kind: "none" },
];

const [days = 365, monitors = 1_000] = process.argv.slice(2).map(Number);
const counts = { events: 0, slots: 0, looks: 0, incidents: 0 };
const began = performance.now();
for (let index = 0; index < monitors; index += 1) simulate(index);
const seconds = (performance.now() - began) / 1_000;
const perSecond = Math.round((counts.events + counts.slots) / seconds);
const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
process.stdout.write(
  `${JSON.stringify({ days, monitors, ...counts, seconds: Number(seconds.toFixed(2)), perSecond, rssMiB: memory })}\n`,
);

function simulate(index: number): void {
  const cadence = cadences[index % cadences.length] ?? { kind: "none" };
  const monitor: Monitor = { ...defaultMonitor(`job-${index}`), cadence, finishWithinMs: 2 * hour };
  const schedule = scheduleOf(monitor, "db1");
  const watched: Watched = { monitor, schedule, steps: [], knownSince: from, cadenceSince: from };
  let state: MonitorState | null = null;
  let incident: Incident | null = null;
  let due: number | null = 0;
  let count = index;
  let start = nextStart(from);
  for (let now = from + hour; now <= from + days * day; now += hour) {
    const heard: Heard[] = [];
    while (start <= now) {
      count += 1;
      if (count % 100 !== 0) heard.push(...runAt(start, count));
      start = nextStart(start);
    }
    counts.events += heard.length;
    if (heard.length === 0 && (due === null || due > now)) continue;
    const facts: Facts = { watched, state, heard, unmet: [], outages: [], pauses: [] };
    const judgement = judge(facts, now);
    const rules = { monitor, drill: null };
    for (const change of reconcile(rules, incident, judgement.turns, now)) {
      if (change.kind === "opened") counts.incidents += 1;
      ({ incident } = change);
    }
    ({ state } = judgement);
    due = dueAt(watched, state, []);
    counts.slots += judgement.slots.length;
    counts.looks += 1;
  }

  function nextStart(after: number): number {
    if (schedule.kind === "fixed") return schedule.next(after) ?? Infinity;
    return after + (schedule.kind === "floating" ? schedule.everyMs : 6 * hour);
  }
}

/** A run of half a minute, which ends before the hour's look. */
function runAt(at: number, count: number): Heard[] {
  const run = `run-${count}`;
  const exitCode = count % 50 === 0 ? 1 : 0;
  const ended = {
    at: at + 30_000,
    durationMs: 30_000,
    ending: { kind: "exited", exitCode },
  } as const;
  return [
    { kind: "started", run, at, slot: null, ears: false },
    { kind: "ended", run, startedAt: at, ...ended },
  ];
}
