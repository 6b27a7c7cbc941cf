import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { liveness, type Sight } from "../domain/lost.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, transact, type Store } from "./store.ts";
import { readUnstopped } from "./watch-spans.ts";

/**
 * Where no daemon watches, whoever recorded a bad run sends a pass that judges and delivers. One goes
 * on at a time, however many runs end badly at once: the others ask it to look once more.
 */
const [untilKey, askedKey] = ["alert-pass-until", "alert-pass-asked"] as const;

/** A pass that says nothing for so long is dead. */
export const passLease: Milliseconds = 60_000;

/** Whether the caller is to send a pass: nobody else delivers at once, and there is a way to deliver. */
export function askForPass(
  store: Store,
  sight: Sight,
  now: EpochMilliseconds,
): Result<boolean, StoreFailure> {
  return transact(store, () => {
    if (daemonLives(store, sight, now) || !hasRoutes(store)) return ok(false);
    if (goesOn(store, now)) {
      if (readNumber(store, askedKey) === 0) writeNumber(store, askedKey, 1);
      return ok(false);
    }
    writeNumber(store, untilKey, now + passLease);
    return ok(true);
  });
}

/** Whether a pass goes on that looks into the spool by itself; who writes holds up nobody who reads. */
export function passGoesOn(store: Store, now: EpochMilliseconds): Result<boolean, StoreFailure> {
  return attempt(store, () => goesOn(store, now));
}

/** Says that the pass goes on. Answers whether somebody asked it to look once more, and takes that up. */
export function goOnWithPass(store: Store, now: EpochMilliseconds): Result<boolean, StoreFailure> {
  return transact(store, () => {
    const asked = readNumber(store, askedKey) === 1;
    if (asked) writeNumber(store, askedKey, 0);
    if (readNumber(store, untilKey) < now + passLease / 2)
      writeNumber(store, untilKey, now + passLease);
    return ok(asked);
  });
}

/** Ends the pass; false where somebody asked meanwhile, and it has to go on. */
export function endPass(store: Store): Result<boolean, StoreFailure> {
  return transact(store, () => {
    if (readNumber(store, askedKey) === 1) return ok(false);
    writeNumber(store, untilKey, 0);
    return ok(true);
  });
}

function daemonLives(store: Store, sight: Sight, now: EpochMilliseconds): boolean {
  return readUnstopped(store, "daemon").some(
    ({ watcher, until }) => liveness(watcher.identity, sight, { until, now }) !== "dead",
  );
}

function hasRoutes(store: Store): boolean {
  const select = `SELECT json_array_length(compiled, '$.config.routes') FROM configs
    ORDER BY number DESC LIMIT 1`;
  const row = prepare(store, select).get() as [number | null] | undefined;
  return (row?.[0] ?? 0) > 0;
}

/** One that lies further ahead than any lease was written by a wrong clock. */
function goesOn(store: Store, now: EpochMilliseconds): boolean {
  const until = readNumber(store, untilKey);
  return until > now && until <= now + passLease;
}

function readNumber(store: Store, key: string): number {
  const row = prepare(store, "SELECT value FROM meta WHERE key = ?").get(key);
  return Number((row as [string] | undefined)?.[0] ?? 0);
}

function writeNumber(store: Store, key: string, value: number): void {
  const write = `INSERT INTO meta (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
  prepare(store, write).run(key, String(value));
}
