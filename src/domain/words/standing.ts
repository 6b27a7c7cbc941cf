import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { isOpen } from "../incident-change.ts";
import type { Incident } from "../incident.ts";

/** How it stands, in a few words: `sev 2 · open 14m`. */
export function standingWords(incident: Incident, now: EpochMilliseconds): string {
  const severity = `sev ${incident.severity}`;
  const drill = incident.drill === null ? [] : ["drill"];
  const flapping = incident.flapping ? ["flapping"] : [];
  return [severity, stateWords(incident, now), ...flapping, ...drill].join(" · ");
}

export function stateWords(incident: Incident, now: EpochMilliseconds): string {
  const until = incident.resolvedAt ?? now;
  const lasted = formatDuration(Math.max(0, until - incident.noticedAt));
  return isOpen(incident) ? `open ${lasted}` : `resolved after ${lasted}`;
}
