import type { Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Outage } from "./facts.ts";

/** A time in which some watcher of this store was up: a daemon, or passes of `luota check`. */
export interface Watch {
  readonly from: EpochMilliseconds;
  /** The last sign of life. */
  readonly until: EpochMilliseconds;
  readonly bootId: string | null;
  /** When the host had started, as far as the system told. */
  readonly bootedAt: EpochMilliseconds | null;
}

/** Passes this far apart are one watch: `luota check` comes once a minute, and may take a moment. */
export const watchTolerance: Milliseconds = 90_000;

/**
 * The times between watches in which nobody watched. Where the host was started anew in between,
 * it was off from the last sign of life to that start, and only luota was down for the rest.
 * `watches` may overlap; they are ordered by `from`.
 */
export function outagesBetween(watches: readonly Watch[]): readonly Outage[] {
  const outages: Outage[] = [];
  let [latest] = watches;
  for (const watch of watches) {
    if (latest === undefined) break;
    if (watch.from - latest.until > toleranceFor(latest, watch))
      outages.push(...splitAtBoot(latest, watch));
    if (watch.until > latest.until) latest = watch;
  }
  return outages;
}

/** After a new start of the host, however soon, there was an outage. */
function toleranceFor(before: Watch, after: Watch): Milliseconds {
  return isNewBoot(before, after) ? 0 : watchTolerance;
}

function isNewBoot(before: Watch, after: Watch): boolean {
  return before.bootId !== null && after.bootId !== null && before.bootId !== after.bootId;
}

function splitAtBoot(before: Watch, after: Watch): readonly Outage[] {
  const { until: from } = before;
  const { from: until, bootedAt } = after;
  if (!isNewBoot(before, after)) return [{ kind: "luota", from, until }];
  const up = Math.min(until, Math.max(from, bootedAt ?? until));
  const outages: Outage[] = [
    { kind: "host", from, until: up },
    { kind: "luota", from: up, until },
  ];
  return outages.filter((outage) => outage.from < outage.until);
}
