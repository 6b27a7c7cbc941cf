import { markdownFacts, markdownFence, markdownLine, markdownTable } from "./markdown-text.ts";
import type { PeriodProofDocument, ProofMonitor } from "./proof-document.ts";
import { calendarText, durationText } from "./proof-text.ts";
import {
  incidentHead,
  incidentRow,
  monitorFacts,
  proofTitle,
  restoreHead,
  restoreRow,
  summaryHead,
  summaryRow,
} from "./proof-words.ts";
import { instantWords } from "./words.ts";

const mostRows = 50;

/** The proof of a period as Markdown, which reads well in a terminal too. */
export function renderProofMarkdown(proof: PeriodProofDocument): string {
  const { period, workspace, host, outages, exported, chain } = proof;
  const where = [workspace, host].filter((part) => part !== null).join(", ");
  const gaps =
    outages.length === 0
      ? "No gap in the watching is on record."
      : list(
          outages.map(({ kind, from, until }) => {
            const what = kind === "host" ? "the host was off" : "luota was down";
            return `${what}: ${instantWords(from)} to ${instantWords(until)}`;
          }),
        );
  const by = [exported.by.user, exported.by.host].filter((part) => part !== null).join(" on ");
  const parts = [
    `# Proof of ${markdownLine(proofTitle(proof))}`,
    `${instantWords(period.from)} to ${instantWords(period.until)} UTC, ${markdownLine(where)}`,
    markdownTable(summaryHead, proof.monitors.map(summaryRow).map(escaped)),
    ...proof.monitors.map(monitorPart),
    `## When nobody watched\n\n${gaps}`,
    `---\n\nExported ${instantWords(exported.at)} UTC by ${markdownLine(by)} with luota ${exported.luota} (${proof.schema}). The audit chain ended at ${chain.seq}: \`${chain.hash}\`.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function monitorPart(monitor: ProofMonitor): string {
  const facts = monitorFacts(monitor).map(
    ([label, text]) => [label, text === null ? null : markdownLine(text)] as const,
  );
  const durations = durationText(monitor);
  return [
    `## ${markdownLine(monitor.monitor)}`,
    markdownFacts(facts),
    markdownFence(calendarText(monitor)),
    ...(durations === "" ? [] : [`How long good runs took:\n\n${markdownFence(durations)}`]),
    table("Incidents", incidentHead, monitor.incidents.map(incidentRow)),
    table("Restored for proof", restoreHead, monitor.restores.map(restoreRow)),
    table("Drills", incidentHead, monitor.drills.map(incidentRow)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return "";
  const left = rows.length - mostRows;
  const more = left > 0 ? `\n\nAnd ${left} more in the JSON.` : "";
  return `### ${title}\n\n${markdownTable(head, rows.slice(0, mostRows).map(escaped))}${more}`;
}

function escaped(row: readonly string[]): readonly string[] {
  return row.map(markdownLine);
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}
