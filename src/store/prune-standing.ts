import type { EpochMilliseconds } from "../base/time.ts";
import type { IncidentStanding, RunStanding } from "../domain/retention.ts";
import { prepare, type Store } from "./store.ts";

export interface StoredStanding extends RunStanding {
  readonly monitor: number;
  readonly ended: boolean;
}

/** How a run stands, for the question whether it may go; null where there is no such run. */
export function readRunStanding(
  store: Store,
  id: string,
  recordedAt: EpochMilliseconds,
): StoredStanding | null {
  const row = prepare(store, selectRun).get(id) as RunColumns | undefined;
  if (row === undefined) return null;
  const [number, monitor, startedAt, outcome, told, claimed] = row;
  return {
    ...{ id, number, monitor, startedAt, recordedAt },
    healthy: outcome === "succeeded",
    ended: outcome !== null,
    referred: told === 1 || claimed === 1,
  };
}

type RunColumns = [number, number, EpochMilliseconds, string | null, number, number];

const selectRun = `SELECT number, monitor, started_at, outcome,
    EXISTS (SELECT 1 FROM incident_runs WHERE run = runs.id),
    EXISTS (SELECT 1 FROM dispatches WHERE run = runs.id)
      OR EXISTS (SELECT 1 FROM run_proofs WHERE run = runs.number AND state = 'proving')
  FROM runs WHERE id = ?`;

export function readIncidentStanding(store: Store, number: number): IncidentStanding | null {
  const row = prepare(store, selectIncident).get(number) as IncidentColumns | undefined;
  if (row === undefined) return null;
  const [resolvedAt, exported, owes] = row;
  return { resolvedAt, exported: exported === 1, owes: owes === 1 };
}

type IncidentColumns = [EpochMilliseconds | null, number, number];

/** A note on what is over counts too: somebody still had it in hand. */
const selectIncident = `SELECT CASE WHEN state = 'resolved' THEN max(resolved_at,
      coalesce((SELECT max(noticed_at) FROM incident_changes WHERE incident = incidents.number), 0))
    END,
    EXISTS (SELECT 1 FROM exports WHERE incident = incidents.number),
    EXISTS (SELECT 1 FROM notices LEFT JOIN messages ON messages.number = notices.message
      WHERE incident = incidents.number AND (notices.state = 'waiting' OR messages.state = 'open'))
  FROM incidents WHERE number = ?`;
