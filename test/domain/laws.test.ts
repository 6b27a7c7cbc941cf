import { describe, expect, test } from "vitest";
import type { Incident } from "../../src/domain/incident.ts";
import { dueAt } from "../../src/domain/wake.ts";
import { end, look, play, start, type History, type Told } from "./judge-story.ts";
import { lookAtLast, randomHistory, randomLooks, slotsDueBy } from "./judge-random.ts";

/** Each law is tried on so many random lives, the same ones in every run. */
const lives = 1_000;

function forEachLife(
  options: { readonly late: boolean },
  law: (history: History & { until: number }, seed: number) => void,
): void {
  for (let seed = 1; seed <= lives; seed += 1) {
    const history = randomHistory(seed, options);
    try {
      law(history, seed);
    } catch (error) {
      throw new Error(`broken in life ${seed}`, { cause: error });
    }
  }
}

/** What of an incident must not depend on when somebody looked. */
function storyOf(incident: Incident) {
  const { kind, state, happenedAt, resolvedAt, occurrences, reopenings, flapping } = incident;
  const causes = incident.causes.map(({ kind: cause, since, until, count, detail }) => ({
    cause,
    since,
    until,
    count,
    detail,
  }));
  return { kind, state, happenedAt, resolvedAt, occurrences, reopenings, flapping, causes };
}

function rowsOf(told: Told) {
  return [...told.rows.values()].sort((one, other) => one.slot - other.slot);
}

const both = [{ late: false }, { late: true }];

describe("laws of the judge over random lives", () => {
  test("one big look tells the same story as many small ones", () => {
    forEachLife({ late: false }, (history, seed) => {
      const once = play(history, [lookAtLast(history)]);
      for (const count of [3, 60]) {
        const often = play(history, randomLooks(seed, history, count));
        expect(often.incidents.map(storyOf)).toEqual(once.incidents.map(storyOf));
        expect(rowsOf(often)).toEqual(rowsOf(once));
        expect(often.state).toEqual(once.state);
      }
    });
  });

  test.each(both)("looking twice changes nothing ($late)", (options) => {
    forEachLife(options, (history, seed) => {
      const looks = randomLooks(seed, history, 8);
      const told = play(history, looks);
      const state = structuredClone(told.state);
      const last = looks.at(-1) ?? 0;
      const again = look(history, told, last, last);
      expect(again.slots).toEqual([]);
      expect(again.turns).toEqual([]);
      expect(again.state).toEqual(state);
    });
  });

  test.each(both)("there are never two open incidents of one monitor ($late)", (options) => {
    forEachLife(options, (history, seed) => {
      const told = play(history, randomLooks(seed, history, 20));
      let open = 0;
      for (const change of told.changes) {
        if (["opened", "reopened", "flapping"].includes(change.kind)) open += 1;
        if (change.kind === "resolved") open -= 1;
        expect(open === 0 || open === 1).toBe(true);
        expect(change.incident.state === "resolved").toBe(open === 0);
      }
      const keys = told.incidents.map((incident) => incident.happenedAt);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test.each(both)("every fixed slot is accounted for exactly once ($late)", (options) => {
    forEachLife(options, (history, seed) => {
      const looks = randomLooks(seed, history, 20);
      const told = play(history, looks);
      const due = slotsDueBy(history, looks.at(-1) ?? 0);
      const settled = rowsOf(told).map((row) => row.slot);
      if (history.watched.schedule.kind === "fixed") {
        expect(settled.slice(0, due.length)).toEqual(due);
        // A slot may be met before its grace is over.
        const next = told.state?.next?.slot ?? Infinity;
        expect(settled.slice(due.length).every((slot) => slot < next || isSkipped(slot))).toBe(
          true,
        );
      }
      function isSkipped(slot: number) {
        return told.rows.get(slot)?.outcome === "skipped";
      }
      const runs = rowsOf(told).flatMap((row) => (row.run === null ? [] : [row.run]));
      expect(new Set(runs).size).toBe(runs.length);
    });
  });

  test.each(both)("nothing is judged before the monitor was known ($late)", (options) => {
    forEachLife(options, (history, seed) => {
      const told = play(history, randomLooks(seed, history, 5));
      const { knownSince } = history.watched;
      for (const row of told.rows.values()) expect(row.slot).toBeGreaterThan(knownSince);
      for (const incident of told.incidents)
        expect(incident.happenedAt).toBeGreaterThanOrEqual(knownSince);
    });
  });

  test.each(both)("a healthy run resolves, three of them even what flaps ($late)", (options) => {
    forEachLife(options, (history, seed) => {
      const told = play(history, randomLooks(seed, history, 10));
      const steps = history.watched.steps.map((step) => step.name);
      let before = lookAtLast(history);
      // Runs that nobody ended go on; what is over its limit has to end too.
      const goingOn = told.state?.running ?? [];
      const closing = goingOn.map((each) => ({
        ...end(each.run, each.startedAt, before + 1),
        durationMs: 3_600_000,
      }));
      for (let count = 0; count < 3; count += 1) {
        const at = before + 2;
        const run = `healthy-${count}`;
        const news = [
          ...(count === 0 ? closing : []),
          start(run, at),
          ...steps.map((step) => ({
            kind: "proof" as const,
            run,
            step,
            source: "claimed" as const,
            at,
            good: true,
          })),
          { ...end(run, at, at + 1), durationMs: 6_000 },
        ];
        look({ ...history, news, pauses: [] }, told, before, at + 1);
        before = at + 1;
        if (told.incidents.at(-1)?.flapping !== true) break;
      }
      expect(told.incidents.at(-1)?.state ?? "resolved").toBe("resolved");
      expect(told.state?.causes).toEqual([]);
    });
  });

  test("a life moved by whole weeks has its verdicts moved by the same", () => {
    // In UTC: elsewhere the clocks change, and so do the slots.
    const week = 7 * 86_400_000;
    forEachLife({ late: true }, (history, seed) => {
      if (history.watched.schedule.key.startsWith("cron") && !isUtc(history)) return;
      const looks = randomLooks(seed, history, 10);
      const told = play(history, looks);
      const moved = play(
        move(history, week),
        looks.map((at) => at + week),
      );
      expect(moved.incidents.map(storyOf)).toEqual(
        told.incidents.map((each) => shift(storyOf(each), week)),
      );
      expect(rowsOf(moved)).toEqual(rowsOf(told).map((row) => shift(row, week)));
    });
  });

  test.each(both)("before `dueAt` a look finds nothing to decide ($late)", (options) => {
    forEachLife(options, (history, seed) => {
      const told = play(history, randomLooks(seed, history, 6));
      const last = lookAtLast(history);
      const { state } = told;
      if (state === null) return;
      const due = dueAt(history.watched, state, history.pauses);
      const before = due === null ? last + 30 * 86_400_000 : due - 1;
      const idle = look(history, told, last, Math.max(last, before));
      expect(idle.turns).toEqual([]);
      expect(idle.slots).toEqual([]);
      if (due === null) return;
      const decided = look(history, told, before, due);
      expect(decided.state).not.toEqual({ ...state, clock: due });
    });
  });
});

function isUtc({ watched }: History): boolean {
  const { cadence } = watched.monitor;
  return cadence.kind === "cron" && cadence.timezone === "UTC";
}

function move(history: History, by: number): History {
  const { watched, news, outages, pauses } = history;
  return {
    watched: {
      ...watched,
      knownSince: watched.knownSince + by,
      cadenceSince: watched.cadenceSince + by,
    },
    news: news.map((each) => shift(each, by)),
    outages: outages.map((each) => shift(each, by)),
    pauses: pauses.map((each) => shift(each, by)),
  };
}

/** A copy in which every instant (a number too large to be anything else) is moved. */
function shift<Value>(value: Value, by: number): Value {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === "number" && each > 1e12 ? each + by : each,
  ) as Value;
}
