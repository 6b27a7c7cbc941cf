import { formatDuration, type Milliseconds } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import { toIso, type EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Cadence } from "../../domain/cadence-type.ts";
import type { ZoneEffect } from "../../domain/cron-zone-effects.ts";
import { lookOf } from "./look.ts";
import { effectToJson, slotLine, wallText, warningText, type PlannedSlot } from "./plan.ts";
import { renderTable, type Column } from "./table.ts";
import { ageOf } from "../../domain/words/when.ts";
import { cadenceWords } from "../../domain/words/cadence.ts";

/** What is ahead of one monitor. */
export interface MonitorPlan {
  readonly name: string;
  /** False: other hosts watch it. */
  readonly here: boolean;
  readonly cadence: Cadence;
  /** luota runs it, so that `every` is a grid. */
  readonly ownJob: boolean;
  /** luota itself looks so often; null where it does not. */
  readonly lookEveryMs: Milliseconds | null;
  readonly slots: readonly PlannedSlot[];
  readonly effects: readonly ZoneEffect[];
}

const columns: readonly Column[] = [
  { title: "MONITOR", narrowest: 8 },
  { title: "CADENCE", leaves: 1 },
  { title: "NEXT", narrowest: 12 },
  { title: "IN", align: "right" },
];

/** One line for each monitor, or all the slots of a single one; warnings below. */
export function renderPlans(
  plans: readonly MonitorPlan[],
  shown: { readonly single: boolean; readonly width: number },
  now: EpochMilliseconds,
): string {
  const [first] = plans;
  if (first === undefined) return "the config names no monitor yet: luota add NAME --every 15m\n";
  const warnings = plans.flatMap((plan) =>
    plan.effects.map((effect) => `! ${plan.name}: ${warningText(effect)}`),
  );
  const head = shown.single
    ? [`${first.name}  ${cadenceWords(first.cadence)}`, "", ...linesOf(first)]
    : [tableOf(plans, shown.width, now)];
  return `${[...head, ...(warnings.length === 0 ? [] : ["", ...warnings])].join("\n")}\n`;
}

function linesOf(plan: MonitorPlan): readonly string[] {
  if (plan.slots.length > 0) return plan.slots.map(slotLine);
  return [`  ${withoutSlots(plan)}`];
}

function withoutSlots({ cadence, lookEveryMs }: MonitorPlan): string {
  switch (cadence.kind) {
    case "cron":
      return "no slot in the next hundred years";
    case "every":
      return `${formatDuration(cadence.everyMs)} after its latest start (luota status has the moment)`;
    case "none":
      return lookEveryMs === null
        ? "has no cadence: nothing is due"
        : `is looked at every ${formatDuration(lookEveryMs)}`;
    default:
      return unreachable(cadence);
  }
}

function tableOf(plans: readonly MonitorPlan[], width: number, now: EpochMilliseconds): string {
  const look = lookOf({ width, colour: false, unicode: true });
  const rows = plans.map((plan) => {
    const [next] = plan.slots;
    const text = next === undefined ? withoutSlots(plan) : wallText(next);
    return [
      { text: plan.name },
      { text: cadenceWords(plan.cadence) },
      { text: plan.here ? text : `${text} (on other hosts)` },
      { text: next === undefined ? "" : ageOf(next.at, now).replace(/^in /u, "") },
    ];
  });
  return renderTable(columns, rows, look);
}

export function planOfMonitorToJson(plan: MonitorPlan): Json {
  const { name, here, cadence } = plan;
  return {
    monitor: name,
    here,
    cron: cadence.kind === "cron" ? cadence.pattern : null,
    timezone: cadence.kind === "cron" ? cadence.timezone : null,
    everyMs: cadence.kind === "every" ? cadence.everyMs : null,
    floating: cadence.kind === "every" && !plan.ownJob,
    slots: plan.slots.map((slot) => ({ at: toIso(slot.at), local: wallText(slot) })),
    warnings: plan.effects.map(effectToJson),
  };
}
