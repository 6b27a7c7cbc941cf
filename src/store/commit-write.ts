import { ok, type Result } from "../base/result.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Drill } from "../domain/drill.ts";
import { appendAudit } from "./audit-append.ts";
import { readConfigNumber } from "./configs.ts";
import { writeDrill } from "./drills.ts";
import type { StoreFailure } from "./failure.ts";
import type { NumberedIncident } from "./incident-row.ts";
import { dropNews } from "./news.ts";
import { reholdNotices } from "./notices-write.ts";
import { undoSlots, writeSlots } from "./slots.ts";
import { writeStory } from "./story-write.ts";
import { transact, type Store } from "./store.ts";
import { writeFailure, writeState } from "./monitor-states.ts";
import type { Committed, MonitorCommit, TickCommit } from "./tick-facts.ts";

/**
 * Keeps what a tick came to, as one transaction. A monitor of which anything is not any more as it
 * was read is left out as a whole; the next look sees it as it is then.
 */
export function commitTick(store: Store, commit: TickCommit): Result<Committed, StoreFailure> {
  return transact(store, () => {
    const monitors: number[] = [];
    const failed: number[] = [];
    const incidents: NumberedIncident[] = [];
    if (readConfigNumber(store) !== commit.config) return ok({ monitors, failed, incidents });
    for (const each of commit.monitors) {
      const written = alone(store, () => writeMonitor(store, each, commit));
      if (written === null) continue;
      monitors.push(each.monitor.number);
      incidents.push(...written);
    }
    for (const each of commit.failed)
      if (writeFailure(store, each, commit)) failed.push(each.monitor.number);
    reholdNotices(store, commit.reheld);
    return ok({ monitors, failed, incidents });
  });
}

/** Null undoes all of it. */
function alone<Value>(store: Store, write: () => Value | null): Value | null {
  store.database.exec("SAVEPOINT one_monitor");
  const written = write();
  if (written === null) store.database.exec("ROLLBACK TO one_monitor");
  store.database.exec("RELEASE one_monitor");
  return written;
}

function writeMonitor(
  store: Store,
  commit: MonitorCommit,
  context: TickCommit,
): readonly NumberedIncident[] | null {
  const { now, actor } = context;
  const { number, name } = commit.monitor;
  if (!writeState(store, commit)) return null;
  if (commit.heardUpTo !== null) dropNews(store, number, commit.heardUpTo);
  if (commit.pulledBack !== null) {
    const { from, to } = commit.pulledBack;
    undoSlots(store, number, commit.pulledBack);
    const told = { at: now, kind: "cursor-pulled-back", actor, subject: name } as const;
    appendAudit(store, { ...told, data: { from, to } });
  }
  writeSlots(store, number, commit.slots, now);
  for (const drill of commit.drills) if (!moveDrill(store, drill, context)) return null;
  const incidents: NumberedIncident[] = [];
  for (const story of commit.stories) {
    const written = writeStory(store, story, { monitor: number, now, actor });
    if (written === null) return null;
    incidents.push(written);
  }
  return incidents;
}

function moveDrill(store: Store, drill: Drill, { now, actor }: TickCommit): boolean {
  switch (drill.state) {
    case "armed":
      return true;
    case "broken":
    case "over":
      return writeDrill(store, drill, { by: actor, now });
    default:
      return unreachable(drill.state);
  }
}
