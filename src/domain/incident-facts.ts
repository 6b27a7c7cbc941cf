import type { Incident, IncidentCause } from "./incident.ts";

/** What its causes tell together: the weightiest cause that still lasts speaks first. */
export function factsOf(incident: Incident): IncidentCause["detail"] {
  const open = incident.causes.filter((cause) => cause.until === null);
  const telling = [...open, ...incident.causes].map((cause) => cause.detail);
  const first = <Key extends keyof IncidentCause["detail"]>(key: Key) =>
    telling.find((detail) => detail[key] !== null)?.[key] ?? null;
  return {
    slot: first("slot"),
    run: first("run"),
    outcome: first("outcome"),
    // An ended cause's excuse is none for one that lasts.
    because: telling[0]?.because ?? null,
    lastGood: first("lastGood"),
    missing: telling.find((detail) => detail.missing.length > 0)?.missing ?? [],
    inRow: telling[0]?.inRow ?? 0,
  };
}
