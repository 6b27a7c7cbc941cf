import type { EpochMilliseconds } from "../base/time.ts";
import type { Terminal } from "./terminal.ts";

/** The world as a command meets it. */
export interface Io {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly uid: number;
  readonly now: () => EpochMilliseconds;
  readonly exit: (code: number) => void;
}
