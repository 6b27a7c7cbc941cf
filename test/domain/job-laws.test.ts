import { describe, expect, test } from "vitest";
import type { Incident } from "../../src/domain/incident.ts";
import { randomJobLife, type JobLife } from "./job-life.ts";
import { lookAtLast, randomLooks, slotsDueBy } from "./judge-random.ts";
import { day, minute, play, type Told } from "./judge-story.ts";

const lives = 400;

function forEachLife(
  finishWithinMs: number | null,
  law: (life: JobLife, told: Told, seed: number) => void,
): void {
  for (let seed = 1; seed <= lives; seed += 1) {
    const life = randomJobLife(seed, finishWithinMs);
    const looks = [...randomLooks(seed, life, 12), lookAtLast(life) + day];
    try {
      law(life, play(life, looks), seed);
    } catch (error) {
      throw new Error(`broken in life ${seed}`, { cause: error });
    }
  }
}

const rowsOf = (told: Told) => [...told.rows.values()].sort((one, other) => one.slot - other.slot);

/** What of an incident must not depend on when somebody looked. */
const storyOf = (incident: Incident) => ({ ...incident, noticedAt: 0, remindAt: 0, revision: 0 });

describe("laws of the judge over lives of jobs that luota starts", () => {
  test.each([null, 10 * minute])("one big look tells the same story as many (%s)", (within) => {
    forEachLife(within, (life, often) => {
      const once = play(life, [lookAtLast(life) + day]);
      expect(rowsOf(often)).toEqual(rowsOf(once));
      expect(often.state).toEqual(once.state);
      expect(often.incidents.map(storyOf)).toEqual(once.incidents.map(storyOf));
    });
  });

  test("a slot whose run was skipped is never missed, and every slot is settled once", () => {
    forEachLife(null, (life, told) => {
      const due = slotsDueBy(life, lookAtLast(life)).filter((slot) => slot < life.until);
      const settled = told.judgements.flatMap((each) => each.slots.map((row) => row.slot));
      expect(new Set(settled).size).toBe(settled.length);
      expect(due.filter((slot) => !told.rows.has(slot))).toEqual([]);
      const ended = (outcome: string) =>
        rowsOf(told).flatMap((row) => (row.outcome === outcome ? [row.slot] : []));
      const within = (slots: readonly number[]) =>
        slots.filter((slot) => slot <= (due.at(-1) ?? 0));
      expect(within(ended("skipped"))).toEqual(within(life.skipped));
      expect(within(ended("missed"))).toEqual(within(life.unmet));
    });
  });

  test("a failure is told once for each slot, and only where no try of it succeeded", () => {
    forEachLife(null, (life, told) => {
      const failing = told.turns.filter((turn) => "cause" in turn && turn.cause === "failing");
      const breaks = failing.filter((turn) => turn.kind === "began" || turn.kind === "again");
      expect(breaks.map((turn) => turn.detail.slot)).toEqual(life.failed);
    });
  });
});
