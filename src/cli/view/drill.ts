import { formatDuration } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import { toIso, toIsoOrNull, type EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { DrillScore, NotProven } from "../../domain/drill-score.ts";
import type { Drill } from "../../domain/drill.ts";
import type { DrillRecord } from "../../store/pages.ts";
import type { DrillStep } from "./drill-step.ts";
import { exportStepBefore } from "./export-step.ts";
import { renderFields, type Field } from "./fields.ts";
import { incidentToJson } from "../../domain/incident-json.ts";
import { incidentName } from "../../domain/words/incident.ts";
import type { Look } from "./look.ts";

/** What a monitor has of the four steps, before the bad day begins. */
export function drillSteps(known: {
  readonly monitor: string;
  readonly configured: boolean;
  readonly lacks: readonly string[];
  readonly lastSuccess: string | null;
  readonly kind: Drill["kind"];
  /** The latest drill of it whose record was exported. */
  readonly exported: string | null;
}): readonly DrillStep[] {
  const { monitor, configured, lacks, lastSuccess } = known;
  const whole =
    lacks.length === 0
      ? "owner, cadence, route and runbook are set"
      : `it has no ${lacks.join(", no ")}`;
  return [
    {
      title: `create ${monitor}`,
      state: configured && lacks.length === 0 ? "done" : "open",
      text: configured ? whole : `it is not in the config: luota add ${monitor} --every 15m`,
    },
    {
      title: "one healthy run",
      state: lastSuccess === null ? "open" : "done",
      text: lastSuccess ?? `none is recorded: luota run ${monitor} -- COMMAND`,
    },
    { title: badDay[known.kind], state: "open", text: "now" },
    exportStepBefore(monitor, known.exported),
  ];
}

const badDay: Readonly<Record<Drill["kind"], string>> = {
  missed: "miss the next run",
  failing: "fail the next run",
  unproven: "leave a run unproven",
  stale: "let it go stale",
};

/** The checklist, numbered as one works through it. */
export function renderSteps(monitor: string, steps: readonly DrillStep[], look: Look): string {
  const width = Math.max(...steps.map(({ title }) => title.length));
  const marks = {
    done: look.symbols.good,
    open: look.symbols.unproven,
    "not yet": look.symbols.skipped,
  };
  const lines = steps.map(({ title, state, text }, index) => {
    const head = `  0${index + 1} ${marks[state]} ${title.padEnd(width)}`;
    return `${head}  ${look.colour.quiet(text)}`;
  });
  const ready = steps.slice(0, 2).every(({ state }) => state === "done");
  const standing = ready ? "ready to prove" : "something is missing, and it runs all the same";
  return [`${look.colour.strong(`drill/${monitor}`)}  ${standing}`, ...lines].join("\n");
}

/** What the drill proved, and what it left open. */
export function renderScore(
  record: DrillRecord,
  score: DrillScore,
  look: Look,
  exporting: DrillStep | null = null,
): string {
  const { drill, incident } = record;
  const after = (length: number | null, never: string) =>
    length === null ? never : `${formatDuration(Math.max(0, length))} after the break`;
  const by = incident?.incident.acknowledgedBy ?? null;
  const fields: readonly Field[] = [
    ["noticed", after(score.noticedAfterMs, "by nobody")],
    ...score.routes.map(({ route, afterMs }): Field => [
      "receipt",
      `${route}: ${after(afterMs, "none")}`,
    ]),
    [
      "acknowledged",
      `${after(score.acknowledgedAfterMs, "by nobody")}${by === null ? "" : `, by ${by}`}`,
    ],
    ["resolved", after(score.resolvedAfterMs, "not yet")],
    ["not proven", score.notProven.map(notProvenWords).join("; ") || "nothing is left"],
    ["the record", exporting?.text ?? null],
  ];
  const name = incident === null ? "" : ` (${incidentName(incident.number)})`;
  return `${look.colour.strong(`the score of drill/${drill.monitor}`)}${name}\n${renderFields(fields, look)}`;
}

function notProvenWords(gap: NotProven): string {
  switch (gap.kind) {
    case "nobody-noticed":
      return "that anybody would notice";
    case "no-route":
      return "that anybody would be told: no route is named";
    case "no-receipt":
      return `that ${gap.route} delivers: it gave no receipt`;
    case "not-acknowledged":
      return "that somebody answers: nobody acknowledged it";
    case "not-resolved":
      return "that it ends: it is still open";
    default:
      return unreachable(gap);
  }
}

/** The outcome of a drill as JSON: times in it are milliseconds after the break. */
export function drillToJson(
  record: DrillRecord,
  steps: readonly DrillStep[],
  score: DrillScore,
  host: string,
): Json {
  const { drill, incident, endedAt } = record;
  return {
    id: drill.id,
    monitor: drill.monitor,
    kind: drill.kind,
    state: drill.state,
    by: drill.by,
    startedAt: toIso(drill.startedAt),
    breaksAt: toIso(drill.breaksAt),
    endedAt: toIsoOrNull(endedAt),
    incident: incident === null ? null : incidentToJson(incident, host),
    steps: steps.map(({ title, state, text }) => ({ title, state, text })),
    score: {
      noticedAfterMs: score.noticedAfterMs,
      routes: score.routes.map(({ route, afterMs }) => ({ route, afterMs })),
      acknowledgedAfterMs: score.acknowledgedAfterMs,
      resolvedAfterMs: score.resolvedAfterMs,
      notProven: score.notProven.map((gap) => ({ ...gap })),
    },
  };
}

/** A line of the story as it happens. */
export function storyLine(at: EpochMilliseconds, text: string): string {
  return `  ${toIso(at).slice(11, 19)}  ${text}`;
}
