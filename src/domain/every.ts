import { fail, ok, type Result } from "../base/result.ts";
import { parseDuration, type Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";

export interface EveryFailure {
  readonly kind: "bad-interval";
  readonly reason: "not-a-duration" | "under-a-second" | "too-long";
  readonly read: string;
}

const shortest = 1_000;

/** The longest interval taken: 10 years, as for durations. */
const longest = 3_653 * 86_400_000;

/** Reads an interval, `15m` or a number of milliseconds; at least 1 s. */
export function parseEvery(every: string | number): Result<Milliseconds, EveryFailure> {
  const refuse = (reason: EveryFailure["reason"]) =>
    fail({ kind: "bad-interval" as const, reason, read: String(every) });
  const parsed = typeof every === "number" ? ok(every) : parseDuration(every);
  if (!parsed.ok || !Number.isInteger(parsed.value)) return refuse("not-a-duration");
  if (parsed.value < shortest) return refuse("under-a-second");
  return parsed.value > longest ? refuse("too-long") : ok(parsed.value);
}

/** Says what is wrong with an interval, and what is allowed. */
export function complainOfEvery(failure: EveryFailure): string {
  const allowed = "allowed: 1s to 3653d, as in 90s, 15m, 1h30m, 7d";
  switch (failure.reason) {
    case "not-a-duration":
      return `"${failure.read}" is no interval (${allowed})`;
    case "under-a-second":
      return `every "${failure.read}" is under a second (${allowed})`;
    case "too-long":
      return `every "${failure.read}" is over ten years (${allowed})`;
  }
}

/** The first instant after `after` on the grid of `anchor` plus whole intervals, both ways. */
export function nextGridSlot(
  everyMs: Milliseconds,
  anchor: EpochMilliseconds,
  after: EpochMilliseconds,
): EpochMilliseconds {
  return anchor + (Math.floor((after - anchor) / everyMs) + 1) * everyMs;
}

/**
 * Where on the grid from the epoch a job of a host has its slots: 0 up to `everyMs`, in whole
 * seconds, always the same for the same host and monitor, so that jobs do not all start at once.
 */
export function stableJitter(host: string, monitor: string, everyMs: Milliseconds): Milliseconds {
  const seconds = Math.floor(everyMs / 1000);
  return (hash(`${host}\n${monitor}`) % seconds) * 1000;
}

/** FNV-1a over the code units, with its bits mixed once more: near names must not land near. */
function hash(text: string): number {
  let value = 0x811c_9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x0100_0193);
  value = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
