import { formatSize } from "../base/size.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { RecordedRun } from "./document-parts.ts";
import {
  markdownCode,
  markdownFacts,
  markdownFence,
  markdownLine,
  markdownTable,
} from "./markdown-text.ts";
import { runEvidence, runFacts, runOutputs, runPayload } from "./run-facts.ts";
import { instantWords, roleTitles } from "./words.ts";

const mostOutput = 2_500;
const mostPayload = 2_000;

/** Those that the story names in full, the others in a table. */
export function markdownRuns({ runs, moreRuns }: IncidentRecordDocument): string {
  const named = runs.filter(({ role }) => role !== "between" && role !== "after");
  const others = runs.filter((run) => !named.includes(run));
  const rows = others.map(({ role, words, run }) => [
    instantWords(run.startedAt),
    markdownLine(roleTitles[role]),
    markdownLine(words),
  ]);
  const table = rows.length === 0 ? [] : [markdownTable(["started", "", "run"], rows)];
  const more = moreRuns === 0 ? [] : [`And ${moreRuns} more of that time.`];
  return [...named.map(wholeRun), ...table, ...more].join("\n\n");
}

function wholeRun(recorded: RecordedRun): string {
  const { role, run } = recorded;
  const facts = runFacts(run).map(
    ([label, text]) => [label, text === null ? null : factText(label, text)] as const,
  );
  const evidence = runEvidence(run).map(({ step, kind, state, values, at }) =>
    [step, kind, state, values, at === null ? "" : instantWords(at)].map(markdownLine),
  );
  const payload = runPayload(run);
  return [
    `### ${roleTitles[role]}: run ${markdownLine(run.id)}`,
    markdownFacts(facts),
    ...(evidence.length === 0
      ? []
      : [markdownTable(["evidence", "source", "state", "measured", "when"], evidence)]),
    ...(payload === null ? [] : [`Payload:\n\n${markdownFence(payload.slice(0, mostPayload))}`]),
    ...runOutputs(recorded, mostOutput).map(({ stream, bytes, text, cut }) => {
      const size = bytes === null ? "" : `, ${formatSize(bytes)}`;
      if (text === null) return `${stream}${size}: content not kept`;
      return `${stream}${size}${cut ? ", the end of it" : ""}:\n\n${markdownFence(text)}`;
    }),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function factText(label: string, text: string): string {
  return label === "Command" ? markdownCode(text) : markdownLine(text);
}
