import type { Config } from "../../config/config.ts";
import { defaultMonitor } from "../../domain/default-monitor.ts";
import type { Monitor } from "../../domain/monitor.ts";
import type { Owner } from "../../domain/owner.ts";
import type { NumberedIncident, StoredNotice } from "../../store/incident-row.ts";
import type { ShownIncident } from "../view/shown-incident.ts";

/** What the config in force says of a monitor and of whoever answers for it. */
export interface KeptPromise {
  readonly rules: Monitor;
  readonly owner: Owner | null;
  /** Names of the routes that are told. */
  readonly routes: readonly string[];
}

/** The promise of a monitor; of one that is in no config, only the name is known. */
export function promiseOf(config: Config | null, name: string): KeptPromise {
  const rules = config?.monitors.find((each) => each.name === name) ?? defaultMonitor(name);
  const owner = config?.owners.find((each) => each.name === rules.owner) ?? null;
  return { rules, owner, routes: rules.routes ?? owner?.routes ?? [] };
}

/** An incident beside its promise, ready to be shown. */
export function shownIncident(
  found: NumberedIncident & { readonly notices: readonly StoredNotice[] },
  config: Config | null,
): ShownIncident {
  const { number, incident, notices } = found;
  const { rules, owner, routes } = promiseOf(config, incident.monitor);
  return { number, incident, notices, rules, owner: owner?.title ?? null, routes };
}
