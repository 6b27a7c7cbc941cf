import type { EpochMilliseconds } from "../base/time.ts";
import type { Span, Watched } from "./facts.ts";
import type { Heard } from "./heard.ts";
import { nextDeadline } from "./judge-deadline.ts";
import { earlyOf, longestDefaultGrace } from "./limits.ts";
import type { MonitorState } from "./monitor-state.ts";
import type { SlotRef } from "./slot-row.ts";

/**
 * The first instant at which judging this monitor again can change anything though nothing new was
 * heard; null for never. To be kept in an indexed column, and written anew whenever the state, the
 * config or a pause of the monitor changes.
 */
export function dueAt(
  watched: Watched,
  state: MonitorState,
  pauses: readonly Span[],
): EpochMilliseconds | null {
  const facts = { watched, state, heard: [], unmet: [], outages: [], pauses };
  const deadline = nextDeadline({ facts, state });
  return deadline === null ? null : deadline.at + 1;
}

/** How far back the next look at this monitor needs to know of outages and pauses. */
export function factsSince(watched: Watched, state: MonitorState | null): EpochMilliseconds {
  if (state === null) return watched.knownSince;
  const { clock, next, running } = state;
  const windowOf = (ref: SlotRef) =>
    ref.slot - Math.max(ref.gap, earlyOf(watched.monitor, ref.gap));
  let earliest = next === null ? clock : Math.min(clock, windowOf(next));
  for (const { ears, startedAt, met } of running) {
    if (ears) earliest = Math.min(earliest, startedAt);
    // It may yet give its slot back.
    if (met !== null) earliest = Math.min(earliest, windowOf(met));
  }
  return earliest;
}

/** From which slot on the next look needs the slots that were settled without a run. */
export function unmetSince(
  watched: Watched,
  state: MonitorState | null,
  heard: readonly Heard[],
): EpochMilliseconds {
  const { monitor, leastGraceMs = 0 } = watched;
  const grace = Math.max(leastGraceMs, monitor.graceMs ?? longestDefaultGrace);
  let earliest = (state?.clock ?? watched.knownSince) - grace;
  for (const each of heard) {
    if (each.kind !== "started" && each.kind !== "beat" && each.kind !== "skipped") continue;
    earliest = Math.min(earliest, each.at - grace);
    if (each.kind !== "beat" && each.slot !== null) earliest = Math.min(earliest, each.slot);
  }
  return earliest;
}
