import type { JsonObject } from "../base/json.ts";
import { ok, type Result } from "../base/result.ts";
import type { Signal } from "../domain/report.ts";
import { wellFormed } from "../domain/well-formed.ts";
import type { Applied, ApplyOptions } from "./applied.ts";
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
  return ok(changes === 1 ? "recorded" : "known");
}

const insertSignal = `INSERT INTO signals
  (id, at, monitor, run, host, user, kind, body, reporter_uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO NOTHING`;
