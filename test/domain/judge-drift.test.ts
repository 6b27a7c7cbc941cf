import { describe, expect, test } from "vitest";
import { verdictOf } from "../../src/domain/verdict.ts";
import { claimed } from "./claimed-step.ts";
import { hour, play, watch, type News } from "./judge-story.ts";
import { at, hear, incidentsOf } from "./judge-words.ts";

/** The run of this hour, of which the store says that a number is far from usual. */
function drifting(news: readonly News[], run: string): News[] {
  return news.map((each) =>
    each.kind === "ended" && each.run === run ? { ...each, drifted: true } : each,
  );
}

function told(lines: readonly string[], evidence: readonly string[] = []) {
  const watched = watch(
    { evidence: evidence.map((name) => claimed(name)) },
    { knownSince: at("00:00") },
  );
  const story = play(
    { watched, news: drifting(hear(lines), "02:00"), outages: [], pauses: [] },
    Array.from({ length: 12 }, (_, index) => at("00:00") + (index + 1) * hour),
  );
  const { verdict } = verdictOf(watched, story.state ?? (undefined as never), [], at("12:00"));
  return { incidents: incidentsOf(story), verdict };
}

describe("a run that drifted, where that is to be an incident", () => {
  test.each<[string, readonly string[], readonly string[], string, readonly string[]]>([
    [
      "breaks the promise",
      ["01:00 run 5m", "02:00 run 5m"],
      [],
      "unproven",
      ["drift since 02:05, opened"],
    ],
    [
      "until a healthy run",
      ["01:00 run 5m", "02:00 run 5m", "03:00 run 5m"],
      [],
      "healthy",
      ["drift since 02:05, resolved 03:05"],
    ],
    [
      "also with its steps proven",
      ["02:01 proof of 02:00", "02:00 run 5m"],
      ["restored"],
      "unproven",
      ["drift since 02:05, opened"],
    ],
    [
      "but is called unproven where it is",
      ["02:00 run 5m"],
      ["restored"],
      "unproven",
      ["unproven since 02:05, opened"],
    ],
  ])("%s", (_, lines, evidence, verdict, incidents) => {
    expect(told(lines, evidence)).toEqual({ verdict, incidents });
  });
});
