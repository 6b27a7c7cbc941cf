import { proofStep } from "../../src/domain/evidence-step.ts";
import type { Change, Incident } from "../../src/domain/incident.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import type { Facts, Outage, Schedule, Span, Watched } from "../../src/domain/facts.ts";
import type { Heard } from "../../src/domain/heard.ts";
import { judge, type Judgement } from "../../src/domain/judge.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import type { MonitorState } from "../../src/domain/monitor-state.ts";
import { reconcile } from "../../src/domain/reconcile.ts";
import { scheduleOf } from "../../src/domain/schedule.ts";
import type { Ending } from "../../src/domain/run.ts";
import type { SlotRow } from "../../src/domain/slot-row.ts";
import type { Turn } from "../../src/domain/cause.ts";
import { factsSince, unmetSince } from "../../src/domain/wake.ts";

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What was heard, and when the news of it arrived. */
export type News = Heard & { readonly arrivesAt?: number };

export interface History {
  readonly watched: Watched;
  readonly news: readonly News[];
  readonly outages: readonly Outage[];
  readonly pauses: readonly Span[];
}

/** What a store would hold after some looks. */
export interface Told {
  state: MonitorState | null;
  readonly rows: Map<number, SlotRow>;
  /** One per incident, as it is now, in the order of opening. */
  readonly incidents: Incident[];
  readonly changes: Change[];
  readonly turns: Turn[];
  readonly judgements: Judgement[];
}

export function watch(
  different: Partial<Monitor>,
  more: Partial<Watched> & { readonly schedule?: Schedule } = {},
): Watched {
  const monitor = { ...defaultMonitor("billing-sync"), ...different };
  return {
    monitor,
    schedule: scheduleOf(monitor, "db1"),
    steps: monitor.evidence.map(proofStep),
    knownSince: 0,
    cadenceSince: 0,
    ...more,
  };
}

/** Looks at the given instants, each time committing what was decided, as a tick does. */
export function play(history: History, looks: readonly number[]): Told {
  const told: Told = {
    state: null,
    rows: new Map(),
    incidents: [],
    changes: [],
    turns: [],
    judgements: [],
  };
  let before = -Infinity;
  for (const now of looks) {
    look(history, told, before, now);
    before = now;
  }
  return told;
}

export function look(history: History, told: Told, before: number, now: number): Judgement {
  const { watched, news, outages, pauses } = history;
  const heard = news.filter((each) => {
    const arrival = each.arrivesAt ?? each.at;
    return arrival > before && arrival <= now;
  });
  const recent = factsSince(watched, told.state);
  const since = unmetSince(watched, told.state, heard);
  const facts: Facts = {
    watched,
    // As a store keeps it.
    state: told.state === null ? null : (JSON.parse(JSON.stringify(told.state)) as MonitorState),
    heard,
    unmet: [...told.rows.values()]
      .filter((row) => row.outcome !== "met" && row.outcome !== "late" && row.slot >= since)
      .map((row) => row.slot)
      .sort((one, other) => one - other),
    outages: outages.filter((each) => each.from < now && each.until > recent),
    pauses: pauses.filter((each) => each.from <= now && each.until > recent),
  };
  const judgement = judge(facts, now);
  told.state = judgement.state;
  for (const row of judgement.slots) told.rows.set(row.slot, row);
  const rules = { monitor: watched.monitor, drill: null };
  const changes = reconcile(rules, told.incidents.at(-1) ?? null, judgement.turns, now);
  for (const change of changes) {
    if (change.kind === "opened") told.incidents.push(change.incident);
    else told.incidents[told.incidents.length - 1] = change.incident;
  }
  told.changes.push(...changes);
  told.turns.push(...judgement.turns);
  told.judgements.push(judgement);
  return judgement;
}

export const start = (run: string, at: number, slot: number | null = null): News => ({
  kind: "started",
  run,
  at,
  slot,
  ears: false,
});

export const exited = (exitCode: number): Ending => ({ kind: "exited", exitCode });

export const end = (run: string, startedAt: number, at: number, ending = exited(0)): News => ({
  kind: "ended",
  run,
  startedAt,
  at,
  durationMs: at - startedAt,
  ending,
});

export const beat = (at: number, ears = false): News => ({ kind: "beat", at, ears });
