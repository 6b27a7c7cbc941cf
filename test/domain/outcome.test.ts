import { expect, test } from "vitest";
import { outcomeOf, outcomeOfEnding } from "../../src/domain/outcome.ts";
import type { Ending, Outcome, RunEnd } from "../../src/domain/run.ts";

test.each<[string, Ending, Outcome]>([
  ["exit 0 succeeded", { kind: "exited", exitCode: 0 }, "succeeded"],
  ["exit 1 failed", { kind: "exited", exitCode: 1 }, "failed"],
  ["exit 255 failed", { kind: "exited", exitCode: 255 }, "failed"],
  ["a signal killed", { kind: "signaled", signal: "SIGKILL" }, "killed"],
  [
    "a timeout that ended with exit 0 timed out",
    { kind: "timed-out", signal: null, exitCode: 0 },
    "timed_out",
  ],
  [
    "a timeout that took a signal timed out",
    { kind: "timed-out", signal: "SIGTERM", exitCode: null },
    "timed_out",
  ],
  [
    "no such program is unstartable",
    { kind: "unstartable", exitCode: 127, reason: "ENOENT" },
    "unstartable",
  ],
  ["an overlap is skipped", { kind: "skipped", reason: "overlap" }, "skipped"],
  ["a reported success succeeded", { kind: "reported", success: true }, "succeeded"],
  ["a reported failure failed", { kind: "reported", success: false }, "failed"],
])("%s", (_, ending, outcome) => {
  expect(outcomeOfEnding(ending)).toBe(outcome);
});

const end: RunEnd = {
  id: "r",
  endedAt: 2,
  durationMs: 1,
  ending: { kind: "exited", exitCode: 0 },
  cpuMs: null,
  peakMemory: null,
  summary: null,
  error: null,
  output: null,
};
const lost = { at: 3, jobAlive: null };

test.each([
  ["without an end it is running", { end: null, lost: null }, "running"],
  ["with its recorder dead it is lost", { end: null, lost }, "lost"],
  ["a true end supersedes lost", { end, lost }, "succeeded"],
  ["with an end it is what the end says", { end, lost: null }, "succeeded"],
] as const)("%s", (_, run, outcome) => {
  expect(outcomeOf(run)).toBe(outcome);
});
