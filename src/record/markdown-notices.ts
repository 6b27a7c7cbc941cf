import { formatDuration } from "../base/duration.ts";
import type { RecordAttempt } from "./document-delivery.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { markdownLine, markdownTable } from "./markdown-text.ts";
import { instantWords } from "./words.ts";

const mostReceipt = 160;

/** One line per attempt; a notice without any has a line too. */
export function markdownNotices({ notices }: IncidentRecordDocument): string {
  if (notices.length === 0) return "Nobody was to be told.";
  const rows = notices.flatMap(({ number, kind, route, recipient, state, dueAt, attempts }) => {
    const whom = recipient === null ? route : `${route} (${recipient})`;
    const notice = [`${number} ${kind}`, whom, state];
    if (attempts.length === 0) return [[...notice, instantWords(dueAt), "none", ""]];
    return attempts.map((attempt) => [
      ...notice,
      instantWords(attempt.begunAt),
      `${attempt.number}: ${attempt.state}`,
      receiptOf(attempt),
    ]);
  });
  return markdownTable(
    ["notice", "to", "state", "when (UTC)", "attempt", "receipt"],
    rows.map((row) => row.map(markdownLine)),
  );
}

function receiptOf({ receipt, reason, tookMs }: RecordAttempt): string {
  const took = tookMs === null ? "" : `${formatDuration(Math.round(tookMs))}:`;
  const text = (receipt?.text ?? "").trim();
  const cut = text.length > mostReceipt ? `${text.slice(0, mostReceipt).toWellFormed()}…` : text;
  const parts = [took, String(receipt?.status ?? ""), cut, receipt?.reference ?? "", reason ?? ""];
  return parts.filter((part) => part !== "").join(" ");
}
