import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { CauseKind, GoodSign } from "./cause.ts";
import type { EndOutcome } from "./run.ts";
import type { SlotRef } from "./slot-row.ts";

/**
 * What the judge remembers of one monitor between two looks: plain JSON of bounded size, stored
 * as it is, with `dueAt` of it in an indexed column.
 */
export interface MonitorState {
  /** All before this instant is judged. */
  readonly clock: EpochMilliseconds;
  /** The key of the schedule whose slots are walked. */
  readonly cadence: string;
  /** The earliest slot that is not settled. */
  readonly next: SlotRef | null;
  /** The latest slot that is settled, or the instant after which slots count. */
  readonly cursor: EpochMilliseconds;
  /** Slots after `next` that runs met which were started for them. */
  readonly ahead: readonly EpochMilliseconds[];
  /** The latest missed slot while no start has answered it. */
  readonly unanswered: EpochMilliseconds | null;
  /** How many slots in a row could not be heard. */
  readonly unknownInRow: number;
  readonly lastStart: EpochMilliseconds | null;
  /** The latest signal came over the network. */
  readonly ears: boolean;
  readonly running: readonly RunningRun[];
  /** Slots whose run failed and that luota tries again. */
  readonly retried: readonly RetriedSlot[];
  /** Runs that ended well and still owe evidence. */
  readonly proving: readonly ProvingRun[];
  /** The latest run that was called unproven: its evidence may yet arrive. */
  readonly unproven: ProvingRun | null;
  /** The latest run that proved what it owed: a step may yet turn out to have failed. */
  readonly proven: ProvingRun | null;
  /** The latest runs that were called lost: their true ending may yet turn up. */
  readonly lost: readonly string[];
  /** Evidence for runs of which nothing else was heard so far. */
  readonly stray: readonly StrayProof[];
  readonly badInRow: number;
  readonly warnedInRow: number;
  readonly lastGood: GoodSign | null;
  readonly lastBad: { readonly run: string; readonly at: EpochMilliseconds } | null;
  readonly causes: readonly OpenCause[];
  readonly reading: LastReading | null;
}

export interface RunningRun {
  readonly run: string;
  readonly startedAt: EpochMilliseconds;
  readonly ears: boolean;
  /** The slot for which luota started it, where it did. */
  readonly slot: EpochMilliseconds | null;
  /** The slot that its start met, still to be given back if the run turns out to have done nothing. */
  readonly met: SlotRef | null;
  /** What was heard of its steps so far, the latest of each. */
  readonly proofs: readonly StepProof[];
  /** What came of its limit: not reached, told, or passed while nobody listened. */
  readonly limit: "open" | "told" | "deaf";
}

export interface RetriedSlot {
  readonly slot: EpochMilliseconds;
  /** The latest try that failed, and how it ended. */
  readonly run: string;
  readonly outcome: EndOutcome;
  /** When the first try began. */
  readonly firstAt: EpochMilliseconds;
  /** So many have failed. */
  readonly tries: number;
  /** After this the failure is told though a try may yet come; null for no such instant. */
  readonly giveUpAt: EpochMilliseconds | null;
  /** `kept`: not counted while a try is to come. `healed`: all was well since. */
  readonly failure: "kept" | "told" | "healed";
}

export interface ProvingRun {
  readonly run: string;
  readonly endedAt: EpochMilliseconds;
  readonly durationMs: Milliseconds;
  readonly outcome: EndOutcome;
  /** The steps that it had to prove when it ended. */
  readonly owes: readonly string[];
  readonly proofs: readonly StepProof[];
  /** Missing evidence is waited for until then. */
  readonly dueAt: EpochMilliseconds;
}

/** What was last said of one step. */
export interface StepProof {
  readonly step: string;
  readonly good: boolean;
  readonly at: EpochMilliseconds;
}

export interface StrayProof extends StepProof {
  readonly run: string;
}

export interface OpenCause {
  readonly kind: CauseKind;
  readonly since: EpochMilliseconds;
  /** Breaks so far. */
  readonly count: number;
  readonly run: string | null;
  readonly slot: EpochMilliseconds | null;
}

export interface LastReading {
  readonly at: EpochMilliseconds;
  readonly state: "good" | "bad" | "unknown";
  /** Since when readings are unknown without a break. */
  readonly unknownSince: EpochMilliseconds | null;
}

/** Reads a state as it was kept, also by a luota that knew less of it. */
export function readKeptState(text: string): MonitorState {
  const kept = JSON.parse(text) as MonitorState;
  const whole = { ...{ retried: [], proven: null }, ...kept };
  const running = whole.running.map((run) => ({ ...{ proofs: [] }, ...run }));
  const proving = whole.proving.map((run) => ({ ...{ owes: [], proofs: [] }, ...run }));
  const unproven = whole.unproven && { ...{ owes: [], proofs: [] }, ...whole.unproven };
  return { ...whole, running, proving, unproven };
}
