import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import type { Incident } from "../domain/incident.ts";
import { matchesNamePattern } from "../domain/name-pattern.ts";
import type { KnownMonitor } from "./known-monitor.ts";
import { readPauses } from "./pauses.ts";
import { readSilences } from "./silences.ts";
import type { Store } from "./store.ts";

/** A silence or a pause that met the time of an incident. */
export interface QuietSpan {
  readonly kind: "silence" | "pause";
  readonly number: number;
  readonly monitors: string;
  readonly from: EpochMilliseconds;
  readonly until: EpochMilliseconds;
  readonly reason: string | null;
  readonly by: Actor;
}

/** Oldest first. */
export function readRecordQuiet(
  store: Store,
  { number: monitor }: KnownMonitor,
  { happenedAt, resolvedAt, monitor: name }: Incident,
): readonly QuietSpan[] {
  const silences = readSilences(store, happenedAt)
    .filter((each) => matchesNamePattern(each.monitor, name))
    .map((each): QuietSpan => ({ ...each, kind: "silence", monitors: each.monitor }));
  const pauses = readPauses(store, happenedAt, monitor).map((each): QuietSpan => {
    return { ...each, kind: "pause", monitors: each.monitor };
  });
  const end = resolvedAt ?? Number.MAX_SAFE_INTEGER;
  return [...silences, ...pauses]
    .filter(({ from }) => from <= end)
    .toSorted((one, other) => one.from - other.from);
}
