import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Health } from "../../store/overview-row.ts";
import { programPath } from "../program-path.ts";
import { ageOf } from "../../domain/words/when.ts";

/** What to do so that somebody watches. */
export function howToWatch(): string {
  return `add to a crontab (crontab -e):  * * * * * ${programPath} check\nor keep one running:  luota daemon`;
}

/** Why nobody would notice a miss, and the remedy; null where somebody watches or nothing is due. */
export function nobodyWatches(health: Health, now: EpochMilliseconds): string | null {
  const { expecting, watching, lastWatchedAt } = health;
  if (expecting === 0 || watching.length > 0) return null;
  const last = lastWatchedAt === null ? "never yet" : `last ${ageOf(lastWatchedAt, now)}`;
  const many = expecting === 1 ? "1 monitor is" : `${expecting} monitors are`;
  return `NOTHING IS WATCHING (${last}): ${many} expected to work, and nobody would notice a miss\n${howToWatch()}`;
}

/** Looks wait this long before it is worth a word. */
const patienceMs = 120_000;

/** Somebody watches, and is behind; null where all is in time. */
export function watcherIsBehind(health: Health, now: EpochMilliseconds): string | null {
  const { count, since } = health.overdue;
  if (health.watching.length === 0 || since === null || now - since < patienceMs) return null;
  const looks = count === 1 ? "1 monitor waits" : `${count} monitors wait`;
  return `the watcher is behind: ${looks} to be judged, the longest for ${formatDuration(now - since)}`;
}
