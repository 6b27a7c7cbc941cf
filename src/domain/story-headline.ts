import { formatDuration } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Incident, IncidentCause, Resolution } from "./incident.ts";
import type { StoryFacts } from "./story-facts.ts";
import { breakWithTime } from "./words/break.ts";
import { causeWords, incidentName } from "./words/incident.ts";
import { noteWords } from "./words/resolution.ts";
import { shortId } from "./words/short-id.ts";
import { momentOf } from "./words/when.ts";

/** One calm sentence: what broke or healed, since when, for whom. A drill says first that it is one. */
export function headlineOf(facts: StoryFacts, cause: IncidentCause | null): string {
  const sentence = sentenceOf(facts, cause);
  return facts.incident.drill === null
    ? sentence
    : `This is a drill, nothing is really broken: ${sentence}`;
}

function sentenceOf(facts: StoryFacts, cause: IncidentCause | null): string {
  const { kind, incident, number, now } = facts;
  const { monitor } = incident;
  const name = incidentName(number);
  const broke = cause === null ? "is broken" : breakWithTime(cause, now);
  const stake = stakeOf(facts);
  switch (kind) {
    case "opened":
      return `${monitor} ${broke}${stake}`;
    case "cause-added":
      return `${monitor} also ${broke}${stake}`;
    case "occurrence":
      return `${monitor} ${broke}, and it goes on${stake}`;
    case "reopened":
      return `${monitor} broke again soon after it had healed: it ${broke}${stake}`;
    case "flapping":
      return `${monitor} keeps breaking and healing: it ${cause === null ? "broke" : causeWords(cause.kind, 1, cause.detail.outcome)} again, ${incident.occurrences} breaks since ${momentOf(incident.happenedAt, now)}; it stays quiet now until three good runs in a row`;
    case "acknowledged":
      return `${incident.acknowledgedBy ?? "Somebody"} has ${name}: ${monitor} ${broke}`;
    case "reminder":
      return `Nobody has acknowledged ${name} for ${waited(facts)}: ${monitor} ${broke}${stake}`;
    case "escalated":
      return `You are told because nobody acknowledged ${name} for ${waited(facts)}: ${monitor} ${broke}${stake}`;
    case "resolved":
      return endSentence(facts, broke);
    case "healed":
      return `${monitor} ${broke}, and is healthy again${afterWords(incident)}; nothing is left to do`;
    default:
      return unreachable(kind);
  }
}

function endSentence({ number, incident }: StoryFacts, broke: string): string {
  const { monitor, resolution } = incident;
  const name = incidentName(number);
  const after = afterWords(incident);
  const what = ` (${monitor} ${broke})`;
  const by: Resolution | null = resolution;
  switch (by?.kind) {
    case "by-person":
      return `${by.by} resolved ${name}${after}${noteWords(by.note)}${what}`;
    case "withdrawn":
      return `${name} is withdrawn${after}, for what was broken is no longer in the config${what}`;
    case "healed":
      return `${monitor} is healthy again${after}${by.run === null ? "" : `, with run ${shortId(by.run)}`}`;
    case undefined:
      return `${monitor} is healthy again${after}`;
    default:
      return unreachable(by);
  }
}

/** For whom it matters; a drill puts nothing at stake. */
function stakeOf({ rules, incident }: StoryFacts): string {
  return rules.promise === null || incident.drill !== null ? "" : `; at stake: ${rules.promise}`;
}

function afterWords({ resolvedAt, happenedAt }: Incident): string {
  return resolvedAt === null ? "" : ` after ${formatDuration(resolvedAt - happenedAt)}`;
}

/** Since it was last told as broken. */
function waited({ timeline, incident, now }: StoryFacts): string {
  const told = timeline.findLast(({ kind }) => openings.includes(kind));
  const since: EpochMilliseconds = told?.noticedAt ?? incident.noticedAt;
  return formatDuration(Math.max(0, now - since));
}

const openings = ["opened", "reopened", "flapping"];
