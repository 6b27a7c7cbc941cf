import type { Milliseconds } from "../base/duration.ts";
import type { TextOrSecret } from "./secret-reference.ts";

/** What to do when the job is due while its last run still goes. */
type Overlap = "skip" | "queue" | "allow";

/** How many of the slots that fell into a downtime are run afterwards. */
type CatchUp = "none" | "once" | "all";

/** Whether a run outlives the daemon: a detached `luota run`, or a child that shares its fate. */
type Isolate = "auto" | "always" | "never";

/** `attempts`: how many more times a bad run is tried; 0 for none. `backoffMs`: the wait before each. */
export interface Retry {
  readonly attempts: number;
  readonly backoffMs: Milliseconds;
}

/** As whom and where luota starts what it runs for a monitor: its command, and what looks. */
export interface Surroundings {
  /** The shell that reads a line, an absolute path. */
  readonly shell: string;
  /** Null: the user of the watcher. */
  readonly user: string | null;
  /** An absolute path. Null: the user's home. */
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, TextOrSecret>>;
}

export const plainSurroundings: Surroundings = {
  shell: "/bin/sh",
  user: null,
  cwd: null,
  env: {},
};

/** A job that luota itself starts. */
export interface Job extends Surroundings {
  /** A string is a line for the shell; a list is a program and its arguments, started without one. */
  readonly command: string | readonly string[];
  /** -20 to 19. Null: as the watcher. */
  readonly nice: number | null;
  readonly overlap: Overlap;
  readonly retry: Retry;
  readonly catchUp: CatchUp;
  /** The start is moved by up to this long, by the same amount each time. Null: as the cadence has it. */
  readonly jitterMs: Milliseconds | null;
  readonly isolate: Isolate;
}
