import type { IncidentRecordDocument } from "./document.ts";
import { markdownNotices } from "./markdown-notices.ts";
import { markdownRuns } from "./markdown-runs.ts";
import {
  markdownFacts,
  markdownFence,
  markdownLine,
  markdownLink,
  markdownTable,
} from "./markdown-text.ts";
import { markdownPeople } from "./markdown-people.ts";
import {
  afterWords,
  figureLines,
  instantWords,
  phaseTitles,
  promiseFacts,
  sourceWords,
} from "./words.ts";
import { recordPhases } from "./document-timeline.ts";

/** Issues take 65,536 characters. */
const mostCharacters = 60_000;
const mostEntries = 150;

/** The record to be pasted into an issue. All of it is in the JSON; what is left out here says so. */
export function renderRecordMarkdown(record: IncidentRecordDocument): string {
  const whole = [
    ...head(record),
    section("Promise", promiseSection(record)),
    section("What looked healthy", bullets(record.greenSignals)),
    section("What is different from the last good run", differences(record)),
    section("Who was told, and how soon", figures(record)),
    section("Timeline (UTC)", timeline(record)),
    section("Runs", markdownRuns(record)),
    section("Notices, attempts and receipts", markdownNotices(record)),
    ...markdownPeople(record).map(({ title, text }) => section(title, text)),
    foot(record),
  ].filter((part) => part !== "");
  return `${fit(whole).join("\n\n")}\n`;
}

function section(title: string, text: string): string {
  return text === "" ? "" : `## ${title}\n\n${text}`;
}

function head(record: IncidentRecordDocument): readonly string[] {
  const { id, incident, drill, standing, headline } = record;
  const title = `# ${drill === null ? "" : "DRILL "}${id}: ${markdownLine(incident.monitor)}`;
  return [title, `**${markdownLine(headline)}**`, markdownLine(standing)];
}

function promiseSection(record: IncidentRecordDocument): string {
  const { runbook, runbookText } = record.promise;
  const facts = promiseFacts(record).map(
    ([label, text]) => [label, text === null ? null : markdownLine(text)] as const,
  );
  const book = runbook === null ? "none" : markdownLink(runbook);
  const list = markdownFacts([...facts, ["Runbook", book]]);
  return runbookText === null ? list : `${list}\n\n${markdownFence(runbookText)}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${markdownLine(line)}`).join("\n");
}

function differences({ differences: found }: IncidentRecordDocument): string {
  if (found === null) return "There is no good run to compare with.";
  return found.length === 0 ? "Nothing that was recorded." : bullets(found.map(({ text }) => text));
}

function figures({ delivery }: IncidentRecordDocument): string {
  const rows = figureLines(delivery).map(({ title, at, afterMs }) => [
    title,
    at === null ? "not yet" : instantWords(at),
    afterWords(afterMs),
  ]);
  const { notices, delivered, attempts } = delivery;
  const counts = `${notices} owed, ${delivered} delivered, ${attempts} attempts.`;
  return `${markdownTable(["step", "when (UTC)", "after the deadline"], rows)}\n\n${counts}`;
}

function timeline(record: IncidentRecordDocument): string {
  const entries = record.timeline.slice(0, mostEntries);
  const left = record.timeline.length - entries.length;
  const parts = recordPhases.flatMap((phase) => {
    const rows = entries
      .filter((entry) => entry.phase === phase)
      .map(({ at, title, text, source }) => [
        instantWords(at),
        markdownLine(title),
        markdownLine(text),
        markdownLine(sourceWords(source)),
      ]);
    const table = markdownTable(["when", "what", "", "source"], rows);
    return rows.length === 0 ? [] : [`### ${phaseTitles[phase]}\n\n${table}`];
  });
  return [...parts, ...(left > 0 ? [`And ${left} more entries in the JSON.`] : [])].join("\n\n");
}

function foot({ id, key, revision, exported, chain, schema }: IncidentRecordDocument): string {
  const { at, by, luota } = exported;
  const who = [by.user, by.host].filter((part) => part !== null).join(" on ");
  return [
    "---",
    "",
    `${id}, revision ${revision} (\`${markdownLine(key)}\`, ${schema}), exported ${instantWords(at)} UTC by ${markdownLine(who)} with luota ${markdownLine(luota)}.`,
    `The audit chain ended at ${chain.seq}: \`${markdownLine(chain.hash)}\`. The signed bundle (\`luota export ${id} --format bundle\`) can be checked without luota.`,
  ].join("\n");
}

/** Leaves out the longest parts until the rest fits. */
function fit(parts: readonly string[]): readonly string[] {
  const kept = [...parts];
  const size = () => kept.reduce((sum, part) => sum + part.length + 2, 0);
  while (size() > mostCharacters) {
    const longest = kept.reduce(
      (best, part, at) => (part.length > (kept[best]?.length ?? 0) ? at : best),
      0,
    );
    const [title = ""] = (kept[longest] ?? "").split("\n");
    kept[longest] =
      `${title.slice(0, 200)}\n\nToo long for an issue: it is in the JSON and the HTML.`;
  }
  return kept;
}
