import { toIso } from "../base/time.ts";
import type { TimelineEntry } from "../domain/incident.ts";
import { isOpen } from "../domain/incident-change.ts";
import { nextSteps } from "../domain/next-steps.ts";
import { claimWords } from "../domain/words/claim.ts";
import { commandLine } from "../domain/words/command-line.ts";
import { incidentName } from "../domain/words/incident.ts";
import type { RecordAcknowledgement } from "./document-delivery.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { RecordReview } from "./document-parts.ts";
import type { RecordFacts } from "./facts.ts";

type Timeline = readonly TimelineEntry[];

export function acknowledgementsOf(timeline: Timeline): readonly RecordAcknowledgement[] {
  return timeline.flatMap((entry) =>
    entry.kind === "acknowledged"
      ? [
          {
            ...{ at: toIso(entry.at), by: entry.by, note: entry.note },
            claimed: entry.claim === undefined ? null : claimWords(entry.claim),
          },
        ]
      : [],
  );
}

export function notesOf(timeline: Timeline): IncidentRecordDocument["notes"] {
  return timeline.flatMap((entry) =>
    entry.kind === "noted" ? [{ at: toIso(entry.at), by: entry.by, text: entry.note }] : [],
  );
}

export function reviewsOf(timeline: Timeline): readonly RecordReview[] {
  return timeline.flatMap((entry) => {
    if (entry.kind !== "reviewed") return [];
    const { at, by, impact, cause, action } = entry;
    return [{ at: toIso(at), by, impact, cause, action }];
  });
}

/** What is left to do, and what would do the work of the broken run again. */
export function retrySteps({ story }: RecordFacts): IncidentRecordDocument["retry"] {
  const { number, incident, rules, run } = story;
  const next = nextSteps({ number, incident, rules }).map(({ command, text }) => ({
    command: command === "" ? null : command,
    text,
  }));
  if (incident.drill !== null) return next;
  const words = run?.start.command ?? null;
  const hint = words === null ? [] : [{ command: commandLine(words), text: whereItRan(story.run) }];
  const externalId = run?.start.externalId ?? null;
  const known =
    externalId === null ? [] : [{ command: null, text: `what the run was for: ${externalId}` }];
  const again = isOpen(incident)
    ? []
    : [
        {
          command: `luota rerun ${incidentName(number)}`,
          text: "would run the job again, after asking",
        },
      ];
  return [...next, ...(words === null ? [] : again), ...hint, ...known];
}

function whereItRan(run: RecordFacts["story"]["run"]): string {
  const { user, host, cwd } = run?.start ?? { user: null, host: "", cwd: null };
  const who = user === null ? "" : ` as ${user}`;
  return `the command that broke, on ${host}${who}${cwd === null ? "" : ` in ${cwd}`}`;
}
