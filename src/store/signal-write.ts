import type { JsonObject } from "../base/json.ts";
import { ok, type Result } from "../base/result.ts";
import type { Signal } from "../domain/report.ts";
import { wellFormed } from "../domain/well-formed.ts";
import { sha256Hex } from "../text/digest.ts";
import { appendAudit } from "./audit-append.ts";
import type { Applied, ApplyOptions } from "./applied.ts";
import { settleProof } from "./evidence-settle.ts";
import { monitorNumber } from "./monitor-write.ts";
import { prepare, type Store } from "./store.ts";

/** Adds a signal, unless it is there. Its run may not be known yet. */
export function recordSignal(
  store: Store,
  signal: Signal,
  { now, reporterUid }: ApplyOptions,
): Result<Applied, never> {
  const { id, at, monitor, run, host, user } = signal;
  const { kind, ...body } = signal.body;
  const number = monitor === null ? null : monitorNumber(store, monitor, now);
  const text = JSON.stringify(wellFormed(body as unknown as JsonObject));
  const { changes } = prepare(store, insertSignal).run(
    ...[id, at, number, run, host, user, kind, text, reporterUid],
  );
  if (changes === 0) return ok("known");
  if (kind === "evidence" && run !== null) {
    auditEvidence(store, signal, text, { now, reporterUid });
    settleProof(store, run, now);
  }
  return ok("recorded");
}

/** What is proven rests on it, so it is a link of the chain, by its digest. */
function auditEvidence(
  store: Store,
  { run, host, user, body }: Signal,
  text: string,
  { now, reporterUid }: ApplyOptions,
): void {
  if (body.kind !== "evidence") return;
  const { step, source, state } = body;
  const data = { step, source, state, digest: sha256Hex(text), reporterUid };
  appendAudit(store, { at: now, kind: "evidence", actor: { user, host }, subject: run, data });
}

const insertSignal = `INSERT INTO signals
  (id, at, monitor, run, host, user, kind, body, reporter_uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO NOTHING`;
