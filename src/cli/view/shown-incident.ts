import type { EpochMilliseconds } from "../../base/time.ts";
import type { Monitor } from "../../domain/monitor.ts";
import type { NumberedIncident, StoredNotice } from "../../store/incident-row.ts";
import type { Field } from "./fields.ts";
import { becauseWords, goodWords } from "./gap-words.ts";
import { factsOf } from "./incident-json.ts";
import { outcomeWord } from "./outcome-words.ts";
import { shortId } from "./runs.ts";
import { ageOf, momentOf } from "./when.ts";

/** An incident with what the config says of its promise. */
export interface ShownIncident extends NumberedIncident {
  readonly rules: Pick<Monitor, "promise" | "runbook" | "resolve">;
  /** The owner's name for people; null where nobody answers for it. */
  readonly owner: string | null;
  /** Names of the routes that are told. */
  readonly routes: readonly string[];
  readonly notices: readonly StoredNotice[];
}

/** What whoever is woken needs to know, one fact each. */
export function coreFields(shown: ShownIncident, now: EpochMilliseconds): readonly Field[] {
  const { rules, incident } = shown;
  const { slot, run, outcome, lastGood, missing, because } = factsOf(incident);
  const word = outcome === null ? "" : `, ${outcomeWord(outcome)}`;
  return [
    ["promise", rules.promise],
    ["expected run", slot === null ? null : `${momentOf(slot, now)}, ${expectation(shown)}`],
    ["broken run", run === null ? null : `run ${shortId(run)}${word}`],
    ["not proven", missing.length === 0 ? null : missing.join(", ")],
    ["because", because === null ? null : becauseWords(because)],
    [
      "last good run",
      lastGood === null
        ? "none is known"
        : `${momentOf(lastGood.at, now)}, ${goodWords(lastGood)} (${ageOf(lastGood.at, now)})`,
    ],
    ["route", routeWords(shown)],
    ["owner", ownerWords(shown, now)],
    ["runbook", rules.runbook ?? "none: name one with `runbook:` in the config"],
  ];
}

function expectation({ incident }: ShownIncident): string {
  const missed = incident.causes.findLast(({ kind }) => kind === "missed");
  if (missed === undefined) return "came";
  const word = missed.until === null ? "missed" : "missed, a run came since";
  return missed.count > 1 ? `${word}; the latest of ${missed.count}` : word;
}

function routeWords({ routes, notices }: ShownIncident): string {
  if (routes.length === 0) return "none: nobody is told";
  return routes.map((route) => `${route} (${routeState(route, notices)})`).join(", ");
}

function routeState(route: string, notices: readonly StoredNotice[]): string {
  const states = notices.filter((notice) => notice.route === route).map(({ state }) => state);
  if (states.length === 0) return "not told";
  const order = ["refused", "unknown", "waiting", "delivered"] as const;
  return order.find((state) => states.includes(state)) ?? "taken back";
}

function ownerWords({ owner, incident }: ShownIncident, now: EpochMilliseconds): string {
  const name = owner ?? "nobody: name one with `owner:` in the config";
  const { acknowledgedBy, acknowledgedAt, state } = incident;
  if (acknowledgedAt !== null) {
    return `${name}; acknowledged by ${acknowledgedBy ?? "somebody"} ${ageOf(acknowledgedAt, now)}`;
  }
  return state === "resolved" ? name : `${name}; nobody has acknowledged it`;
}
