import type { EpochMilliseconds } from "../base/time.ts";
import type { BreakDetail, CauseKind, EndedBy } from "./cause.ts";
import {
  breakPromise,
  endCause,
  isPausedAt,
  noDetail,
  openCauseOf,
  type Work,
} from "./judge-work.ts";

/** The kinds of cause that a healthy run ends. */
export const runCauses = ["failing", "unproven", "too-fast", "drift", "lost"] as const;

export type RunCause = (typeof runCauses)[number];

/** A run that ended badly. So many in a row as the monitor allows break the promise. */
export function countBad(
  work: Work,
  cause: RunCause,
  run: string,
  at: EpochMilliseconds,
  detail: Partial<BreakDetail>,
): void {
  if (!isPausedAt(work, at)) countFailure(work, cause, run, at, detail);
}

/** One that counts also where a pause has begun since. */
export function countFailure(
  work: Work,
  cause: RunCause,
  run: string,
  at: EpochMilliseconds,
  detail: Partial<BreakDetail>,
): void {
  const { lastGood, lastBad } = work.state;
  const { monitor, knownSince } = work.facts.watched;
  const { failureThreshold } = monitor;
  if (at < knownSince) return;
  if (isNews(work, lastGood, at)) {
    if (failureThreshold === 1) tellPastBreak(work, cause, run, at, detail);
    return;
  }
  work.state.badInRow += 1;
  work.state.warnedInRow = 0;
  if (!isNews(work, lastBad, at)) work.state.lastBad = { run, at };
  if (work.state.badInRow >= failureThreshold)
    breakPromise(work, cause, at, { run, inRow: work.state.badInRow, ...detail });
}

/** News of a bad run that a healthy one has followed since: broken and healed, both in the past. */
function tellPastBreak(
  work: Work,
  cause: CauseKind,
  run: string,
  at: EpochMilliseconds,
  detail: Partial<BreakDetail>,
): void {
  const { lastGood } = work.state;
  if (lastGood === null || openCauseOf(work, cause) !== null) return;
  const by: EndedBy = lastGood.run === null ? { kind: "beat" } : { kind: "run", run: lastGood.run };
  const gap = work.state.next?.gap ?? null;
  work.turns.push({ kind: "began", cause, at, gap, detail: { ...noDetail, run, ...detail } });
  work.turns.push({ kind: "ended", cause, at: lastGood.at, by });
  work.turns.push({ kind: "proof", at: lastGood.at, run: lastGood.run });
}

/** A run that ended well and owes nothing, or a beat (`run` is null). */
export function countGood(
  work: Work,
  run: string | null,
  at: EpochMilliseconds,
  ended: { readonly warned: boolean; readonly by?: EndedBy },
): void {
  const { lastGood, lastBad } = work.state;
  if (!isNews(work, lastGood, at)) work.state.lastGood = { run, at };
  // News of a good run from before the latest bad one heals nothing.
  if (isNews(work, lastBad, at)) return;
  const by = ended.by ?? (run === null ? { kind: "beat" } : { kind: "run", run });
  work.state.badInRow = 0;
  work.state.retried = work.state.retried.map((each) =>
    each.failure === "kept" ? { ...each, failure: "healed", giveUpAt: null } : each,
  );
  if (ended.warned) countWarned(work, run, at);
  for (const cause of runCauses) endCause(work, cause, at, by);
  if (!ended.warned) {
    work.state.warnedInRow = 0;
    endCause(work, "warned", at, by);
  }
  work.turns.push({ kind: "proof", at, run });
}

/**
 * Whether something heard now lies before what was heard already. An instant beyond the last look
 * came from a wrong clock, and is no measure.
 */
function isNews(
  work: Work,
  known: { readonly at: EpochMilliseconds } | null,
  at: EpochMilliseconds,
) {
  return known !== null && known.at > at && known.at <= work.state.clock;
}

/** So many warned runs in a row as the monitor allows break the promise. */
function countWarned(work: Work, run: string | null, at: EpochMilliseconds): void {
  const { monitor, knownSince } = work.facts.watched;
  const { warnLimit } = monitor;
  if (at < knownSince) return;
  work.state.warnedInRow += 1;
  const inRow = work.state.warnedInRow;
  if (warnLimit !== null && inRow >= warnLimit && !isPausedAt(work, at))
    breakPromise(work, "warned", at, { run, outcome: "warned", inRow });
}

/** Takes a bad run back: it was called lost or unproven, and the truth turned up. */
export function takeBackBad(work: Work, run: string): void {
  work.state.badInRow = Math.max(0, work.state.badInRow - 1);
  if (work.state.lastBad?.run === run) work.state.lastBad = null;
}
