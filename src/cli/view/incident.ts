import type { EpochMilliseconds } from "../../base/time.ts";
import type { TimelineEntry } from "../../store/incident-row.ts";
import { renderFields, wrapLine, type Field } from "./fields.ts";
import { causeWords } from "../../domain/words/incident.ts";
import { endWords, endedByWords } from "../../domain/words/cause-end.ts";
import { resolutionWords } from "../../domain/words/resolution.ts";
import type { Look } from "./look.ts";
import { nextSteps } from "../../domain/next-steps.ts";
import type { Difference } from "../../domain/difference.ts";
import { differenceLines } from "./difference-lines.ts";
import { renderHeading } from "./queue.ts";
import { coreFields, type ShownIncident } from "./shown-incident.ts";
import { renderTimeline, timelineLines } from "./timeline.ts";
import { ageOf, momentOf, utcSeconds } from "../../domain/words/when.ts";

export interface WholeIncident extends ShownIncident {
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly greenSignals: readonly string[];
  /** What is different from the last good run; null where there is none to compare with. */
  readonly differences: readonly Difference[] | null;
}

/** Everything known of an incident, in the order in which one needs it at night. */
export function renderIncident(whole: WholeIncident, look: Look, now: EpochMilliseconds): string {
  const sections = [
    renderHeading(whole, look, now),
    renderFields(coreFields(whole, now), look),
    renderFields(storyFields(whole, now), look),
    renderTimeline(timelineLines(whole.timeline, whole.notices), look),
    renderSteps(nextSteps(whole), look),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

export function renderSteps(steps: ReturnType<typeof nextSteps>, look: Look): string {
  if (steps.length === 0) return "";
  const width = Math.max(...steps.map(({ command }) => command.length));
  const lines = steps.flatMap(({ command, text }) => {
    const whole = command === "" ? `  ${text}` : `  ${command.padEnd(width)}  ${text}`;
    if (whole.length <= look.width) return [whole];
    const below = wrapLine(text, look.width - 4).map((line) => `    ${line}`);
    return command === "" ? below : [`  ${command}`, ...below];
  });
  return [look.colour.strong("next"), ...lines].join("\n");
}

function storyFields(
  { incident, greenSignals, differences }: WholeIncident,
  now: EpochMilliseconds,
): readonly Field[] {
  const { happenedAt, noticedAt, resolution, resolvedAt, occurrences, reopenings } = incident;
  return [
    ["green signals", greenSignals.length === 0 ? null : greenSignals.join("; ")],
    [
      "different",
      differences === null || differences.length === 0
        ? null
        : differenceLines({ differences, compared: true }),
    ],
    ["happened", `${utcSeconds(happenedAt)} UTC (${ageOf(happenedAt, now)})`],
    ["noticed", `${utcSeconds(noticedAt)} UTC`],
    ["occurrences", occurrences > 1 ? String(occurrences) : null],
    ["reopened", reopenings === 0 ? null : reopenings === 1 ? "once" : `${reopenings} times`],
    ...incident.causes.map((cause): Field => {
      const since = `${causeWords(cause.kind, cause.count, cause.detail.outcome)} since ${momentOf(cause.since, now)}`;
      if (cause.until === null) return ["cause", `${since}; ends with ${endWords(cause.kind)}`];
      const by = cause.endedBy === null ? "" : ` by ${endedByWords(cause.endedBy)}`;
      return ["cause", `${since}; ended ${momentOf(cause.until, now)}${by}`];
    }),
    [
      "resolved",
      resolution === null || resolvedAt === null
        ? null
        : `${utcSeconds(resolvedAt)} UTC, ${resolutionWords(resolution)}`,
    ],
    ["drill", incident.drill],
  ];
}
