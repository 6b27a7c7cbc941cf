import { watchTolerance } from "../../domain/outages.ts";
import { ageOf, momentOf } from "../../domain/words/when.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { WatchSpan } from "../../store/watcher.ts";

/** `watched by luota daemon (process 812, since 14:00:02 UTC), 2s ago`; "" where nobody watches. */
export function watchedWords(spans: readonly WatchSpan[], now: EpochMilliseconds): string {
  const living = spans.filter(
    ({ stoppedAt, until }) => stoppedAt === null && until >= now - watchTolerance,
  );
  const lines = living.map(({ watcher: { kind, identity }, from, until }) => {
    const since = momentOf(from, now);
    const who = kind === "daemon" ? `process ${identity.pid}, since ${since}` : `since ${since}`;
    return `watched by luota ${kind} (${who}), ${ageOf(until, now)}\n`;
  });
  return [...new Set(lines)].join("");
}
