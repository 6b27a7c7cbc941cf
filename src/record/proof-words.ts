import { formatDuration } from "../base/duration.ts";
import { formatSize } from "../base/size.ts";
import type {
  PeriodProofDocument,
  ProofDay,
  ProofIncident,
  ProofMonitor,
  ProofRestore,
} from "./proof-document.ts";
import { instantWords } from "./words.ts";

export type DayTone = "bad" | "wait" | "unknown" | "good" | "none";

/** How a day went: the worst that happened on it. */
export function dayTone({ kept, late, missed, failed, unknown }: ProofDay): DayTone {
  if (missed + failed > 0) return "bad";
  if (late > 0) return "wait";
  if (unknown > 0) return "unknown";
  return kept > 0 ? "good" : "none";
}

/** `2026-11-20: 96 kept, 1 missed`. */
export function dayWords(day: ProofDay): string {
  const parts = (["kept", "late", "missed", "failed", "unknown"] as const).flatMap((name) =>
    day[name] === 0 ? [] : [`${day[name]} ${name}`],
  );
  return `${day.day}: ${parts.length === 0 ? "nothing was due" : parts.join(", ")}`;
}

export function proofTitle({ scope }: PeriodProofDocument): string {
  switch (scope.kind) {
    case "monitor":
      return scope.name ?? "";
    case "owner":
      return `what ${scope.name ?? ""} answers for`;
    case "all":
      return "all promises";
  }
}

/** How much of what was due was kept in time, as a share; null where nothing was due. */
export function keptShare({ slots }: ProofMonitor): string | null {
  if (slots.due === 0) return null;
  const share = ((slots.met + slots.skipped) / slots.due) * 100;
  // 99.96 % is not 100 %.
  return `${share === 100 ? "100" : Math.min(99.9, Math.round(share * 10) / 10)} %`;
}

export const summaryHead = [
  "promise",
  "due",
  "met",
  "late",
  "missed",
  "skipped",
  "unknown",
  "in time",
  "failed",
  "warned",
  "unproven",
  "incidents",
  "restores",
  "drills",
] as const;

export function summaryRow(monitor: ProofMonitor): readonly string[] {
  const { slots, runs } = monitor;
  const counts = [slots.due, slots.met, slots.late, slots.missed, slots.skipped, slots.unknown];
  const good = monitor.restores.filter(({ state }) => state === "good").length;
  const others = [runs.failed, runs.warned, runs.unproven, monitor.incidents.length, good];
  return [
    monitor.monitor,
    ...counts.map(String),
    keptShare(monitor) ?? "",
    ...others.map(String),
    String(monitor.drills.length),
  ];
}

export const incidentHead = [
  "incident",
  "broke (UTC)",
  "what",
  "noticed",
  "first receipt",
  "acknowledged",
  "resolved",
];

export function incidentRow(each: ProofIncident): readonly string[] {
  const after = (ms: number | null) => (ms === null ? "no" : `+${formatDuration(Math.max(0, ms))}`);
  return [
    each.id,
    instantWords(each.happenedAt),
    each.words,
    after(each.noticedAfterMs),
    after(each.firstReceiptAfterMs),
    after(each.acknowledgedAfterMs),
    after(each.resolvedAfterMs),
  ];
}

export const restoreHead = [
  "restored (UTC)",
  "step",
  "source",
  "state",
  "repository",
  "snapshot",
  "data of",
  "took",
  "size",
];

export function restoreRow(each: ProofRestore): readonly string[] {
  return [
    instantWords(each.at),
    each.step,
    each.source,
    each.state,
    each.repository ?? "",
    each.snapshot ?? "",
    each.dataAt === null ? "" : instantWords(each.dataAt),
    each.durationMs === null ? "" : formatDuration(each.durationMs),
    each.bytes === null ? "" : formatSize(each.bytes),
  ];
}

/** How soon people knew, and how often a backup was read back. */
export function monitorFacts(monitor: ProofMonitor): readonly (readonly [string, string | null])[] {
  const { delivery, runs } = monitor;
  const span = (ms: number | null) => (ms === null ? null : formatDuration(Math.max(0, ms)));
  const restored = monitor.repositories.map(
    ({ repository, restores, lastAt, lastSnapshot, newestDataAgeMs }) => {
      const snapshot = lastSnapshot === null ? "" : ` (${lastSnapshot})`;
      const age =
        newestDataAgeMs === null
          ? ""
          : `, newest data ${formatDuration(Math.max(0, newestDataAgeMs))} old`;
      const name = repository === null ? "" : `${repository}: `;
      return `${name}${restores} times, last ${instantWords(lastAt)}${snapshot}${age}`;
    },
  );
  return [
    ["Promise", monitor.promise],
    ["Owner", monitor.owner ?? "nobody"],
    ["Cadence", monitor.cadence],
    ["Known since", instantWords(monitor.knownSince)],
    ["In time", keptShare(monitor)],
    [
      "Runs",
      `${runs.total}: ${runs.succeeded} succeeded, ${runs.warned} warned, ${runs.failed} failed, ${runs.unproven} unproven, ${runs.skipped} skipped${runs.open > 0 ? `, ${runs.open} without an end` : ""}`,
    ],
    [
      "Incidents",
      delivery.incidents === 0
        ? "none"
        : `${delivery.incidents}, somebody was told of ${delivery.told}`,
    ],
    ["Noticed after (median)", span(delivery.noticedMedianMs)],
    [
      "First receipt after (median, most)",
      delivery.firstReceiptMedianMs === null
        ? null
        : `${span(delivery.firstReceiptMedianMs) ?? ""}, ${span(delivery.firstReceiptMostMs) ?? ""}`,
    ],
    ["Acknowledged after (median)", span(delivery.acknowledgedMedianMs)],
    ["Resolved after (median)", span(delivery.resolvedMedianMs)],
    ["Restored", restored.length === 0 ? null : restored.join("; ")],
  ];
}
