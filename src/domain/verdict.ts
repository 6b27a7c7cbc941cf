import type { EpochMilliseconds } from "../base/time.ts";
import type { CauseKind } from "./cause.ts";
import type { Span, Watched } from "./facts.ts";
import type { MonitorState, OpenCause } from "./monitor-state.ts";
import { deadlineOf } from "./slots-cursor.ts";
import { findOverlap } from "./span.ts";

/** What the judge says of a monitor at an instant. */
export type Verdict =
  | "healthy"
  | "late"
  | "missed"
  | "failing"
  | "unproven"
  | "stale"
  | "overrunning"
  | "lost"
  | "unknown"
  | "paused"
  | "new";

/** Why the verdict is what it is, the weightiest first. */
export type Reason =
  | { readonly kind: "paused"; readonly until: EpochMilliseconds }
  | { readonly kind: "cause"; readonly cause: OpenCause }
  /** Bad runs in a row, fewer than break the promise. */
  | { readonly kind: "bad-runs"; readonly inRow: number; readonly threshold: number }
  /** A run failed, and luota is to try its slot again. */
  | { readonly kind: "retrying"; readonly slot: EpochMilliseconds; readonly tries: number }
  | { readonly kind: "slots-unheard"; readonly inRow: number }
  /** The probe tells nothing, or did not look since `since`. */
  | { readonly kind: "no-reading"; readonly since: EpochMilliseconds }
  | {
      readonly kind: "slot-due";
      readonly slot: EpochMilliseconds;
      /** It is missed when no run has started by then. */
      readonly missedAt: EpochMilliseconds;
    }
  | { readonly kind: "nothing-heard" }
  | { readonly kind: "all-well"; readonly since: EpochMilliseconds | null };

/** Of several open causes, the first of these gives the verdict its word. */
const verdictOfCause: readonly (readonly [CauseKind, Verdict])[] = [
  ["failing", "failing"],
  ["unproven", "unproven"],
  ["too-fast", "unproven"],
  ["drift", "unproven"],
  ["lost", "lost"],
  ["missed", "missed"],
  ["stale", "stale"],
  ["overrunning", "overrunning"],
  ["warned", "failing"],
  ["route-broken", "failing"],
  ["unreadable", "unknown"],
];

/** Looks at freshness that failed to come are excused this many times. */
const looksToWait = 3;

export interface VerdictWithReasons {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

/** The verdict on a monitor as it was judged up to `now`. */
export function verdictOf(
  watched: Watched,
  state: MonitorState,
  pauses: readonly Span[],
  now: EpochMilliseconds,
): VerdictWithReasons {
  const reasons = reasonsOf(watched, state, now);
  const pause = findOverlap(pauses, now, now);
  if (pause !== null)
    return { verdict: "paused", reasons: [{ kind: "paused", until: pause.until }, ...reasons] };
  return { verdict: wordFor(reasons), reasons };
}

function reasonsOf(watched: Watched, state: MonitorState, now: EpochMilliseconds): Reason[] {
  const reasons: Reason[] = [];
  for (const [kind] of verdictOfCause) {
    const cause = state.causes.find((each) => each.kind === kind);
    if (cause !== undefined) reasons.push({ kind: "cause", cause });
  }
  const threshold = watched.monitor.failureThreshold;
  if (state.badInRow > 0 && state.badInRow < threshold)
    reasons.push({ kind: "bad-runs", inRow: state.badInRow, threshold });
  for (const { slot, tries, failure } of state.retried)
    if (failure === "kept") reasons.push({ kind: "retrying", slot, tries });
  if (state.unknownInRow > 0) reasons.push({ kind: "slots-unheard", inRow: state.unknownInRow });
  const unread = unreadSince(watched, state, now);
  if (unread !== null) reasons.push({ kind: "no-reading", since: unread });
  const { next } = state;
  if (next !== null && next.slot < now)
    reasons.push({ kind: "slot-due", slot: next.slot, missedAt: deadlineOf(watched, next) });
  if (reasons.length > 0) return reasons;
  const heard = state.lastStart !== null || state.lastGood !== null || state.reading !== null;
  return heard
    ? [{ kind: "all-well", since: state.lastGood?.at ?? null }]
    : [{ kind: "nothing-heard" }];
}

function unreadSince(
  watched: Watched,
  { reading }: MonitorState,
  now: EpochMilliseconds,
): EpochMilliseconds | null {
  const { freshness } = watched.monitor;
  if (freshness === null || reading === null) return null;
  if (reading.unknownSince !== null) return reading.unknownSince;
  return reading.at + looksToWait * freshness.lookEveryMs < now ? reading.at : null;
}

function wordFor(reasons: readonly Reason[]): Verdict {
  const [first] = reasons;
  switch (first?.kind) {
    case "cause":
      return verdictOfCause.find(([kind]) => kind === first.cause.kind)?.[1] ?? "failing";
    case "bad-runs":
    case "retrying":
      return "failing";
    case "slots-unheard":
    case "no-reading":
      return "unknown";
    case "slot-due":
      return "late";
    case "nothing-heard":
      return "new";
    case "all-well":
    case "paused":
    case undefined:
      return "healthy";
  }
}
