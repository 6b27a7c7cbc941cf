import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { IncidentActionFailure } from "../../domain/incident-action.ts";
import { nearestName } from "../../domain/nearest-name.ts";
import type { NumberedIncident } from "../../store/incident-row.ts";
import { incidentName } from "../../domain/words/incident.ts";
import { utcSeconds } from "../../domain/words/when.ts";
import { quote } from "./quote.ts";

const mostNamed = 5;

/** What to say of a word that names no incident: the open ones. */
export function describeUnknownIncident(word: string, open: readonly NumberedIncident[]): string {
  const asked = /^(?:INC-)?\d+$/iu.test(word)
    ? `there is no incident ${word.toUpperCase().replace(/^(?=\d)/u, "INC-")}`
    : `${quote(word)} is no incident such as INC-4, and no monitor with an open one`;
  if (open.length === 0) return `${asked}; none is open now (luota incidents --all)`;
  const near = nearestName(
    word,
    open.map(({ incident }) => incident.monitor),
  );
  const meant = near === null ? "" : `; did you mean ${near}?`;
  const names = open
    .slice(0, mostNamed)
    .map(({ number, incident }) => `${incidentName(number)} (${incident.monitor})`);
  const more = open.length > mostNamed ? ` and ${open.length - mostNamed} more` : "";
  return `${asked}${meant}; open now: ${names.join(", ")}${more}`;
}

/** Why an action changed nothing. */
export function describeNoChange(name: string, failure: IncidentActionFailure): string {
  switch (failure.kind) {
    case "already-resolved":
      return `${name} is resolved already${since(failure.at)}; nothing changed`;
    case "already-acknowledged":
      return `${name} was acknowledged already by ${failure.by ?? "somebody"}${since(failure.at)}; nothing changed`;
    case "empty-note":
      return "the note is empty; nothing changed";
    case "empty-review":
      return "the review says nothing; nothing changed";
    default:
      return unreachable(failure);
  }
}

export function isActionFailure(failure: {
  readonly kind: string;
}): failure is IncidentActionFailure {
  const kinds = ["already-resolved", "already-acknowledged", "empty-note", "empty-review"];
  return kinds.includes(failure.kind);
}

function since(at: EpochMilliseconds | null): string {
  return at === null ? "" : ` (${utcSeconds(at)} UTC)`;
}
