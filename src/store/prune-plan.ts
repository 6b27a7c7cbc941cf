import { unreachable } from "../base/unreachable.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { readAuditEvent, type ReadAuditEvent } from "../domain/audit.ts";
import { tieOfEvent } from "../domain/retention-event.ts";
import {
  cutsAt,
  mayIncidentGo,
  mayRunGo,
  type Cuts,
  type Pressure,
  type RetentionRules,
} from "../domain/retention.ts";
import { storedLink, type LinkRow } from "./audit-read.ts";
import { readIncidentStanding, readRunStanding } from "./prune-standing.ts";
import { keepOf, type KeepBook } from "./prune-keep.ts";
import { prepare, type Store } from "./store.ts";

export interface PruneQuestion {
  readonly rules: RetentionRules;
  readonly now: EpochMilliseconds;
  readonly pressure: Pressure;
  /** The last event that this sweep has looked at. */
  readonly after: number;
  /** How many events to look at. */
  readonly limit: number;
  /** Somebody watches this store, so that what nobody judged yet is still to be judged. */
  readonly judged: boolean;
  readonly book: KeepBook;
}

/** An event of the chain that goes. */
export interface GoingEvent {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
}

export interface PrunePlan {
  readonly runs: readonly { readonly number: number; readonly id: string }[];
  /** Notes of a loss that a true ending superseded. */
  readonly superseded: readonly { readonly number: number; readonly id: string }[];
  readonly incidents: readonly number[];
  readonly events: readonly GoingEvent[];
  /** The last event that was looked at. */
  readonly upTo: number;
  /** The rest of the chain is too young, or there is none. */
  readonly done: boolean;
}

interface Draft {
  readonly runs: Map<number, string>;
  readonly superseded: Map<number, string>;
  readonly incidents: Set<number>;
  readonly events: Map<number, GoingEvent>;
}

/** Looks at some events of the chain, in its order: each knows what it is about, and so what may go. */
export function planPruning(store: Store, question: PruneQuestion): PrunePlan {
  const { after, limit, now, rules, pressure } = question;
  const rows = prepare(store, selectLinks).all(after, limit) as LinkRow[];
  const cuts = cutsAt(rules, now, pressure);
  const draft: Draft = {
    runs: new Map(),
    superseded: new Map(),
    incidents: new Set(),
    events: new Map(),
  };
  let young = 0;
  for (const row of rows) {
    const { seq, bytes, hash } = storedLink(row);
    const event = readAuditEvent(bytes);
    // What can't be read is for `audit --verify` to tell.
    if (event === null) continue;
    if (event.at >= cuts.evidence) young += 1;
    else if (goes(store, event, cuts, question, draft))
      draft.events.set(seq, { seq, prev: event.prev, hash });
  }
  return {
    ...{ runs: listOf(draft.runs), superseded: listOf(draft.superseded) },
    incidents: [...draft.incidents],
    events: [...draft.events.values()],
    upTo: rows.at(-1)?.[0] ?? after,
    done: rows.length < limit || young === rows.length,
  };
}

const selectLinks = "SELECT seq, bytes, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?";

function listOf(runs: ReadonlyMap<number, string>) {
  return [...runs].map(([number, id]) => ({ number, id }));
}

/** Whether an old event goes; whatever goes with it is noted in the draft. */
function goes(
  store: Store,
  event: ReadAuditEvent,
  cuts: Cuts,
  question: PruneQuestion,
  draft: Draft,
): boolean {
  const tie = tieOfEvent(event);
  switch (tie.kind) {
    case "run":
      return runGoes(store, tie, event, cuts, question, draft);
    case "incidents":
      return event.at < cuts.incidents && incidentsGo(store, tie.incidents, cuts, draft);
    case "runs":
      return event.at < cuts.evidence && !tie.runs.some((run) => isThere(store, run, draft));
    case "config":
      return event.at < cuts.incidents && !isLatestConfig(store, tie.digest);
    case "age":
      return event.at < cuts.incidents;
    case "stays":
      return false;
    default:
      return unreachable(tie);
  }
}

function runGoes(
  store: Store,
  tie: { readonly run: string; readonly end: boolean },
  event: ReadAuditEvent,
  cuts: Cuts,
  { rules, judged, book }: PruneQuestion,
  { runs, superseded }: Draft,
): boolean {
  const run = readRunStanding(store, tie.run, event.at);
  // Somebody took it away: that is for `audit --verify` to tell.
  if (run === null) return false;
  // Its end is an event of its own, further on.
  if (!tie.end && run.ended) {
    superseded.set(run.number, run.id);
    return true;
  }
  const keep = keepOf(store, book, run.monitor, { keepRuns: rules.keepRuns, judged });
  if (!mayRunGo(run, keep, cuts.evidence)) return false;
  runs.set(run.number, run.id);
  return true;
}

function incidentsGo(
  store: Store,
  numbers: readonly number[],
  cuts: Cuts,
  { incidents }: Draft,
): boolean {
  const there = numbers.filter((number) => !incidents.has(number));
  const standings = there.map((number) => readIncidentStanding(store, number));
  const all = standings.every((each) => each === null || mayIncidentGo(each, cuts.incidents));
  if (!all) return false;
  for (const [index, number] of there.entries())
    if (standings[index] !== null) incidents.add(number);
  return true;
}

function isThere(store: Store, id: string, { runs }: Draft): boolean {
  const row = prepare(store, "SELECT number FROM runs WHERE id = ?").get(id);
  return row !== undefined && !runs.has((row as [number])[0]);
}

function isLatestConfig(store: Store, digest: string): boolean {
  const select = "SELECT digest FROM configs ORDER BY number DESC LIMIT 1";
  const latest = prepare(store, select).get() as [string] | undefined;
  return latest?.[0] === digest;
}
