import { formatDuration } from "../base/duration.ts";
import type { DeliveryFigures } from "./document-delivery.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { RecordedRun } from "./document-parts.ts";
import type { RecordPhase, RecordSource } from "./document-timeline.ts";

/** An instant of a record for people: `2026-11-20 14:18:04.120`, in UTC. */
export function instantWords(iso: string): string {
  return iso
    .replace("T", " ")
    .replace("Z", "")
    .replace(/\.000$/u, "");
}

export const phaseTitles: Readonly<Record<RecordPhase, string>> = {
  before: "Before the break",
  broken: "From the break on",
  acknowledged: "After the acknowledgement",
  resolved: "After the resolution",
};

/** `audit 812`; `run 7k2mabcd, audit 815`. */
export function sourceWords({ kind, name, seq }: RecordSource): string {
  const event = seq === null ? [] : [`audit ${seq}`];
  if (kind === "audit") return event[0] ?? "timeline";
  const thing = name === null ? kind : `${kind} ${name}`;
  return [thing, ...event].join(", ");
}

/** One step of being told: its name, when, and how long after the deadline. */
export interface FigureLine {
  readonly title: string;
  readonly at: string | null;
  readonly afterMs: number | null;
}

export function figureLines(figures: DeliveryFigures): readonly FigureLine[] {
  const { deadlineAt, noticedAt, noticedAfterMs } = figures;
  return [
    { title: "promise broke", at: deadlineAt, afterMs: 0 },
    { title: "noticed", at: noticedAt, afterMs: noticedAfterMs },
    {
      title: "first attempt to tell",
      at: figures.firstAttemptAt,
      afterMs: figures.firstAttemptAfterMs,
    },
    { title: "first receipt", at: figures.firstReceiptAt, afterMs: figures.firstReceiptAfterMs },
    { title: "acknowledged", at: figures.acknowledgedAt, afterMs: figures.acknowledgedAfterMs },
    { title: "resolved", at: figures.resolvedAt, afterMs: figures.resolvedAfterMs },
  ];
}

export function afterWords(afterMs: number | null): string {
  if (afterMs === null) return "";
  if (afterMs === 0) return "0";
  return afterMs < 0 ? `-${formatDuration(-afterMs)}` : `+${formatDuration(afterMs)}`;
}

/** The facts of the promise, in the order in which one asks for them. */
export function promiseFacts({
  promise,
  expected,
  gap,
  incident,
}: IncidentRecordDocument): readonly (readonly [label: string, text: string | null])[] {
  return [
    ["Promise", promise.promise],
    ["Owner", promise.owner ?? "nobody"],
    ["Severity", String(promise.severity)],
    ["Cadence", promise.cadence],
    ["Evidence required", promise.evidence.join(", ")],
    ["Expected", expected?.words ?? null],
    ["Gap", gap.words],
    ["Not proven", gap.missing.join(", ")],
    ["Because", gap.because],
    ["Resolution", incident.resolutionWords ?? "still open"],
    ["Occurrences", incident.occurrences > 1 ? String(incident.occurrences) : null],
    ["Reopened", incident.reopenings > 0 ? `${incident.reopenings} times` : null],
    ["Routes", promise.routes.length === 0 ? "none: nobody is told" : promise.routes.join(", ")],
  ];
}

export const roleTitles: Readonly<Record<RecordedRun["role"], string>> = {
  "last-good": "Last good run",
  broke: "The run that broke",
  occurrence: "Broke again",
  healed: "The run that healed",
  between: "Meanwhile",
  after: "What came next",
};
