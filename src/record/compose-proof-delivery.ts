import { toIso } from "../base/time.ts";
import { breakWords, incidentName } from "../domain/words/incident.ts";
import type { ProofDelivery, ProofIncident } from "./proof-document.ts";
import type { MonitorFacts } from "./proof-facts.ts";

type Told = MonitorFacts["incidents"][number];

export function proofIncident({ number, incident, firstReceiptAt }: Told): ProofIncident {
  const { happenedAt } = incident;
  const after = (at: number | null) => (at === null ? null : at - happenedAt);
  return {
    id: incidentName(number),
    kind: incident.kind,
    words: breakWords(incident),
    state: incident.state,
    happenedAt: toIso(happenedAt),
    noticedAfterMs: incident.noticedAt - happenedAt,
    firstReceiptAfterMs: after(firstReceiptAt),
    acknowledgedAfterMs: after(incident.acknowledgedAt),
    resolvedAfterMs: after(incident.resolvedAt),
  };
}

export function proofDelivery(incidents: readonly Told[]): ProofDelivery {
  const all = incidents.map(proofIncident);
  const present = (pick: (each: ProofIncident) => number | null) =>
    all.map(pick).filter((each) => each !== null);
  const receipts = present((each) => each.firstReceiptAfterMs);
  return {
    incidents: all.length,
    told: receipts.length,
    noticedMedianMs: median(present((each) => each.noticedAfterMs)),
    firstReceiptMedianMs: median(receipts),
    firstReceiptMostMs: receipts.length === 0 ? null : Math.max(...receipts),
    acknowledgedMedianMs: median(present((each) => each.acknowledgedAfterMs)),
    resolvedMedianMs: median(present((each) => each.resolvedAfterMs)),
  };
}

/** The lower of the two middle ones. */
function median(values: readonly number[]): number | null {
  return values.toSorted((one, other) => one - other)[(values.length - 1) >> 1] ?? null;
}
