import { formatDuration } from "../base/duration.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { markup, type Html } from "./html-text.ts";

/** From the deadline to the resolution (or to the export), to scale, with a mark for each attempt. */
export function drawBar(record: IncidentRecordDocument, width: number, y: number): Html {
  const { deadlineAt, acknowledgedAt, resolvedAt } = record.delivery;
  const from = Date.parse(deadlineAt);
  const until = Math.max(Date.parse(resolvedAt ?? record.exported.at), from + 1);
  const acked = acknowledgedAt === null ? until : Math.min(Date.parse(acknowledgedAt), until);
  const place = (at: number) =>
    Math.round(10 + ((width - 20) * (Math.min(Math.max(at, from), until) - from)) / (until - from));
  const attempts = record.notices
    .flatMap((notice) => notice.attempts)
    .map(({ begunAt, state }) => {
      const tone = state === "delivered" ? "good" : "bad";
      const x = place(Date.parse(begunAt));
      return markup`<rect class="f-${tone}" x="${x - 1}" y="${y - 5}" width="3" height="20" />`;
    });
  const end = resolvedAt === null ? "still open" : "resolved";
  return markup`<rect
      class="f-bad"
      x="10"
      y="${y}"
      width="${Math.max(1, place(acked) - 10)}"
      height="10"
      rx="2"
    /><rect
      class="f-wait"
      x="${place(acked)}"
      y="${y}"
      width="${Math.max(0, place(until) - place(acked))}"
      height="10"
      rx="2"
    />${attempts}<text class="soft" x="10" y="${y + 25}">broken</text
    ><text class="soft" x="${width - 10}" y="${y + 25}" text-anchor="end"
      >${end} after ${formatDuration(until - from)}</text
    >`;
}
