import type { Heard } from "../../src/domain/heard.ts";
import type { Incident } from "../../src/domain/incident.ts";
import type { Ending } from "../../src/domain/run.ts";
import type { SlotRow } from "../../src/domain/slot-row.ts";
import {
  day,
  end,
  exited,
  hour,
  minute,
  second,
  start,
  type News,
  type Told,
} from "./judge-story.ts";

/** A Monday without any change of clocks. */
const monday = Date.UTC(2026, 2, 2);

/** `01:30`, `01:30:05`, and `+1 01:30` for the next day. */
export function at(text: string): number {
  const match = /^(?:\+(\d+) )?(\d+):(\d+)(?::(\d+))?$/u.exec(text);
  if (match === null) throw new Error(`no time: ${text}`);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  return monday + days * day + hours * hour + minutes * minute + seconds * second;
}

export function clock(instant: number): string {
  const days = Math.floor((instant - monday) / day);
  const iso = new Date(instant).toISOString();
  const time = iso.slice(11, iso.endsWith(":00.000Z") ? 16 : 19);
  return days === 0 ? time : `+${days} ${time}`;
}

/**
 * Reads what was heard: `02:00 run 5m`, `02:00 run 5m exit 1`, `02:00 start`, `02:00 beat`,
 * `02:00 ping` and `02:00 called` (a beat and a start over the network), `02:00 lost 5m`, `02:00 overlap`, `02:00 for 01:00 run 5m`; with
 * ` told 03:00` the news arrives later. Runs are named after their start.
 */
export function hear(lines: readonly string[]): News[] {
  return lines.flatMap((line) => {
    const [what = "", told] = line.split(" told ");
    return hearOne(what).map((each) =>
      told === undefined ? each : { ...each, arrivesAt: at(told) },
    );
  });
}

function hearOne(line: string): News[] {
  const pattern =
    /^((?:\+\d+ )?[\d:]+)(?: for ([\d:]+))? (run|start|called|beat|ping|lost|overlap|good|bad|dark|proof|refuted)(?: (?:(\d+)(s|m|h)|of ([\d:]+)))?(?: (exit|signal|timeout) ?(\w+)?)?$/u;
  const match = pattern.exec(line);
  if (match === null) throw new Error(`not understood: ${line}`);
  const [, time = "", named, kind = "", amount, unit, of, how, code] = match;
  const began = at(time);
  const run = time;
  const slot = named === undefined ? null : at(named);
  const length = Number(amount ?? 1) * (unit === "h" ? hour : unit === "m" ? minute : second);
  const started = start(run, began, slot);
  switch (kind) {
    case "run":
      return [started, end(run, began, began + length, endingOf(how, code))];
    case "start":
      return [started];
    case "called":
      return [{ ...started, ears: true } as News];
    case "lost":
      return [started, { kind: "lost", run, startedAt: began, at: began + length }];
    case "beat":
      return [{ kind: "beat", at: began, ears: false }];
    case "ping":
      return [{ kind: "beat", at: began, ears: true }];
    case "overlap":
      return [{ kind: "skipped", run, at: began, slot }];
    case "proof":
    case "refuted":
      return [
        {
          kind: "proof",
          run: of ?? "",
          step: "restored",
          source: "claimed",
          at: began,
          good: kind === "proof",
        },
      ];
    default: {
      const state = ({ good: "good", bad: "bad", dark: "unknown" } as const)[kind as "good"];
      const since = of === undefined ? null : at(of);
      return [{ kind: "reading", at: began, state, since } satisfies Heard];
    }
  }
}

function endingOf(how: string | undefined, code: string | undefined): Ending {
  if (how === "signal") return { kind: "signaled", signal: code ?? "SIGKILL" };
  if (how === "timeout") return { kind: "timed-out", signal: "SIGTERM", exitCode: null };
  return exited(Number(code ?? 0));
}

/** `01:00 met`, `02:00 missed host-down`, in order. */
export function slotsOf(told: Told): string[] {
  return [...told.rows.values()].sort((one, other) => one.slot - other.slot).map(slotInWords);
}

function slotInWords({ slot, outcome, because, run }: SlotRow): string {
  return [clock(slot), outcome, because?.kind, run === null ? undefined : `by ${run}`]
    .filter((word) => word !== undefined)
    .join(" ");
}

/** `missed since 01:12, x3, resolved 04:10`, one line per incident. */
export function incidentsOf(told: Told): string[] {
  return told.incidents.map(incidentInWords);
}

function incidentInWords(incident: Incident): string {
  const { causes, occurrences, state, resolvedAt, happenedAt, flapping, reopenings } = incident;
  const kinds = [...new Set(causes.map((cause) => cause.kind))].join("+");
  return [
    `${kinds} since ${clock(happenedAt)}`,
    ...(occurrences > 1 ? [`x${occurrences}`] : []),
    ...(reopenings > 0 ? [`reopened ${reopenings}`] : []),
    ...(flapping ? ["flapping"] : []),
    resolvedAt === null ? state : `${state} ${clock(resolvedAt)}`,
  ].join(", ");
}
