import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { appendAudit } from "./audit-append.ts";
import type {
  AppliedConfig,
  ConfigInForce,
  ConfiguredMonitor,
  ConfigToApply,
} from "./config-in-force.ts";
import { readConfig } from "./configs.ts";
import { stepsText } from "./evidence-steps.ts";
import { exitCodesText } from "./exit-codes.ts";
import type { StoreFailure } from "./failure.ts";
import { touchMonitor } from "./known-monitors.ts";
import { addMonitor } from "./monitor-write.ts";
import { renameMonitors } from "./monitor-rename.ts";
import { withdrawRoutes } from "./route-withdraw.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Deed } from "./deed.ts";

/**
 * Puts a config in force. What it changes for open incidents (a monitor that is gone, or has a new
 * name) the next tick tells, since each of them is looked at again.
 */
export function applyConfig(
  store: Store,
  config: ConfigToApply,
  deed: Deed,
): Result<AppliedConfig, StoreFailure> {
  return transact(store, () => {
    const before = readConfig(store);
    if (before?.digest === config.digest) return ok({ ...nothing, config: before });
    const { renamed, notRenamed } = renameMonitors(store, config.monitors, deed.now);
    const known = readRows(store);
    const added: string[] = [];
    const cadenceChanged: string[] = [];
    for (const monitor of config.monitors) {
      const row = known.get(monitor.name);
      const isNew = row?.configured !== 1;
      const isOther = row?.cadence !== monitor.cadence;
      if (isNew) added.push(monitor.name);
      else if (isOther) cadenceChanged.push(monitor.name);
      const number = row?.number ?? addMonitor(store, monitor.name, deed.now);
      configure(store, number, monitor, isNew, isNew || isOther, deed.now);
      touchMonitor(store, number, deed.now);
      known.delete(monitor.name);
    }
    const gone = [...known.values()].filter((row) => row.configured === 1);
    for (const row of gone) withdraw(store, row.number, deed.now);
    const withdrawn = gone.map((row) => row.name);
    withdrawRoutes(store, config.routes, deed);
    const changes = { added, withdrawn, renamed, cadenceChanged, notRenamed };
    return ok({ config: keep(store, config, changes, deed), changed: true, ...changes });
  });
}

const nothing: Omit<AppliedConfig, "config"> = {
  changed: false,
  added: [],
  withdrawn: [],
  renamed: [],
  cadenceChanged: [],
  notRenamed: [],
};

interface MonitorRow {
  readonly number: number;
  readonly name: string;
  readonly configured: number;
  readonly cadence: string | null;
}

function readRows(store: Store): Map<string, MonitorRow> {
  const select = prepare(store, "SELECT number, name, configured, cadence FROM monitors");
  const rows = select.all() as [number, string, number, string | null][];
  return new Map(
    rows.map(([number, name, configured, cadence]) => [
      name,
      { number, name, configured, cadence },
    ]),
  );
}

function configure(
  store: Store,
  number: number,
  { cadence, exitCodes, steps, expects }: ConfiguredMonitor,
  isNew: boolean,
  isOther: boolean,
  now: EpochMilliseconds,
): void {
  const since = [isNew ? 1 : 0, now, isOther ? 1 : 0, now];
  const rules = [exitCodesText(exitCodes), stepsText(steps ?? []), Number(expects)];
  prepare(store, update).run(cadence, ...rules, ...since, number);
}

const update = `UPDATE monitors SET configured = 1, withdrawn_at = NULL, cadence = ?,
  exit_codes = ?, steps = ?, expects = ?, watched_since = CASE WHEN ? THEN ? ELSE watched_since END,
  cadence_since = CASE WHEN ? THEN ? ELSE cadence_since END WHERE number = ?`;

/** Nothing of its rules is left; what is heard of it is judged like anything that is only recorded. */
function withdraw(store: Store, number: number, now: EpochMilliseconds): void {
  const change = `UPDATE monitors SET configured = 0, withdrawn_at = ?, cadence = NULL,
    cadence_since = NULL, watched_since = ?, exit_codes = NULL, steps = NULL,
    expects = 0 WHERE number = ?`;
  prepare(store, change).run(now, now, number);
  prepare(store, "UPDATE monitor_states SET state = NULL WHERE monitor = ?").run(number);
  touchMonitor(store, number, now);
}

/** So many names of each kind of change are told. */
const mostNames = 50;

function keep(
  store: Store,
  config: ConfigToApply,
  changes: Omit<AppliedConfig, "config" | "changed">,
  { by, now }: Deed,
): ConfigInForce {
  const { json, digest } = config;
  const insert = prepare(
    store,
    "INSERT INTO configs (digest, compiled, since, user, host) VALUES (?, ?, ?, ?, ?)",
  );
  const number = Number(insert.run(digest, json, now, by.user, by.host).lastInsertRowid);
  const few = <Value>(list: readonly Value[]) => list.slice(0, mostNames);
  appendAudit(store, {
    at: now,
    kind: "config-applied",
    actor: by,
    subject: digest,
    data: {
      number,
      monitors: config.monitors.length,
      added: few(changes.added),
      withdrawn: few(changes.withdrawn),
      renamed: few(changes.renamed).map(({ from, to }) => ({ from, to })),
      cadenceChanged: few(changes.cadenceChanged),
    },
  });
  return { number, json, digest, since: now, by };
}
