import type { Json, JsonObject } from "../../base/json.ts";
import { toIso } from "../../base/time.ts";
import type { Signal } from "../../domain/report.ts";
import { evidenceParts } from "./evidence-json.ts";

export function signalToJson(signal: Signal): Json {
  const { id, at, monitor, run, host, user, body } = signal;
  return { id, at: toIso(at), monitor, run, host, user, ...bodyToJson(body) };
}

function bodyToJson(body: Signal["body"]): JsonObject {
  return body.kind === "evidence" ? { ...evidenceParts(body), kind: "evidence" } : { ...body };
}
