import type { EpochMilliseconds } from "../../base/time.ts";
import type { NumberedIncident } from "../incident.ts";
import { breakWords, incidentName } from "./incident.ts";
import { resolutionWords } from "./resolution.ts";
import { ageOf } from "./when.ts";

/** How often it broke before, and how the last time went; `earlier`: the latest first. */
export function beforeWords(earlier: readonly NumberedIncident[], now: EpochMilliseconds): string {
  const [last] = earlier;
  if (last === undefined) return "never, as far as is known";
  const { number, incident } = last;
  const times = earlier.length === 1 ? "once" : `${earlier.length} times`;
  const end = incident.resolution === null ? "" : `, ${resolutionWords(incident.resolution)}`;
  return `${times}; the last time was ${incidentName(number)}, ${ageOf(incident.happenedAt, now)}: it ${breakWords(incident)}${end}`;
}
