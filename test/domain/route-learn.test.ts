import { describe, expect, it } from "vitest";
import type { AttemptOutcome } from "../../src/domain/attempt.ts";
import { learnFromAttempt, learnFromNews } from "../../src/domain/route-learn.ts";
import { newRouteRecord } from "../../src/domain/route-record.ts";

const second = 1_000;
const minute = 60 * second;
const receipt = { text: "ok", status: 200, reference: null };
const taken: AttemptOutcome = { kind: "delivered", receipt };
const broken: AttemptOutcome = { kind: "refused", broken: true, reason: "410", receipt: null };
const denied: AttemptOutcome = { kind: "refused", broken: false, reason: "big", receipt: null };
const silent: AttemptOutcome = { kind: "unknown", reason: "hung" };
const later = (retryAfterMs: number | null = null): AttemptOutcome => ({
  ...{ kind: "try-later", reason: "503", receipt: null, retryAfterMs },
});

/** After these outcomes, one each `step`, the last at `at`. */
function after(outcomes: readonly AttemptOutcome[], step = 1_000) {
  const record = outcomes.reduce(
    (known, outcome, index) => learnFromAttempt(known, outcome, index * step),
    newRouteRecord("chat", "d"),
  );
  return { record, at: (outcomes.length - 1) * step };
}

describe("a route", () => {
  it.each<[string, readonly AttemptOutcome[], number, number | null, number | null]>([
    // For how long it is closed after the last of them, and since when it is broken.
    ["that takes what it gets is open", [taken], second, null, null],
    ["stays open after a few failures", [later(), silent, later(), later()], second, null, null],
    ["pauses after many", Array(5).fill(later()), second, 15 * second, null],
    ["pauses longer after more", Array(7).fill(silent), second, minute, null],
    [
      "never pauses for longer than ten minutes",
      Array(50).fill(later()),
      second,
      10 * minute,
      null,
    ],
    ["that only failed for minutes is broken", Array(6).fill(later()), minute, 30 * second, 0],
    ["that says when is left alone until then", [later(90 * second)], second, 90 * second, null],
    ["that says never is asked again after a day", [later(1e12)], second, 1_440 * minute, null],
    ["that takes nothing is broken at once", [broken], second, minute, 0],
    ["is tried again now and then", Array(9).fill(broken), second, 10 * minute, 0],
    ["that refuses one message takes others", [denied], second, null, null],
    ["that takes something again is mended", [broken, broken, taken], second, null, null],
  ])("%s", (_, outcomes, step, closedFor, brokenSince) => {
    const { record, at } = after(outcomes, step);
    expect(record.closedUntil).toBe(closedFor === null ? null : at + closedFor);
    expect(record.brokenSince).toBe(brokenSince);
  });

  it("counts its failures, and forgets them with what it takes", () => {
    const failed = after([later(), broken]).record;
    expect(failed).toMatchObject({ failuresInRow: 2, failingSince: 0, lastReason: "410" });
    expect(learnFromAttempt(failed, taken, 9)).toMatchObject({
      ...{ failuresInRow: 0, failingSince: null, lastReason: null },
      ...{ acceptedAt: 9, acceptedReceipt: receipt, reachedAt: 9 },
    });
  });

  it("keeps who proved it through failures", () => {
    const proved = learnFromNews(newRouteRecord("chat", "d"), { kind: "proved", by: "ann" }, 5);
    expect(learnFromAttempt(proved, broken, 6)).toMatchObject({ provedAt: 5, provedBy: "ann" });
  });

  it.each([
    [{ kind: "reached" }, { reachedAt: 5, failuresInRow: 0 }],
    [
      { kind: "unreached", reason: "dns" },
      { failuresInRow: 1, lastReason: "dns" },
    ],
    [
      { kind: "accepted", receipt },
      { acceptedAt: 5, brokenSince: null },
    ],
    [
      { kind: "refused", broken: true, reason: "404" },
      { brokenSince: 5, lastReason: "404" },
    ],
    [
      { kind: "refused", broken: false, reason: "big" },
      { brokenSince: null, failuresInRow: 1 },
    ],
  ] as const)("learns from news: %j", (news, learned) => {
    expect(learnFromNews(newRouteRecord("chat", "d"), news, 5)).toMatchObject(learned);
  });
});
