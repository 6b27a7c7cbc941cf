import type { Cadence } from "../domain/cadence-type.ts";
import { firstSlots } from "../domain/cadence.ts";
import { complainOfCronCadence, readCron } from "../domain/cron-compiled.ts";
import { complainOfEvery, parseEvery } from "../domain/every.ts";
import { CadenceError } from "./cadence-error.ts";

/**
 * When something is due: a cron expression, read as Debian's cron reads it, in a time zone (the
 * host's unless said, as for cron itself); or an interval, `"15m"` or milliseconds, at least 1 s,
 * counted from an anchor (the epoch unless said).
 */
export type SlotCadence =
  | { readonly cron: string; readonly timezone?: string | undefined }
  | { readonly every: string | number; readonly anchor?: Date | number | undefined };

export interface SlotQuery {
  /** Slots are strictly later than this. */
  readonly after: Date;
  /** How many slots are wanted. */
  readonly count: number;
}

/**
 * The next `count` slots after an instant, in order and each once; fewer where the pattern has no
 * more. Throws a `CadenceError` for a cadence that is invalid or can never match, and a
 * `RangeError` for an `after` or a `count` that is no date or no whole number.
 */
export function nextSlots(cadence: SlotCadence, query: SlotQuery): Date[] {
  const after = checkAfter(query.after);
  if (!Number.isInteger(query.count) || query.count < 0)
    throw new RangeError(`count is a whole number of at least 0, not ${String(query.count)}`);
  const { due, anchor } = "cron" in cadence ? readCronCadence(cadence) : readInterval(cadence);
  return firstSlots(due, after, query.count, anchor).map((slot) => new Date(slot));
}

interface Due {
  readonly due: Cadence;
  readonly anchor: number | null;
}

function readCronCadence(cadence: Extract<SlotCadence, { readonly cron: string }>): Due {
  if ("every" in cadence) throw misused("a cadence is either cron or every, not both", "every");
  const pattern: unknown = cadence.cron;
  const timezone: unknown = cadence.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (typeof pattern !== "string") throw misused("cron is a string", "cron");
  if (typeof timezone !== "string") throw misused("timezone is a string", "timezone");
  const read = readCron(pattern, timezone);
  if (read.ok) return { due: { kind: "cron", pattern, timezone }, anchor: null };
  const column = read.failure.kind === "unknown-zone" ? undefined : read.failure.at;
  throw new CadenceError(complainOfCronCadence(read.failure, pattern), { ...read.failure, column });
}

function readInterval(cadence: Exclude<SlotCadence, { readonly cron: string }>): Due {
  const interval: unknown = cadence.every;
  if (typeof interval !== "string" && typeof interval !== "number")
    throw misused("a cadence has cron, a string, or every, a string or a number", "every");
  const every = parseEvery(interval);
  if (!every.ok) throw new CadenceError(complainOfEvery(every.failure), every.failure);
  const anchor = Number(cadence.anchor ?? 0);
  if (!Number.isFinite(anchor)) throw new RangeError("anchor is no valid date");
  return { due: { kind: "every", everyMs: every.value }, anchor };
}

function misused(message: string, read: string): CadenceError {
  return new CadenceError(message, { kind: "misused", read });
}

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(9000, 0, 1);

function checkAfter(after: Date): number {
  const at = Number(after);
  if (at >= earliest && at < latest) return at;
  throw new RangeError("after is a valid date from 1900 to 8999");
}
