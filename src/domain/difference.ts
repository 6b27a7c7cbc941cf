import type { EpochMilliseconds } from "../base/time.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

export type DifferenceKind =
  | "script"
  | "deploy"
  | "command"
  | "cwd"
  | "user"
  | "host"
  | "origin"
  | "config"
  | "boot"
  | "outage"
  | "disk"
  | "duration"
  | "output"
  | "memory"
  | "evidence"
  | "drift";

/** One line of fact. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly text: string;
  /** The more it tells, the higher; 0 to 100. */
  readonly weight: number;
}

/** What was proven by a run, as numbers or words, by the name of the step or of its value. */
export type EvidenceValues = Readonly<Record<string, number | string>>;

export interface DifferencesQuestion {
  /** The run that broke the promise; null where none began: then the world since is compared. */
  readonly run: Run | null;
  readonly lastGood: Run | null;
  readonly world: World;
  readonly now: EpochMilliseconds;
  readonly evidence?: { readonly run: EvidenceValues; readonly lastGood: EvidenceValues };
}
