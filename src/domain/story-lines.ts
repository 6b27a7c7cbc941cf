import { formatDuration } from "../base/duration.ts";
import type { IncidentCause, TimelineEntry } from "./incident.ts";
import { factsOf } from "./incident-facts.ts";
import { isOpen } from "./incident-change.ts";
import type { Fact } from "./message.ts";
import { howItEnds } from "./next-steps.ts";
import type { StoryFacts } from "./story-facts.ts";
import { claimWords } from "./words/claim.ts";
import { endedByWords } from "./words/cause-end.ts";
import { expectedWords } from "./words/expected.ts";
import { becauseWords, gapWords, goodWords } from "./words/gap.ts";
import { incidentName } from "./words/incident.ts";
import { noteWords, resolutionWords } from "./words/resolution.ts";
import { goodReadingWords, readingWords } from "./words/reading.ts";
import { unprovenWhy } from "./words/proof.ts";
import { retryWords } from "./words/retry.ts";
import { runWords } from "./words/run.ts";
import { shortId } from "./words/short-id.ts";
import { ageOf, momentOf } from "./words/when.ts";

/** The facts of a message, the weightiest first. Once it is over, what ended it comes first. */
export function storyLines(facts: StoryFacts, cause: IncidentCause | null): readonly Fact[] {
  const { rules, run, owner, kind } = facts;
  const isBrief = kind === "acknowledged" || kind === "resolved";
  const gap = cause === null ? null : gapWords(cause.kind, cause.detail);
  const told: readonly (readonly [label: string, text: string | null])[] = [
    ["Promise", rules.promise],
    ["Ended", endedLine(facts)],
    ["Expected", cause === null || isBrief ? null : expectedWords(cause, rules, facts.now)],
    ["Gap", isBrief ? null : withWhy(gap ?? readingLine(facts, cause), facts, cause)],
    ["Run", run === null || kind === "acknowledged" ? null : runWords(run, facts.now)],
    ["Last good run", isBrief || isOfReading(cause) ? null : lastGoodLine(facts)],
    ["Last good", isBrief || !isOfReading(cause) ? null : lastReadingLine(facts)],
    ["To retry", isBrief ? null : retryLine(run, cause)],
    ["Because", because(cause)],
    ["Occurrences", occurrences(facts)],
    ["Noticed", noticedLine(facts)],
    ["Owner", isBrief ? null : (owner ?? "nobody: name one with `owner:` in the config")],
    ["Acknowledged", acknowledgedLine(facts)],
    ["Next", nextLine(facts)],
  ];
  return told.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

/** What is not proven, and what was heard of it. */
function withWhy(
  gap: string | null,
  { run }: StoryFacts,
  cause: IncidentCause | null,
): string | null {
  if (gap === null || run === null || cause?.kind !== "unproven") return gap;
  const why = unprovenWhy(run);
  return why.length === 0 ? gap : `${gap} (${why.join("; ")})`;
}

/** What to hand to whoever does the work again. */
function retryLine(run: StoryFacts["run"], cause: IncidentCause | null): string | null {
  return cause?.kind === "unproven" && run !== null ? retryWords(run) : null;
}

function isOfReading(cause: IncidentCause | null): boolean {
  return cause?.kind === "stale" || cause?.kind === "unreadable";
}

/** What was seen, or why nothing could be. */
function readingLine({ world, now }: StoryFacts, cause: IncidentCause | null): string | null {
  const latest = world.readings?.latest ?? null;
  if (latest === null || latest.weighed.state === "good" || !isOfReading(cause)) return null;
  return readingWords(latest, now);
}

function lastReadingLine(facts: StoryFacts): string | null {
  const lastGood = facts.world.readings?.lastGood ?? null;
  return lastGood === null ? lastGoodLine(facts) : goodReadingWords(lastGood, facts.now);
}

function because(cause: IncidentCause | null): string | null {
  const why = cause?.detail.because ?? null;
  return why === null ? null : becauseWords(why);
}

function endedLine({ kind, incident, now }: StoryFacts): string | null {
  const { resolution, resolvedAt, causes } = incident;
  if ((kind !== "resolved" && kind !== "healed") || resolution === null || resolvedAt === null)
    return null;
  const ends = causes.flatMap(({ endedBy }) => (endedBy === null ? [] : [endedByWords(endedBy)]));
  const ended =
    resolution.kind === "healed" && ends.length > 0
      ? `by ${[...new Set(ends)].join(", and ")}`
      : resolutionWords(resolution);
  return `${momentOf(resolvedAt, now)}, ${ended}`;
}

function lastGoodLine({ incident, lastGood, now }: StoryFacts): string | null {
  const sign = factsOf(incident).lastGood;
  if (sign === null) return incident.drill === null ? "none is known" : null;
  const summary = lastGood?.end?.summary ?? null;
  const said = summary === null ? "" : `: ${summary}`;
  return `${momentOf(sign.at, now)} (${ageOf(sign.at, now)}), ${goodWords(sign)}${said}`;
}

function occurrences({ incident, now }: StoryFacts): string | null {
  const { occurrences: count, reopenings, brokenAt } = incident;
  if (count <= 1) return null;
  const again =
    reopenings === 0 ? "" : `, reopened ${reopenings === 1 ? "once" : `${reopenings} times`}`;
  return `${count}, the latest at ${momentOf(brokenAt, now)}${again}`;
}

/** Only where it was noticed late enough to matter. */
function noticedLine({ incident, now }: StoryFacts): string | null {
  const late = incident.noticedAt - incident.happenedAt;
  if (late < 60_000) return null;
  return `${momentOf(incident.noticedAt, now)}, ${formatDuration(late)} after it broke`;
}

function acknowledgedLine({ incident, timeline, now }: StoryFacts): string | null {
  const { acknowledgedAt: at, acknowledgedBy } = incident;
  if (at === null) return null;
  const entry = timeline.findLast(isAcknowledgement);
  const claim = entry?.claim === undefined ? "" : ` (${claimWords(entry.claim)})`;
  const who = `${acknowledgedBy ?? "somebody"}${claim}`;
  return `${momentOf(at, now)} by ${who}${noteWords(entry?.note ?? null)}`;
}

type Acknowledgement = Extract<TimelineEntry, { readonly kind: "acknowledged" }>;

function isAcknowledgement(entry: TimelineEntry): entry is Acknowledgement {
  return entry.kind === "acknowledged";
}

/** Where to look, on which host, and what ends it. */
function nextLine(facts: StoryFacts): string | null {
  const { number, incident, host } = facts;
  if (!isOpen(incident)) return null;
  const { run } = factsOf(incident);
  const name = incidentName(number);
  if (incident.drill !== null)
    return `acknowledge it, as on a bad day; on ${host}, luota resolve ${name} ends the drill`;
  const look = run === null ? `luota why ${name}` : `luota logs ${shortId(run)}`;
  return `on ${host}: ${look}; ${howItEnds(facts) ?? `luota resolve ${name} ends it, nothing else does`}`;
}
