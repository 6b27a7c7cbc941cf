import type { Milliseconds } from "../base/duration.ts";
import type { Json } from "../base/json.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Evidence } from "./evidence.ts";
import type { ProofStanding } from "./evidence-standing.ts";

/**
 * Who recorded a run, precisely enough to tell later whether that process still lives:
 * a pid means nothing without its start time, its boot, its machine and its pid namespace.
 */
export interface RecorderIdentity {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: clock ticks after boot. */
  readonly startTicks: number;
  readonly bootId: string;
  readonly machineId: string;
  /** The number in /proc/PID/ns/pid. */
  readonly pidNamespace: string;
}

/** What later explains a change of the script that ran; each field null where the system did not tell. */
export interface ScriptFacts {
  readonly path: string;
  readonly owner: string | null;
  readonly modifiedAt: EpochMilliseconds | null;
  readonly size: number | null;
  /** SHA-256 in hex; null for binaries and for files over 1 MiB. */
  readonly digest: string | null;
}

/** All that is known when a run starts. Texts are redacted before they come here. */
export interface RunStart {
  readonly id: string;
  readonly monitor: string;
  readonly startedAt: EpochMilliseconds;
  /** `wrapped`: luota ran it. `reported`: the job told of itself (`luota start`, the SDK, a ping). */
  readonly origin: "wrapped" | "reported";
  readonly slot: EpochMilliseconds | null;
  readonly command: readonly string[] | null;
  readonly cwd: string | null;
  readonly user: string | null;
  readonly host: string;
  /** The job's own process id. */
  readonly pid: number | null;
  readonly sha: string | null;
  readonly externalId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly payload: Json;
  readonly parentRun: string | null;
  /** The outermost run of a nest; its own id where there is no parent. */
  readonly rootRun: string;
  readonly script: ScriptFacts | null;
  /** Bytes free for this user on the file system of cwd. */
  readonly freeDisk: number | null;
  readonly bootId: string | null;
  /** Null where nobody's death can end the run: `luota start` is over long before it. */
  readonly recorder: RecorderIdentity | null;
}

/** How a run ended, as the system said it. */
export type Ending =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "signaled"; readonly signal: string }
  | { readonly kind: "timed-out"; readonly signal: string | null; readonly exitCode: number | null }
  | { readonly kind: "unstartable"; readonly exitCode: 126 | 127; readonly reason: string }
  | { readonly kind: "skipped"; readonly reason: "overlap" }
  | { readonly kind: "reported"; readonly success: boolean };

/** One captured stream: exact counts, and as much text as is kept. */
export interface StreamOutput {
  readonly bytes: number;
  readonly head: string;
  readonly tail: string;
  readonly truncated: boolean;
}

/** Why a stream's content is absent. */
export type NoContent = "terminal" | "binary" | "file" | "not-captured";

export type CapturedStream =
  | ({ readonly kind: "text" } & StreamOutput)
  /** `bytes` is null where luota never saw them (a terminal). */
  | { readonly kind: "counted"; readonly bytes: number | null; readonly reason: NoContent };

/** `merged`: both streams went to one place, so one pipe kept their order; all of it is in `stdout`. */
export interface RunOutput {
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
  readonly merged: boolean;
}

export interface RunEnd {
  readonly id: string;
  readonly endedAt: EpochMilliseconds;
  /** From the monotonic clock. */
  readonly durationMs: Milliseconds;
  readonly ending: Ending;
  /** CPU of the job and its waited-for children, in steps of 10 ms; null where the system did not tell. */
  readonly cpuMs: { readonly user: Milliseconds; readonly system: Milliseconds } | null;
  /** Peak resident bytes of the job's own process; null where no sample was taken. */
  readonly peakMemory: number | null;
  readonly summary: string | null;
  readonly error: string | null;
  readonly output: RunOutput | null;
}

/** A run as read back. `lostAt` says that its recorder died; a true `end` supersedes it. */
export interface Run {
  readonly start: RunStart;
  readonly end: RunEnd | null;
  readonly lost: LostNote | null;
  /** Who first reported it: the uid of the writing process, or of the owner of the spool file. */
  readonly reporterUid: number | null;
  /**
   * What its end came to by the rules of its monitor at that time, where they read its exit code
   * otherwise than most tools mean it.
   */
  readonly endOutcome?: EndOutcome;
  /** How it stands with what it has to prove; absent where it ended badly or owes nothing. */
  readonly proof?: ProofStanding;
  /** In the order of its arrival; absent where there is none, or where it was not read, as with outputs. */
  readonly evidence?: readonly Evidence[];
}

export interface LostNote {
  readonly at: EpochMilliseconds;
  /** Whether the job's own process was still there when its recorder was found dead; null where that can't be told. */
  readonly jobAlive: boolean | null;
}

export const outcomes = [
  "running",
  "proving",
  "succeeded",
  "warned",
  "failed",
  "killed",
  "timed_out",
  "unproven",
  "lost",
  "unstartable",
  "skipped",
] as const;

/** What a run came to, in the words that people read. */
export type Outcome = (typeof outcomes)[number];

/** How a run can end by its own account, before evidence is asked for. */
export type EndOutcome = Exclude<Outcome, "running" | "proving" | "unproven" | "lost">;
