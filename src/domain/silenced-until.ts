import type { EpochMilliseconds } from "../base/time.ts";
import { isSilencedBy, type Silence } from "./silence.ts";

const minute = 60_000;
/** Nobody is kept waiting for longer, however many silences follow each other. */
const longest = 8 * 24 * 60 * minute;

/** When somebody may be told of a monitor again; null where no silence covers it now. */
export function silencedUntil(
  silences: readonly Silence[],
  monitor: string,
  now: EpochMilliseconds,
): EpochMilliseconds | null {
  let at = now;
  for (let end = endOfSilence(silences, monitor, at); end !== null && at - now < longest;) {
    at = end;
    end = endOfSilence(silences, monitor, at);
  }
  return at === now ? null : at;
}

/** The end of one silence that covers the instant; null for none. */
function endOfSilence(
  silences: readonly Silence[],
  monitor: string,
  at: EpochMilliseconds,
): EpochMilliseconds | null {
  const silence = silences.find((each) => isSilencedBy(each, monitor, at));
  if (silence === undefined) return null;
  if (silence.window.kind === "once") return silence.window.until;
  // A weekly one begins and ends with a minute of the wall clock.
  let end = Math.floor(at / minute) * minute + minute;
  while (end - at < longest && isSilencedBy(silence, monitor, end)) end += minute;
  return end;
}
