import type { Json } from "../../base/json.ts";
import { toIso, type EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { ZoneEffect } from "../../domain/cron-zone-effects.ts";

/** The next slots of a cadence, and what changes of the clocks do to it on the way. */
export interface Plan {
  readonly pattern: string;
  readonly timezone: string;
  readonly from: EpochMilliseconds;
  readonly slots: readonly PlannedSlot[];
  readonly effects: readonly ZoneEffect[];
}

export interface PlannedSlot {
  readonly at: EpochMilliseconds;
  /** How far the zone's clocks are ahead of UTC then. */
  readonly offsetMs: number;
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The plan for a person: a line for each slot in the zone and in UTC, warnings where they fall. */
export function renderPlan(plan: Plan): string {
  const lines = [`${plan.pattern}  in ${plan.timezone}, after ${toIso(plan.from)}`, ""];
  const waiting = [...plan.effects];
  for (const slot of plan.slots) {
    while (waiting[0] !== undefined && waiting[0].at <= slot.at)
      lines.push(...warn(waiting.shift()));
    lines.push(slotLine(slot));
  }
  if (plan.slots.length === 0) lines.push("  no slot in the next hundred years");
  return `${lines.join("\n")}\n`;
}

/** A slot in its zone and in UTC. */
export function slotLine(slot: PlannedSlot): string {
  const day = days[new Date(slot.at + slot.offsetMs).getUTCDay()] ?? "";
  return `  ${day} ${wallText(slot).replace("T", " ")}   ${shortUtc(slot.at)}`;
}

export function effectToJson(effect: ZoneEffect): Json {
  return {
    kind: effect.kind,
    at: toIso(effect.at),
    count: effect.count,
    firstLocal: bareWall(effect.firstWall),
    lastLocal: bareWall(effect.lastWall),
    slot: effect.kind === "shifted" ? toIso(effect.at) : null,
  };
}

/** A wall time that no clock shows, or that two instants share, has no offset. */
function bareWall(wall: EpochMilliseconds): string {
  return toIso(wall).slice(0, 19);
}

/** A slot as the clocks of its zone show it: `2027-03-28T04:00:00+03:00`. */
export function wallText(slot: PlannedSlot): string {
  return `${toIso(slot.at + slot.offsetMs).slice(0, 19)}${offsetText(slot.offsetMs)}`;
}

function warn(effect: ZoneEffect | undefined): readonly string[] {
  return effect === undefined ? [] : [`  ! ${warningText(effect)}`];
}

/** What a change of the clocks does, in a sentence. */
export function warningText(effect: ZoneEffect): string {
  const on = toIso(effect.wallBefore).slice(0, 10);
  const clock = (wall: EpochMilliseconds) => clockText(wall, on);
  const change = `${clock(effect.wallBefore)} becomes ${clock(effect.wallAfter)}`;
  const many = effect.count > 1;
  const what = many
    ? `${effect.count} times (${clock(effect.firstWall)} to ${clock(effect.lastWall)})`
    : clock(effect.firstWall);
  switch (effect.kind) {
    case "skipped":
      return `${on}: ${change}; ${what} ${many ? "do" : "does"} not come and ${many ? "are" : "is"} skipped`;
    case "shifted":
      return `${on}: ${change}; ${what} ${many ? "do" : "does"} not come: one run, directly after, at ${clock(effect.wallAfter)}`;
    case "repeated":
      return `${on}: ${change}; ${what} ${many ? "come" : "comes"} twice, and so ${many ? "do the runs" : "does the run"}`;
    default:
      return unreachable(effect.kind);
  }
}

/** `03:30`, with seconds where it has any, and with its date where that is not `on`. */
function clockText(wall: EpochMilliseconds, on: string): string {
  const [date = "", time = ""] = toIso(wall).split("T");
  const short = time.slice(6, 8) === "00" ? time.slice(0, 5) : time.slice(0, 8);
  return date === on ? short : `${date} ${short}`;
}

function shortUtc(at: EpochMilliseconds): string {
  return `${toIso(at).slice(0, 19)}Z`;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
