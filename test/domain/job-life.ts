import type { Cadence } from "../../src/domain/cadence-type.ts";
import { randomFrom } from "./judge-random.ts";
import { plainJob } from "./plain-job.ts";
import {
  day,
  end,
  exited,
  hour,
  minute,
  second,
  start,
  watch,
  type History,
  type News,
} from "./judge-story.ts";

/** The life of a job that luota starts slot by slot, and what became of each. */
export interface JobLife extends History {
  readonly until: number;
  /** Slots at which the last run still went. */
  readonly skipped: readonly number[];
  /** Slots of which the last try failed, or whose next try never came. */
  readonly failed: readonly number[];
  /** Slots that nobody started. */
  readonly unmet: readonly number[];
}

const cadences: readonly Cadence[] = [
  { kind: "cron", pattern: "*/10 * * * *", timezone: "Europe/Helsinki" },
  { kind: "cron", pattern: "0,5,45 * * * *", timezone: "UTC" },
  { kind: "every", everyMs: 15 * minute },
  { kind: "every", everyMs: hour },
];

/** Half of them with a grace over several slots; each slot is named by its runs, or by none. */
export function randomJobLife(seed: number, finishWithinMs: number | null): JobLife {
  const random = randomFrom(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const chance = (part: number) => random() < part;
  const from = Date.UTC(2026, 2, 28, 20) + Math.floor(random() * day);
  const until = from + 10 * hour;
  const named = chance(0.8);
  const attempts = named ? pick([0, 1, 2, 4]) : 0;
  const backoffMs = pick([second, minute, 20 * minute]);
  const graceMs = pick([null, 2 * minute, 2 * hour, 5 * hour]);
  const job = { ...plainJob, retry: { attempts, backoffMs } };
  const known = { knownSince: from, cadenceSince: from };
  const watched = watch({ cadence: pick(cadences), graceMs, finishWithinMs, job }, known);
  const { schedule } = watched;
  if (schedule.kind !== "fixed") throw new Error("the slots of a job are fixed");
  const news: News[] = [];
  const fates = { skipped: [] as number[], failed: [] as number[], unmet: [] as number[] };
  let busyUntil = from;
  const tell = (slot: number) => (named ? slot : null);
  let slot = schedule.next(from);
  while (slot !== null && slot < until) {
    const following = schedule.next(slot) ?? Infinity;
    if (slot < busyUntil) {
      fates.skipped.push(slot);
      news.push({ kind: "skipped", run: `skip-${slot}`, at: slot, slot: tell(slot) });
    } else if (named && chance(0.15)) fates.unmet.push(slot);
    else if (!runSlot(slot, following)) fates.failed.push(slot);
    slot = following;
  }

  /** False where it failed for good. */
  function runSlot(due: number, following: number): boolean {
    let at = due + Math.floor(random() * 2 * second);
    for (let tries = 1; ; tries += 1) {
      const run = `run-${due}-${tries}`;
      const endedAt = at + 1 + Math.floor(random() * pick([second, minute, 25 * minute]));
      const good = chance(0.5);
      news.push(start(run, at, tell(due)), end(run, at, endedAt, exited(good ? 0 : 1)));
      busyUntil = endedAt;
      if (good) return true;
      at = endedAt + backoffMs + Math.floor(random() * second);
      if (tries > attempts || at >= following || chance(0.1)) return false;
    }
  }

  const told = news.toSorted((one, other) => one.at - other.at);
  return { watched, news: told, outages: [], pauses: [], until, ...fates };
}
