import { toIso, type EpochMilliseconds } from "../base/time.ts";
import { neutraliseLines } from "../text/neutralise.ts";
import { redact } from "../text/redact.ts";
import type { Secrets } from "../text/secrets.ts";

export type LogLevel = "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Says what the watcher does. `event` is for machines, `message` for people. */
export type Log = (level: LogLevel, event: string, message: string, fields?: LogFields) => void;

export interface LogWorld {
  readonly write: (line: string) => void;
  readonly now: () => EpochMilliseconds;
  /** For a person at a terminal; else one JSON object a line. */
  readonly human: boolean;
  readonly secrets: Secrets;
}

/** A log that holds no known secret, whatever it is told. */
export function createLog({ write, now, human, secrets }: LogWorld): Log {
  return (level, event, message, fields = {}) => {
    const at = toIso(now());
    const told = redact(message, secrets);
    if (human) {
      const mark = level === "info" ? "" : `${level}: `;
      write(`${at.slice(11, 23)} ${neutraliseLines(`${mark}${told}`)}\n`);
      return;
    }
    const safe: [string, LogFields[string]][] = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? redact(value, secrets) : value,
    ]);
    const entry = { at, level, event, message: told, ...Object.fromEntries(safe) };
    write(`${JSON.stringify(entry)}\n`);
  };
}
