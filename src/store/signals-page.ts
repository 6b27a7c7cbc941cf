import type { Json, JsonObject } from "../base/json.ts";
import type { Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { isObject } from "../domain/decode.ts";
import type { Signal } from "../domain/report.ts";
import { toEvidenceBody } from "./evidence-body.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

export interface SignalsQuestion {
  readonly monitor?: string;
  readonly run?: string;
  readonly since?: EpochMilliseconds;
  readonly limit: number;
}

/** The latest signals, newest first. */
export function readSignals(
  store: Store,
  question: SignalsQuestion,
): Result<Signal[], StoreFailure> {
  const { monitor, run, since, limit } = question;
  const terms = ["1"];
  const values: (string | number)[] = [];
  const add = (term: string, value: string | number | undefined) => {
    if (value === undefined) return;
    terms.push(term);
    values.push(value);
  };
  add("signals.monitor = (SELECT number FROM monitors WHERE name = ?)", monitor);
  add("run = ?", run);
  add("at >= ?", since);
  return attempt(store, () => {
    const select = prepare(
      store,
      `SELECT id, at, monitors.name, run, host, user, kind, body FROM signals
        LEFT JOIN monitors ON monitors.number = signals.monitor
        WHERE ${terms.join(" AND ")} ORDER BY at DESC, signals.number DESC LIMIT ?`,
    );
    return (select.all(...values, limit) as SignalRow[]).map(toSignal);
  });
}

type SignalRow = [
  string,
  number,
  string | null,
  string | null,
  string,
  string | null,
  string,
  string,
];

function toSignal([id, at, monitor, run, host, user, kind, body]: SignalRow): Signal {
  return { id, at, monitor, run, host, user, body: toBody(kind, body) };
}

function toBody(kind: string, text: string): Signal["body"] {
  const body = parse(text);
  if (kind === "log") return { kind, text: textOf(body["text"]) ?? "" };
  if (kind === "evidence") return toEvidenceBody(body);
  return { kind: "beat", summary: textOf(body["summary"]), payload: body["payload"] ?? null };
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
