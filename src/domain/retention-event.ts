import type { ReadAuditEvent } from "./audit.ts";
import { isObject } from "./decode.ts";

/** On what it depends whether an event of the chain may go. */
export type EventTie =
  /** It goes with the run. */
  | { readonly kind: "run"; readonly run: string; readonly end: boolean }
  /** It goes with the last of these incidents. */
  | { readonly kind: "incidents"; readonly incidents: readonly number[] }
  /** It proves how outputs were cut, and goes with the last of these runs. */
  | { readonly kind: "runs"; readonly runs: readonly string[] }
  /** It goes once another config has been in force long enough. */
  | { readonly kind: "config"; readonly digest: string }
  /** Nothing that is kept depends on it. */
  | { readonly kind: "age" }
  /** It stays for ever: the chain itself depends on it, or a later luota knows what does. */
  | { readonly kind: "stays" };

export function tieOfEvent(event: ReadAuditEvent): EventTie {
  const { kind, subject } = event;
  if (subject !== null && (kind === "run-ended" || kind === "run-lost"))
    return { kind: "run", run: subject, end: kind === "run-ended" };
  if (kind === "outputs-cut") return { kind: "runs", runs: cutRuns(event) };
  if (kind === "config-applied") return { kind: "config", digest: subject ?? "" };
  const incidents = incidentsOf(event);
  if (incidents.length > 0) return { kind: "incidents", incidents };
  return { kind: aging.has(kind) ? "age" : "stays" };
}

const aging: ReadonlySet<string> = new Set([
  "pause-began",
  "pause-ended",
  "silence-began",
  "silence-ended",
  "drill-armed",
  "drill-broken",
  "drill-ended",
  "cursor-pulled-back",
  "judge-failed",
  "watch-began",
  "watch-ended",
  "watch-gap",
  "clock-set-back",
  "notice-delivered",
  "notice-refused",
  "notice-given-up",
  "notice-told-on-host",
  "route-broken",
  "route-mended",
  "route-proved",
]);

function incidentsOf({ subject, data }: ReadAuditEvent): readonly number[] {
  const own = /^INC-(\d+)$/u.exec(subject ?? "")?.[1];
  if (own !== undefined) return [Number(own)];
  const several: unknown = isObject(data) ? data["incidents"] : null;
  return Array.isArray(several) ? several.filter((each) => typeof each === "number") : [];
}

function cutRuns({ data }: ReadAuditEvent): readonly string[] {
  const outputs = isObject(data) ? data["outputs"] : null;
  return isObject(outputs) ? Object.keys(outputs) : [];
}
