import type { EpochMilliseconds } from "../base/time.ts";
import { drillDueAt, endDrill, judgeDrill, type Drill } from "../domain/drill.ts";
import { remindOfIncident, renameIncident, withdrawIncident } from "../domain/incident-action.ts";
import { isOpen } from "../domain/incident-change.ts";
import type { Change, Incident } from "../domain/incident.ts";
import { judge } from "../domain/judge.ts";
import { reconcile } from "../domain/reconcile.ts";
import { dueAt } from "../domain/wake.ts";
import type { DrillFacts, MonitorCommit, MonitorFacts } from "../store/tick-facts.ts";
import { takePortion } from "./portion.ts";
import { tellStories, type TellingRules } from "./story.ts";

/** One look at one monitor: judged, reconciled, announced. Pure. */
export function lookAt(read: MonitorFacts, by: TellingRules): MonitorCommit {
  const { monitor, version } = read;
  const { now } = by;
  const { facts, upTo, heardUpTo, more } = takePortion(read, now);
  const judgement = judge(facts, upTo);
  const { state, slots, turns, pulledBack } = judgement;
  const rules = { monitor: facts.watched.monitor, drill: null };
  const before = changesOfConfig(read, now);
  const known = before.incident;
  const changes = [...before.changes, ...reconcile(rules, known, turns, now)];
  const last = changes.at(-1)?.incident ?? known;
  const reminder = last === null ? null : remind(last, read, now);
  if (reminder !== null) changes.push(reminder);
  const drills = read.drills.map((each) => lookAtDrill(each, read, by));
  const remindAts = [reminder?.incident ?? last, ...drills.map((each) => each.incident)];
  return {
    ...{ monitor, version, state, heardUpTo, slots, pulledBack },
    stories: [
      ...tellStories(read.incident, changes, by),
      ...drills.flatMap((each) => each.stories),
    ],
    drills: drills.filter((each) => each.moved).map((each) => each.drill),
    dueAt: earliest([
      more ? now : null,
      dueAt(facts.watched, state, facts.pauses),
      ...remindAts.map((incident) => incident?.remindAt ?? null),
      ...drills.map((each) => drillDueAt(each.drill)),
    ]),
  };
}

/** A monitor with a new name takes its incident along; one that is gone from the config closes it. */
function changesOfConfig(read: MonitorFacts, now: EpochMilliseconds) {
  const changes: Change[] = [];
  let incident: Incident | null = read.incident?.incident ?? null;
  if (incident === null) return { incident, changes };
  const { name, configured, withdrawnAt } = read.monitor;
  if (incident.monitor !== name) {
    if (isOpen(incident)) changes.push(renameIncident(incident, name, now));
    incident = changes.at(-1)?.incident ?? { ...incident, monitor: name };
  }
  const isGone = !configured && withdrawnAt !== null && incident.noticedAt <= withdrawnAt;
  const withdrawal = isGone ? withdrawIncident(incident, now) : null;
  if (withdrawal !== null) changes.push(withdrawal);
  return { incident: withdrawal?.incident ?? incident, changes };
}

function remind(incident: Incident, read: MonitorFacts, now: EpochMilliseconds): Change | null {
  return remindOfIncident(incident, read.facts.watched.monitor.remindMs, now);
}

function lookAtDrill({ drill, incident: known }: DrillFacts, read: MonitorFacts, by: TellingRules) {
  const { now } = by;
  const { configured, withdrawnAt } = read.monitor;
  const isGone = !configured && withdrawnAt !== null && drill.startedAt <= withdrawnAt;
  const judged = isGone ? endDrill(drill, now) : judgeDrill(drill, now);
  const rules = { monitor: read.facts.watched.monitor, drill: drill.id };
  const changes = [...reconcile(rules, known?.incident ?? null, judged.turns, now)];
  const last = changes.at(-1)?.incident ?? known?.incident ?? null;
  const reminder = last === null ? null : remind(last, read, now);
  if (reminder !== null) changes.push(reminder);
  return {
    drill: judged.drill,
    moved: hasMoved(drill, judged.drill),
    incident: reminder?.incident ?? last,
    stories: tellStories(known, changes, by),
  };
}

function hasMoved(before: Drill, after: Drill): boolean {
  return before.state !== after.state;
}

function earliest(instants: readonly (EpochMilliseconds | null)[]): EpochMilliseconds | null {
  const known = instants.filter((each) => each !== null);
  return known.length === 0 ? null : Math.min(...known);
}
