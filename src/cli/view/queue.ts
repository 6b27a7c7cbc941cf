import type { EpochMilliseconds } from "../../base/time.ts";
import type { NumberedIncident } from "../../domain/incident.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { displayWidth } from "../../text/width.ts";
import { renderFields, wrapLine } from "./fields.ts";
import { breakWords, incidentName } from "../../domain/words/incident.ts";
import { standingWords } from "../../domain/words/standing.ts";
import type { Look } from "./look.ts";
import { coreFields, type ShownIncident } from "./shown-incident.ts";

/** The open incidents, each with what is needed to act on it; beyond `most`, a line for the rest. */
export function renderQueue(
  shown: readonly ShownIncident[],
  total: number,
  look: Look,
  now: EpochMilliseconds,
): string {
  if (total === 0) return "";
  const parts = shown.map((each) => renderEntry(each, look, now));
  const rest = total - shown.length;
  if (rest > 0) parts.push(`and ${rest} more: luota incidents --open`);
  return `${parts.join("\n\n")}\n`;
}

function renderEntry(shown: ShownIncident, look: Look, now: EpochMilliseconds): string {
  const name = incidentName(shown.number);
  const next =
    shown.incident.state === "opened"
      ? `luota ack ${name} · luota show ${name}`
      : `luota show ${name}`;
  const fields = [...coreFields(shown, now), ["next", next] as const];
  return `${renderHeading(shown, look, now)}\n${renderFields(fields, look)}`;
}

/** `INC-17  billing-sync missed its run      sev 2 · open 14m`, on two lines where it is narrow. */
export function renderHeading(
  { number, incident }: NumberedIncident,
  look: Look,
  now: EpochMilliseconds,
): string {
  const title = neutraliseLine(`${incident.monitor} ${breakWords(incident)}`);
  const standing = standingWords(incident, now);
  const name = incidentName(number);
  const paint = incident.state === "resolved" ? look.colour.good : look.colour.bad;
  const used = displayWidth(`${name}  ${title}`);
  const room = Math.min(look.width, widest) - used - displayWidth(standing);
  if (room >= 3)
    return `${paint(name)}  ${look.colour.strong(title)}${" ".repeat(room)}${standing}`;
  const [first = "", ...more] = wrapLine(title, look.width - name.length - 2);
  const lines = more.map((line) => `${" ".repeat(name.length + 2)}${look.colour.strong(line)}`);
  return [`${paint(name)}  ${look.colour.strong(first)}`, ...lines, `  ${standing}`].join("\n");
}

/** Further apart, the eye does not find the second half of a line. */
const widest = 84;
