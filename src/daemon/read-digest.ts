import { setImmediate } from "node:timers/promises";
import { ok, type Result } from "../base/result.ts";
import { composeDigest, type Digest } from "../domain/digest.ts";
import type { DigestFacts, DriftedRuns } from "../domain/digest-facts.ts";
import { nextDrillBy } from "../domain/drill.ts";
import type { Span } from "../domain/facts.ts";
import { readDigestRecord, type DigestRecord } from "../store/digest-read.ts";
import { readDriftsWithin } from "../store/drift-read.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import type { Rules } from "./rules.ts";

/** Reads once what the digests of all owners tell. */
export async function readDigest(
  store: Store,
  span: Span,
  rules: Rules,
): Promise<Result<DigestRecord, StoreFailure>> {
  const record = readDigestRecord(store, span);
  if (!record.ok) return record;
  const monitors: DigestRecord["monitors"][number][] = [];
  for (const monitor of record.value.monitors) {
    // Whatever else is due goes first.
    await setImmediate();
    monitors.push({ ...monitor, drifted: driftedOf(store, monitor.name, span, rules) });
  }
  return ok({ ...record.value, monitors });
}

/** What can't be read now is not told. */
function driftedOf(store: Store, name: string, span: Span, rules: Rules): DriftedRuns | null {
  const read = readDriftsWithin(store, name, span, rules.monitorNamed(name).drift);
  const last = read.ok ? read.value[0] : undefined;
  if (!read.ok || last === undefined) return null;
  return { count: read.value.length, last: last.at, drifts: last.drifts };
}

/** The digest of one owner's promises, by the owner's key in the config; null: of all promises. */
export function digestFor(record: DigestRecord, rules: Rules, owner: string | null): Digest {
  return composeDigest(digestFacts(record, rules, owner));
}

function digestFacts(record: DigestRecord, rules: Rules, owner: string | null): DigestFacts {
  const monitors = record.monitors
    .map((each) => ({ ...each, rules: rules.monitorNamed(each.name) }))
    .filter((each) => owner === null || each.rules.owner === owner)
    .map(({ knownSince, rules: monitor, ...known }) => ({
      ...known,
      owner: monitor.owner,
      drillBy: nextDrillBy(monitor.drillEveryMs, known.lastDrillAt, knownSince),
    }));
  const names = new Set(monitors.map(({ name }) => name));
  const incidents = record.incidents.filter(({ incident }) => names.has(incident.monitor));
  const routes = record.routes.filter(({ route }) => rules.routeNamed(route) !== null);
  return { ...record, monitors, incidents, routes };
}
