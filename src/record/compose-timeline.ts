import { toIso, type EpochMilliseconds } from "../base/time.ts";
import type { Incident, TimelineEntry } from "../domain/incident.ts";
import { outcomeOf } from "../domain/outcome.ts";
import { changeText, changeTitle } from "../domain/words/change.ts";
import { formatDuration } from "../base/duration.ts";
import type { Run } from "../domain/run.ts";
import { endingWords, outcomeWord } from "../domain/words/outcome.ts";
import { shortId } from "../domain/words/short-id.ts";
import { attemptEntries } from "./compose-timeline-attempts.ts";
import { worldEntries } from "./compose-timeline-world.ts";
import type { RecordEntry, RecordPhase } from "./document-timeline.ts";
import type { FoundRun, RecordFacts } from "./facts.ts";
import type { Line } from "./timeline-line.ts";

/** The whole story in its order, from the last good sign to what came after the resolution. */
export function composeTimeline(facts: RecordFacts): readonly RecordEntry[] {
  const { timeline, incident } = facts.story;
  const lines: readonly Line[] = [
    ...worldEntries(facts),
    ...facts.runs.map(runLine),
    ...timeline.map((entry) => changeLine(entry, facts)),
    ...attemptEntries(facts),
  ];
  return lines
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, noticedAt, title, text, source }) => ({
      at: toIso(at),
      noticedAt: toIso(noticedAt ?? at),
      ...{ title, text, phase: phaseOf(at, incident), source },
    }));
}

/** By the last time that it was acknowledged and resolved; what it was before, the entries tell. */
function phaseOf(at: EpochMilliseconds, incident: Incident): RecordPhase {
  const { happenedAt, acknowledgedAt, resolvedAt } = incident;
  if (resolvedAt !== null && at > resolvedAt) return "resolved";
  if (acknowledgedAt !== null && at > acknowledgedAt) return "acknowledged";
  return at < happenedAt ? "before" : "broken";
}

/** The event of the chain that wrote it, by the revision that it made. */
function changeLine(entry: TimelineEntry, { events }: RecordFacts): Line {
  const event = events.find(
    ({ kind, data }) =>
      kind === `incident-${entry.kind}` &&
      (data as { readonly revision?: unknown } | null)?.revision === entry.revision,
  );
  return {
    at: entry.at,
    noticedAt: entry.noticedAt,
    title: changeTitle(entry),
    text: changeText(entry),
    source: { kind: "audit", name: event?.kind ?? null, seq: event?.seq ?? null },
  };
}

/** At its end, when what it came to was known; at its start where it has none. */
function runLine({ role, run, seq }: FoundRun): Line {
  const word = outcomeWord(outcomeOf(run));
  const told = role === "last-good" ? `last good run: ${word}` : `run ${word}`;
  return {
    at: run.end?.endedAt ?? run.lost?.at ?? run.start.startedAt,
    title: told,
    text: endText(run),
    source: { kind: "run", name: shortId(run.start.id), seq },
  };
}

/** `exit 3 after 4m 12s: no space left on device`. */
function endText({ end, lost }: Run): string {
  if (end === null) return lost === null ? "still runs" : "its recorder was found dead";
  const said = end.error ?? end.summary;
  const after = end.ending.kind === "skipped" ? "" : ` after ${formatDuration(end.durationMs)}`;
  return `${endingWords(end.ending)}${after}${said === null ? "" : `: ${said}`}`;
}
