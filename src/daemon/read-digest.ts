import type { Result } from "../base/result.ts";
import { composeDigest, type Digest } from "../domain/digest.ts";
import type { DigestFacts } from "../domain/digest-facts.ts";
import { nextDrillBy } from "../domain/drill.ts";
import type { Span } from "../domain/facts.ts";
import { readDigestRecord, type DigestRecord } from "../store/digest-read.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import type { Rules } from "./rules.ts";

/** Reads once what the digests of all owners tell. */
export async function readDigest(
  store: Store,
  span: Span,
): Promise<Result<DigestRecord, StoreFailure>> {
  return await Promise.resolve(readDigestRecord(store, span));
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
