import type { EpochMilliseconds } from "../../base/time.ts";
import type { Monitor } from "../../domain/monitor.ts";
import type { ReadingsTold } from "../../domain/reading.ts";
import { goodReadingWords, readingWords } from "../../domain/words/reading.ts";
import type { NumberedIncident, StoredNotice } from "../../store/incident-row.ts";
import type { Field } from "./fields.ts";
import { becauseWords, goodWords } from "../../domain/words/gap.ts";
import { factsOf } from "../../domain/incident-facts.ts";
import { outcomeWord } from "../../domain/words/outcome.ts";
import { shortId } from "../../domain/words/short-id.ts";
import { ageOf, momentOf } from "../../domain/words/when.ts";

/** An incident with what the config says of its promise. */
export interface ShownIncident extends NumberedIncident {
  readonly rules: Pick<Monitor, "promise" | "runbook" | "resolve">;
  /** The owner's name for people; null where nobody answers for it. */
  readonly owner: string | null;
  /** Names of the routes that are told. */
  readonly routes: readonly string[];
  readonly notices: readonly StoredNotice[];
  /** Of what must be fresh, where that is what it is about. */
  readonly readings?: ReadingsTold | null;
}

/** What whoever is woken needs to know, one fact each. */
export function coreFields(shown: ShownIncident, now: EpochMilliseconds): readonly Field[] {
  const { rules, incident, readings = null } = shown;
  const { latest = null, lastGood = null } = readings ?? {};
  const { run, outcome, missing, because } = factsOf(incident);
  const word = outcome === null ? "" : `, ${outcomeWord(outcome)}`;
  return [
    ["promise", rules.promise],
    ["expected run", expectation(shown, now)],
    ["broken run", run === null ? null : `run ${shortId(run)}${word}`],
    ["not proven", missing.length === 0 ? null : missing.join(", ")],
    ["seen", latest === null ? null : readingWords(latest, now)],
    ["because", because === null ? null : becauseWords(because)],
    readings === null
      ? ["last good run", lastGoodWords(shown, now)]
      : ["last good", lastGood === null ? "none" : goodReadingWords(lastGood, now)],
    ["route", routeWords(shown)],
    ["owner", ownerWords(shown, now)],
    ["runbook", rules.runbook ?? "none: name one with `runbook:` in the config"],
  ];
}

/** A drill is judged apart from the runs, so that it has nothing to say of them. */
function lastGoodWords({ incident }: ShownIncident, now: EpochMilliseconds): string | null {
  const { lastGood } = factsOf(incident);
  if (lastGood === null) return incident.drill === null ? "none is known" : null;
  return `${momentOf(lastGood.at, now)}, ${goodWords(lastGood)} (${ageOf(lastGood.at, now)})`;
}

/** The slot that nothing met: only a miss has one to tell of. */
function expectation({ incident }: ShownIncident, now: EpochMilliseconds): string | null {
  const missed = incident.causes.findLast(({ kind }) => kind === "missed");
  const slot = missed?.detail.slot ?? null;
  if (missed === undefined || slot === null) return null;
  const word = missed.endedBy?.kind === "run" ? "missed, a run came since" : "missed";
  const many = missed.count > 1 ? `; the latest of ${missed.count}` : "";
  return `${momentOf(slot, now)}, ${word}${many}`;
}

function routeWords({ routes, notices }: ShownIncident): string {
  if (routes.length === 0) return "none: nobody is told";
  return routes.map((route) => `${route} (${routeState(route, notices)})`).join(", ");
}

function routeState(route: string, notices: readonly StoredNotice[]): string {
  const states = notices.filter((notice) => notice.route === route).map(({ state }) => state);
  if (states.length === 0) return "not told";
  const order = ["refused", "given-up", "unknown", "waiting", "delivered"] as const;
  return order.find((state) => states.includes(state))?.replace("-", " ") ?? "taken back";
}

function ownerWords({ owner, incident }: ShownIncident, now: EpochMilliseconds): string {
  const name = owner ?? "nobody: name one with `owner:` in the config";
  const { acknowledgedBy, acknowledgedAt, state } = incident;
  if (acknowledgedAt !== null) {
    return `${name}; acknowledged by ${acknowledgedBy ?? "somebody"} ${ageOf(acknowledgedAt, now)}`;
  }
  return state === "resolved" ? name : `${name}; nobody has acknowledged it`;
}
