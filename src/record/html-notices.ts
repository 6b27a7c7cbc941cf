import { formatDuration } from "../base/duration.ts";
import type { RecordAttempt, RecordNotice } from "./document-delivery.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { htmlTable } from "./html-page.ts";
import { markup, htmlLines, nothing, type Html } from "./html-text.ts";
import { instantWords } from "./words.ts";

/** Every notice, every attempt, and what the provider answered word for word. */
export function htmlNotices({ notices }: IncidentRecordDocument): Html {
  if (notices.length === 0) return markup`<p class="soft">Nobody was to be told.</p>`;
  const rows = notices.map((notice) => [
    markup`${notice.number} ${notice.kind}`,
    notice.recipient === null ? notice.route : `${notice.route} (${notice.recipient})`,
    markup`<span class="${toneOf(notice.state)}">${notice.state}</span>`,
    markup`<time>${instantWords(notice.dueAt)}</time>`,
    markup`${attempts(notice)}`,
  ]);
  return htmlTable(["notice", "to", "state", "due", "attempts"], rows);
}

function attempts({ attempts: all, heldUntil }: RecordNotice): readonly Html[] {
  const held =
    heldUntil === null ? [] : [markup`<div>held back until ${instantWords(heldUntil)}</div>`];
  return [...held, ...all.map(attempt)];
}

function attempt({
  number,
  state,
  begunAt,
  tookMs,
  reason,
  receipt,
  witness,
}: RecordAttempt): Html {
  const took = tookMs === null ? "" : ` in ${formatDuration(Math.round(tookMs))}`;
  const status = [receipt?.status ?? "", receipt?.reference ?? "", reason ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
  const text = (receipt?.text ?? "").trimEnd();
  const answer = text === "" ? nothing : markup`<pre>${htmlLines(text)}</pre>`;
  const seen =
    witness === null
      ? nothing
      : markup` <span class="soft small">named audit ${witness.seq}</span>`;
  return markup`<div>
    ${number}: <span class="${toneOf(state)}">${state}</span>,
    <time>${instantWords(begunAt)}</time
    >${took}${status === "" ? "" : `: ${status}`}${seen}${answer}
  </div>`;
}

function toneOf(state: string): string {
  if (state === "delivered") return "good";
  return state === "waiting" || state === "unknown" || state === "begun"
    ? "wait"
    : state === "cancelled"
      ? "soft"
      : "bad";
}
