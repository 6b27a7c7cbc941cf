import type { RecordTold } from "./document-delivery.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { RecordReview } from "./document-parts.ts";
import { instantWords } from "./words.ts";

export interface PeopleLines {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Who took it, who was told again, what was quiet, what is left to do, and what was found afterwards. */
export function peopleLines(record: IncidentRecordDocument): readonly PeopleLines[] {
  const acks = record.acknowledgements.map(({ at, by, note, claimed }) => {
    const how = claimed === null ? "" : ` (${claimed})`;
    return `${instantWords(at)} by ${by}${how}${said(note)}`;
  });
  const quiet = record.quiet.map(({ kind, monitors, from, until, reason, by }) => {
    const who = by === null ? "" : ` by ${by}`;
    return `${kind} of ${monitors}, ${instantWords(from)} to ${instantWords(until)}${who}${said(reason)}`;
  });
  return [
    { title: "Acknowledgements", lines: acks },
    { title: "Escalations", lines: record.escalations.map(toldWords) },
    { title: "Reminders", lines: record.reminders.map(toldWords) },
    { title: "Silences and pauses", lines: quiet },
    {
      title: "What can be done again",
      lines: record.retry.map(({ command, text }) =>
        command === null ? text : `${command}: ${text}`,
      ),
    },
    {
      title: "Notes",
      lines: record.notes.map(({ at, by, text }) => `${instantWords(at)} by ${by}: ${text}`),
    },
    { title: "Review", lines: record.reviews.flatMap(reviewWords) },
  ];
}

function said(text: string | null): string {
  return text === null ? "" : `: ${text}`;
}

function toldWords({ at, route, recipient, state }: RecordTold): string {
  const whom = recipient === null ? route : `${route} (${recipient})`;
  return `${instantWords(at)} to ${whom}: ${state}`;
}

function reviewWords({ at, by, impact, cause, action }: RecordReview): readonly string[] {
  const parts = [
    ["impact", impact],
    ["cause", cause],
    ["action", action],
  ] as const;
  return parts.flatMap(([part, text]) =>
    text === null ? [] : [`${part}: ${text} (${by}, ${instantWords(at)})`],
  );
}
