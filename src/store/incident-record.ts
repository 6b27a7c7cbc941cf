import { readIncident, readTimeline } from "./incidents-read.ts";
import { readKnownMonitor } from "./known-monitors.ts";
import { readNoticesOf, readOutbox } from "./notices-read.ts";
import { readAttemptsOf } from "./outbox-attempts.ts";
import type { IncidentRecord } from "./pages.ts";
import { prepare, type Store } from "./store.ts";

/** An incident with everything around it; null where there is none of this number. */
export function readIncidentRecord(store: Store, number: number): IncidentRecord | null {
  const found = readIncident(store, number);
  const select = prepare(store, "SELECT monitor FROM incidents WHERE number = ?");
  const row = select.get(number) as [number] | undefined;
  const monitor = row === undefined ? null : readKnownMonitor(store, row[0]);
  if (found === null || monitor === null) return null;
  return {
    ...found,
    monitor,
    outbox: readOutbox(store, number),
    timeline: readTimeline(store, number),
    notices: readNoticesOf(store, number),
    attempts: readAttemptsOf(store, number),
  };
}
