import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Heard } from "./heard.ts";
import { breakPromise, endCause, isPausedAt, openCauseOf, type Work } from "./judge-work.ts";
import { unreadableAfter } from "./limits.ts";

/** One look at what must be fresh. News from before the latest reading changes nothing. */
export function hearReading(work: Work, heard: Heard & { readonly kind: "reading" }): void {
  const { at, state: read } = heard;
  // What was still read when nobody asked for it any more.
  if (work.facts.watched.monitor.freshness === null) return;
  const last = work.state.reading;
  if (last !== null && last.at > at) return;
  const unknownSince = read === "unknown" ? (last?.unknownSince ?? at) : null;
  work.state.reading = { at, state: read, unknownSince };
  if (read !== "unknown") endCause(work, "unreadable", at, { kind: "reading" });
  switch (read) {
    case "good":
      endCause(work, "stale", at, { kind: "reading" });
      work.state.lastGood = { run: null, at };
      work.turns.push({ kind: "proof", at, run: null });
      return;
    case "bad":
      // The same staleness seen again is no second break.
      if (openCauseOf(work, "stale") === null && !isPausedAt(work, at))
        breakPromise(work, "stale", brokenSince(work, heard), {});
      return;
    case "unknown":
      return;
    default:
      unreachable(read);
  }
}

/** Nothing is to be fresh any more: what was read before can't be made good. */
export function forgetReadings(work: Work): void {
  const { state } = work;
  if (work.facts.watched.monitor.freshness !== null || state.reading === null) return;
  const at = Math.max(state.clock, state.reading.at);
  const isBroken = state.causes.some(({ kind }) => kind === "stale" || kind === "unreadable");
  for (const cause of ["stale", "unreadable"] as const)
    endCause(work, cause, at, { kind: "rule-gone" });
  if (isBroken) work.turns.push({ kind: "moot", at });
  state.reading = null;
}

/** When it went stale, where the reading tells; never before what is already judged healthy. */
function brokenSince(work: Work, heard: Heard & { readonly kind: "reading" }): EpochMilliseconds {
  const since = heard.since ?? heard.at;
  const earliest = Math.max(work.facts.watched.knownSince, work.state.lastGood?.at ?? since);
  return Math.min(heard.at, Math.max(since, earliest));
}

/** When unknown readings become an incident of their own. */
export function unreadableAt(work: Pick<Work, "facts" | "state">): EpochMilliseconds | null {
  const { freshness } = work.facts.watched.monitor;
  const unknownSince = work.state.reading?.unknownSince ?? null;
  if (freshness === null || unknownSince === null) return null;
  if (work.state.causes.some((cause) => cause.kind === "unreadable")) return null;
  const due = unknownSince + unreadableAfter(freshness.lookEveryMs);
  const pause = work.facts.pauses.find((each) => each.from <= due && due < each.until);
  return pause === undefined ? due : pause.until;
}
