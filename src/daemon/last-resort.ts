import { ok, type Result } from "../base/result.ts";
import { incidentName } from "../domain/words/incident.ts";
import type { Actor } from "../domain/audit.ts";
import type { Delivering } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { StoredNotice } from "../store/incident-row.ts";
import { readToldInPassing, writeToldInPassing } from "../store/pass-told.ts";
import type { Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";

/** Says on the host itself what no route could take: to syslog, and wherever this watcher speaks. */
export type TellHost = (lines: readonly string[]) => Promise<void>;

/**
 * Tells on the host what no route at all can take. It is said first and marked then: after a crash in
 * between it is said once more. Answers how many notices there were.
 */
export async function tellUndeliverable(
  store: Pick<Delivering, "undeliverable" | "toldOnHost">,
  tellHost: TellHost,
  { clock, actor }: { readonly clock: Clock; readonly actor: Actor },
): Promise<Result<number, StoreFailure>> {
  const found = await store.undeliverable(clock.wall());
  if (!found.ok) return found;
  if (found.value.length === 0) return ok(0);
  await tellHost(linesFor(found.value));
  const told = await store.toldOnHost(found.value, { by: actor, now: clock.wall() });
  return told.ok ? ok(found.value.length) : told;
}

/**
 * What a pass does that nobody reads: the log of the host hears it, once, and it stays marked as told to
 * nobody, so that whoever watches says it again where somebody reads.
 */
export function createTellInPassing(store: Store): typeof tellUndeliverable {
  return async (watch, tellHost, { clock }) => {
    const found = await watch.undeliverable(clock.wall());
    if (!found.ok || found.value.length === 0) return found.ok ? ok(0) : found;
    const told = readToldInPassing(store);
    if (!told.ok) return told;
    const fresh = found.value.filter((notice) => !told.value.has(notice.number));
    if (fresh.length === 0) return ok(0);
    await tellHost(linesFor(fresh));
    const numbers = fresh.map((notice) => notice.number);
    const written = writeToldInPassing(store, [...told.value, ...numbers]);
    return written.ok ? ok(fresh.length) : written;
  };
}

/** One line for what became of an incident, however many were to hear of it. */
export function linesFor(notices: readonly StoredNotice[]): readonly string[] {
  const groups = Map.groupBy(notices, ({ incident, revision, kind }) =>
    [incident, revision, kind].join(" "),
  );
  return [...groups.values()].map(lineFor);
}

function lineFor(notices: readonly StoredNotice[]): string {
  const [first] = notices;
  if (first === undefined) return "";
  const { incident, monitor, kind, drill, severity } = first;
  const what = drill === null ? monitor : `${monitor} (a drill)`;
  const routes = [...new Set(notices.map((notice) => notice.route))].join(", ");
  return `${incidentName(incident)} ${what}: ${kind}, severity ${severity}; no route could take this alert (${routes}): luota show ${incidentName(incident)}`;
}
