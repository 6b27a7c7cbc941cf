import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { EvidenceBody } from "../domain/evidence.ts";
import { sha256Hex } from "../text/digest.ts";
import type { StoreFailure } from "./failure.ts";
import { recordSignal } from "./signal-write.ts";
import { prepare, transact, type Store } from "./store.ts";

/** What luota itself found out of a run. */
export interface FoundEvidence {
  readonly run: string;
  readonly at: EpochMilliseconds;
  readonly body: EvidenceBody;
}

/** Keeps what the watcher found in what was recorded. */
export function keepFound(
  store: Store,
  found: readonly FoundEvidence[],
  now: EpochMilliseconds,
): Result<void, StoreFailure> {
  if (found.length === 0) return ok(undefined);
  return transact(store, () => {
    for (const each of found) writeEvidence(store, each, now);
    return ok(undefined);
  });
}

/** Keeps it, once for what it says: of two watchers that find out the same, one is heard. */
export function writeEvidence(
  store: Store,
  { run, at, body }: FoundEvidence,
  now: EpochMilliseconds,
): void {
  const { step, state, note } = body;
  const row = prepare(store, "SELECT host FROM runs WHERE id = ?").get(run) as [string] | undefined;
  if (row === undefined) return;
  const id = `found-${sha256Hex(JSON.stringify([run, step, state, note])).slice(0, 40)}`;
  const signal = { id, at, monitor: null, run, host: row[0], user: null, body };
  recordSignal(store, signal, { now, reporterUid: 0 });
}
