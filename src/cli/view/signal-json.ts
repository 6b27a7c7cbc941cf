import type { Json } from "../../base/json.ts";
import { toIso } from "../../base/time.ts";
import type { Signal } from "../../domain/report.ts";

export function signalToJson(signal: Signal): Json {
  const { id, at, monitor, run, host, user, body } = signal;
  return { id, at: toIso(at), monitor, run, host, user, ...body };
}
