import { formatDuration } from "../../base/duration.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import type { Probe } from "../../domain/probe.ts";
import type { ReadingState, WeighedReading } from "../../domain/reading.ts";
import { probeExpects, probeSubject } from "../../domain/words/probe.ts";
import { stateWord } from "../../domain/words/reading.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { renderFields, type Field } from "./fields.ts";
import type { Look } from "./look.ts";
import type { Palette } from "./palette.ts";
import { readingToJson } from "./reading-json.ts";

export interface Probed extends WeighedReading {
  readonly monitor: string;
  readonly probe: Probe;
}

/** What a look came to, for whoever sets it up. */
export function renderProbed({ monitor, probe, reading, weighed }: Probed, look: Look): string {
  const { state, problems, facts } = weighed;
  const heading = `${look.colour.strong(neutraliseLine(monitor))}  ${look.colour[colourOf(state)](stateWord(state))}`;
  const { seen, tookMs, attempts } = reading;
  const tried = attempts === 1 ? "" : `, ${attempts} attempts`;
  const fields: Field[] = [
    ["looks at", probeSubject(probe)],
    ["asked", probeExpects(probe)],
    [state === "unknown" ? "because" : "wrong", problems.length === 0 ? null : problems.join("\n")],
    ["seen", facts.length === 0 ? null : facts.join("\n")],
    ["file", seen.kind === "file" ? seen.path : null],
    ["printed", "excerpt" in seen && seen.excerpt !== "" ? seen.excerpt : null],
    ["took", `${formatDuration(tookMs)}${tried}`],
  ];
  return `${heading}\n\n${renderFields(fields, look)}\n`;
}

function colourOf(state: ReadingState): keyof Palette {
  if (state === "good") return "good";
  return state === "bad" ? "bad" : "warn";
}

export function probedToJson({
  monitor,
  step,
  ...told
}: WeighedReading & { readonly monitor: string; readonly step: string | null }): Json {
  return { monitor, step, ...(readingToJson(told) as JsonObject) };
}
