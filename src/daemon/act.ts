import { fail, ok, type Result } from "../base/result.ts";
import type { Drill } from "../domain/drill.ts";
import {
  acknowledgeIncident,
  noteOnIncident,
  resolveByPerson,
  reviewIncident,
  type IncidentAction,
  type IncidentActionFailure,
} from "../domain/incident-action.ts";
import type { Change, Incident } from "../domain/incident.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { NumberedIncident } from "../store/incident-row.ts";
import type { IncidentStory } from "../store/tick-facts.ts";
import type { Deed } from "../store/deed.ts";
import type { WatchStore } from "../store/watch.ts";
import { allSilences, type Rules } from "./rules.ts";
import { tellStories } from "./story.ts";

export interface NoIncident {
  readonly kind: "no-such-incident";
  readonly number: number;
}

/** Others wrote each time before it could be kept. */
export interface AlwaysOvertaken {
  readonly kind: "always-overtaken";
}

export type ActFailure = StoreFailure | NoIncident | AlwaysOvertaken;

type Acted = Promise<Result<NumberedIncident, ActFailure | IncidentActionFailure>>;

/** Somebody takes an incident: who heard of it hears that; reminders and escalations stop. */
export function acknowledge(
  watch: WatchStore,
  rules: Rules,
  request: IncidentAction & { readonly number: number },
  deed: Deed,
): Acted {
  return act(watch, rules, request.number, deed, (incident) =>
    one(acknowledgeIncident(incident, request, deed.now)),
  );
}

/** Somebody closes an incident, whether or not its causes have ended. */
export function resolve(
  watch: WatchStore,
  rules: Rules,
  request: IncidentAction & { readonly number: number },
  deed: Deed,
): Acted {
  return act(watch, rules, request.number, deed, (incident) =>
    one(resolveByPerson(incident, request, deed.now)),
  );
}

/** Somebody adds a line to the timeline. */
export function note(
  watch: WatchStore,
  rules: Rules,
  request: { readonly number: number; readonly by: string; readonly note: string },
  deed: Deed,
): Acted {
  return act(watch, rules, request.number, deed, (incident) =>
    one(noteOnIncident(incident, request, deed.now)),
  );
}

/** What somebody found when looking back. */
export function review(
  watch: WatchStore,
  rules: Rules,
  request: { readonly number: number } & Parameters<typeof reviewIncident>[1],
  deed: Deed,
): Acted {
  const { number, ...said } = request;
  return act(watch, rules, number, deed, (incident) =>
    one(reviewIncident(incident, said, deed.now)),
  );
}

function one<Failure>(change: Result<Change, Failure>): Result<readonly Change[], Failure> {
  return change.ok ? ok([change.value]) : change;
}

/** Others may be quicker; then it is decided anew on what they left. */
const mostTries = 10;

/** Changes an incident as `decide` says, and owes what is to be told of it. */
export async function act<Failure>(
  watch: WatchStore,
  rules: Rules,
  number: number,
  deed: Deed,
  decide: (incident: Incident) => Result<readonly Change[], Failure>,
  drill?: Drill,
): Promise<Result<NumberedIncident, ActFailure | Failure>> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const read = await watch.incident(number);
    if (!read.ok) return read;
    if (read.value === null) return fail({ kind: "no-such-incident", number });
    const { incident, outbox } = read.value;
    const changes = decide(incident);
    if (!changes.ok) return changes;
    const told = await tellNow(watch, rules, { number, incident, outbox }, changes.value, deed);
    if (!told.ok) return told;
    if (told.value === null) return ok({ number, incident });
    const story = { ...told.value, number, ...(drill === undefined ? {} : { drill }) };
    const kept = await watch.commitStory(story, deed);
    if (kept.ok) return kept;
    if (kept.failure.kind !== "overtaken") return fail(kept.failure);
  }
  return fail({ kind: "always-overtaken" });
}

async function tellNow(
  watch: WatchStore,
  rules: Rules,
  known: Parameters<typeof tellStories>[0],
  changes: readonly Change[],
  { now }: Deed,
): Promise<Result<IncidentStory | null, StoreFailure>> {
  const silences = await watch.silences(now);
  if (!silences.ok) return silences;
  const groups = await watch.groups(now);
  if (!groups.ok) return groups;
  const by = { rules, silences: allSilences(rules, silences.value), groups: groups.value, now };
  return ok(tellStories(known, changes, by)[0] ?? null);
}
