import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { formatDuration } from "../base/duration.ts";
import type { EvidenceBody } from "./evidence.ts";
import type { BorrowedProof } from "./evidence-step.ts";
import { utcSeconds } from "./words/when.ts";

/** A healthy run of another monitor, with the values that it recorded. */
export interface BorrowedRun {
  readonly run: string;
  readonly startedAt: EpochMilliseconds;
  readonly endedAt: EpochMilliseconds;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Borrowing {
  readonly step: string;
  readonly proof: BorrowedProof;
  /** When the run began that owes the proof. */
  readonly startedAt: EpochMilliseconds;
  /** When it ended. */
  readonly endedAt: EpochMilliseconds;
  /** The values that it recorded itself. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Newest first. */
  readonly candidates: readonly BorrowedRun[];
  /** Whether the monitor that owes the proof ever recorded this value under the key of `same`. */
  readonly isOurs: (value: string) => boolean;
}

/**
 * The newest healthy run of another monitor as proof of a step, or why none will do. With `maxAge` it
 * may be older than the run, and `same` binds it to any run of this monitor; without, it has to come
 * after the run began, and `same` binds it to this very run.
 */
export function borrowProof(asked: Borrowing): EvidenceBody {
  const { step, proof, candidates } = asked;
  const { monitor, same } = proof;
  const found = candidates.find((each) => fits(asked, each));
  const base = { kind: "evidence", step, source: "elsewhere", files: [], receipt: null } as const;
  if (found === undefined)
    return { ...base, state: "bad", values: {}, note: whyNone(asked, candidates[0] ?? null) };
  const bound = same === null ? {} : { [same]: found.values[same] as Json };
  const values = { monitor, run: found.run, ...bound };
  const note = `${monitor} was healthy at ${utcSeconds(found.endedAt)} UTC (run ${found.run})`;
  return { ...base, state: "good", values, note };
}

function fits(asked: Borrowing, candidate: BorrowedRun): boolean {
  return isInTime(asked, candidate) && isBound(asked, candidate);
}

function isInTime({ proof, startedAt, endedAt }: Borrowing, candidate: BorrowedRun): boolean {
  const { maxAgeMs } = proof;
  if (maxAgeMs === null) return candidate.startedAt >= startedAt;
  return candidate.endedAt >= endedAt - maxAgeMs;
}

function isBound({ proof, values, isOurs }: Borrowing, candidate: BorrowedRun): boolean {
  const { same, maxAgeMs } = proof;
  if (same === null) return true;
  const theirs = textOf(candidate.values[same]);
  if (theirs === null) return false;
  return theirs === textOf(values[same]) || (maxAgeMs !== null && isOurs(theirs));
}

function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function whyNone(asked: Borrowing, newest: BorrowedRun | null): string {
  const { monitor, same, maxAgeMs } = asked.proof;
  if (newest === null) return `${monitor} was never healthy`;
  const when = `${monitor} was last healthy at ${utcSeconds(newest.endedAt)} UTC`;
  if (!isInTime(asked, newest)) {
    return maxAgeMs === null
      ? `${when}, which is before this run`
      : `${when}, more than ${formatDuration(maxAgeMs)} before the run's end`;
  }
  const key = same ?? "";
  const theirs = textOf(newest.values[key]);
  return theirs === null
    ? `${when}, but recorded no ${key}`
    : `${when} with ${key} ${theirs}, which no run here recorded`;
}
