import type { EpochMilliseconds } from "../base/time.ts";
import type { Seen } from "../domain/reading.ts";

/** The world as a probe meets it. */
export interface ProbeWorld {
  /** What programs find as theirs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  /** The shell that reads a command, an absolute path. */
  readonly shell: string;
  readonly now: () => EpochMilliseconds;
}

/** One attempt. It ends soon after `stop`; a reason holds no secret of the probe. */
export type Look<Asked> = (probe: Asked, world: ProbeWorld, stop: AbortSignal) => Promise<Seen>;

export function unknown(reason: string): Seen {
  return { kind: "unknown", reason };
}

/** What the system said, as a code: its own words name paths that a shared record need not hold. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "it failed";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
