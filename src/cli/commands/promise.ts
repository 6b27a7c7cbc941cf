import type { Rules } from "../../daemon/rules.ts";
import type { NumberedIncident, StoredNotice } from "../../store/incident-row.ts";
import type { ShownIncident } from "../view/shown-incident.ts";

/** An incident beside what the config says of its promise, ready to be shown. */
export function shownIncident(
  found: NumberedIncident & { readonly notices: readonly StoredNotice[] },
  rules: Rules,
): ShownIncident {
  const { number, incident, notices } = found;
  const promise = rules.monitorNamed(incident.monitor);
  const owner = rules.ownerOf(promise);
  const routes = promise.routes ?? owner?.routes ?? [];
  return { number, incident, notices, rules: promise, owner: owner?.title ?? null, routes };
}
