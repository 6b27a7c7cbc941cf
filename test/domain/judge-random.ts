import type { Cadence } from "../../src/domain/cadence-type.ts";
import type { Outage, Span } from "../../src/domain/facts.ts";
import { graceOf } from "../../src/domain/limits.ts";
import { claimed } from "./claimed-step.ts";
import {
  day,
  end,
  exited,
  hour,
  minute,
  second,
  watch,
  type History,
  type News,
} from "./judge-story.ts";

/** A stream of numbers in [0, 1) that is the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The last Sundays of March and October 2026 in Europe, the second Sunday of March in America. */
const zoneChanges = [Date.UTC(2026, 2, 28), Date.UTC(2026, 9, 24), Date.UTC(2026, 2, 7)];

const cadences: readonly Cadence[] = [
  { kind: "cron", pattern: "*/15 * * * *", timezone: "Europe/Helsinki" },
  { kind: "cron", pattern: "30 2 * * *", timezone: "Europe/Berlin" },
  { kind: "cron", pattern: "15,45 1-4 * * *", timezone: "America/New_York" },
  { kind: "cron", pattern: "0 * * * *", timezone: "UTC" },
  { kind: "cron", pattern: "*/5 * * * *", timezone: "Australia/Lord_Howe" },
  { kind: "every", everyMs: 15 * minute },
  { kind: "every", everyMs: hour },
  { kind: "every", everyMs: 10 * second },
  { kind: "none" },
];

export interface RandomOptions {
  /** Some news arrives later than it happened. */
  readonly late: boolean;
}

/** A monitor with random rules and a random, eventful life of up to two days. */
export function randomHistory(seed: number, options: RandomOptions): History & { until: number } {
  const random = randomFrom(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const chance = (part: number) => random() < part;
  const cadence = pick(cadences);
  const dense = cadence.kind === "every" && cadence.everyMs < minute;
  const from = pick(zoneChanges) + Math.floor(random() * 12) * hour;
  const until = from + (dense ? 20 * minute : pick([8 * hour, day, 2 * day]));
  const step = claimed("restored");
  const history = watch(
    {
      cadence,
      graceMs: pick([null, null, 3 * minute, 2 * hour]),
      earlyMs: pick([null, null, 0, 30 * second]),
      finishWithinMs: pick([null, 20 * minute]),
      exitCodes: { ok: [0], warn: [3], skip: [75] },
      minDurationMs: pick([null, null, 5 * second]),
      failureThreshold: pick([1, 1, 2, 3]),
      warnLimit: pick([null, 2]),
      evidence: chance(0.3) ? [step] : [],
      whenOff: pick(["tell", "excuse"]),
      resolve: "auto",
      job:
        cadence.kind === "every" && chance(0.3)
          ? ({ jitterMs: null } as unknown as NonNullable<
              ReturnType<typeof watch>["monitor"]["job"]
            >)
          : null,
    },
    { knownSince: from, cadenceSince: from },
  );
  const watched = chance(0.5)
    ? history
    : { ...history, steps: history.steps.map((each) => ({ ...each, withinMs: 10 * minute })) };
  const news: News[] = [];
  const typical = { cron: 30 * minute, every: 0, none: 2 * hour }[cadence.kind];
  const gap = cadence.kind === "every" ? cadence.everyMs : typical;
  const ears = chance(0.3);
  let at = from + Math.floor(random() * gap);
  for (let count = 0; at < until && count < 120; count += 1) {
    const run = `run-${count}`;
    const roll = random();
    if (roll < 0.1) news.push({ kind: "skipped", run, at, slot: null });
    else if (roll < 0.25) news.push({ kind: "beat", at, ears });
    else news.push(...randomRun(run, at, watched.steps.length > 0));
    at += Math.floor(gap * pick([1, 1, 1, 0.5, 1.1, 1.4, 3, 8]) + (random() - 0.5) * minute);
    if (at <= from) at = from + 1;
  }
  function randomRun(run: string, startedAt: number, proves: boolean): News[] {
    const length = Math.floor(pick([second, 8 * second, 2 * minute, 45 * minute]) * random()) + 1;
    const endedAt = startedAt + (dense ? Math.ceil(length / 60) : length);
    const started: News = { kind: "started", run, at: startedAt, slot: null, ears };
    const roll = random();
    if (roll < 0.06) return [started];
    if (roll < 0.14) return [started, { kind: "lost", run, startedAt, at: endedAt }];
    const ended = end(run, startedAt, endedAt, exited(pick([0, 0, 0, 1, 3, 75])));
    const proof = (proofAt: number): News => ({
      kind: "proof",
      run,
      step: step.name,
      source: "claimed",
      at: proofAt,
      good: random() < 0.9,
    });
    const proofs = proves && chance(0.8) ? [proof(endedAt + pick([-1, 0, minute]))] : [];
    return [started, ended, ...proofs];
  }
  const outages: Outage[] = [];
  if (chance(0.4)) {
    const begins = from + Math.floor(random() * (until - from));
    const length = Math.floor(random() * 4 * gap) + second;
    outages.push({ kind: pick(["host", "luota"]), from: begins, until: begins + length });
  }
  const pauses: Span[] = [];
  if (chance(0.3)) {
    const begins = from + Math.floor(random() * (until - from));
    pauses.push({ from: begins, until: begins + Math.floor(random() * 4 * gap) + second });
  }
  const arrivals = new Map<string, number>();
  const arriving = options.late ? news.map(arriveLate) : news;
  /** The end of a run is never known before its start. */
  function arriveLate(each: News): News {
    const run = "run" in each ? each.run : "";
    const late = chance(0.2) ? Math.floor(random() * 3 * gap) : 0;
    const before = each.kind === "proof" ? 0 : (arrivals.get(run) ?? 0);
    const arrivesAt = Math.max(each.at + late, before);
    if (each.kind === "started") arrivals.set(run, arrivesAt);
    return { ...each, arrivesAt };
  }
  return { watched, news: sortByArrival(arriving), outages, pauses, until };
}

function sortByArrival(news: readonly News[]): News[] {
  return news.toSorted((one, other) => (one.arrivesAt ?? one.at) - (other.arrivesAt ?? other.at));
}

/** Instants at which somebody looks: never while nobody watched, and once at the end. */
export function randomLooks(
  seed: number,
  history: History & { readonly until: number },
  count: number,
): number[] {
  const random = randomFrom(seed);
  const { knownSince } = history.watched;
  const looks = Array.from({ length: count }, () =>
    Math.floor(knownSince + random() * (history.until - knownSince)),
  );
  const deaf = (at: number) => history.outages.some((each) => each.from <= at && at < each.until);
  const last = lookAtLast(history);
  return [...new Set([...looks.filter((at) => !deaf(at)), last])].sort((a, b) => a - b);
}

/** After everything has arrived and every outage has passed. */
export function lookAtLast(history: History & { readonly until: number }): number {
  const instants = [
    history.until,
    ...history.news.map((each) => each.arrivesAt ?? each.at),
    ...history.outages.map((each) => each.until),
  ];
  return instants.reduce((latest, each) => Math.max(latest, each)) + 1;
}

/** The slots of a fixed cadence that were settled by an instant: those whose grace has passed. */
export function slotsDueBy(history: History, until: number): number[] {
  const { schedule, monitor, cadenceSince } = history.watched;
  if (schedule.kind !== "fixed") return [];
  const slots: number[] = [];
  for (
    let slot = schedule.next(cadenceSince);
    slot !== null && slot + graceOf(monitor, schedule.gapAt(slot)) < until;
    slot = schedule.next(slot)
  )
    slots.push(slot);
  return slots;
}
