import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { StoredNotice, TimelineEntry } from "../../store/incident-row.ts";
import { changeText, changeTitle } from "../../domain/words/change.ts";
import { goodWords } from "../../domain/words/gap.ts";
import type { Look } from "./look.ts";
import { wrapLine } from "./fields.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { utcSeconds } from "../../domain/words/when.ts";

/** One line of the story, at its own instant. */
export interface TimelineLine {
  readonly at: EpochMilliseconds;
  readonly noticedAt: EpochMilliseconds;
  readonly title: string;
  readonly text: string;
}

/** The whole story in its order: what was well before, what was expected, what came, who was told. */
export function timelineLines(
  timeline: readonly TimelineEntry[],
  notices: readonly StoredNotice[],
): readonly TimelineLine[] {
  const changes = timeline.map((entry) => ({
    at: entry.at,
    noticedAt: entry.noticedAt,
    title: changeTitle(entry),
    text: changeText(entry),
  }));
  const told = notices.map(({ createdAt, kind, route, recipient, state }) => ({
    at: createdAt,
    noticedAt: createdAt,
    title: `notice ${state}`,
    text: `${kind}, to ${recipient === "" ? route : `${route} (${recipient})`}`,
  }));
  const lines = [...before(timeline[0]), ...changes, ...told];
  return lines.sort((one, other) => one.at - other.at);
}

/** What the opening knows of the time before it. */
function before(opening: TimelineEntry | undefined): readonly TimelineLine[] {
  if (opening?.kind !== "opened") return [];
  const { lastGood, slot } = opening.detail;
  const lines: TimelineLine[] = [];
  const add = (at: EpochMilliseconds, title: string, text: string) =>
    lines.push({ at, noticedAt: at, title, text });
  if (lastGood !== null) add(lastGood.at, "last good", goodWords(lastGood));
  if (slot !== null && opening.cause === "missed") add(slot, "run expected", "its grace began");
  return lines;
}

/** The lines under each other, neutralised and wrapped beside their times. */
export function renderTimeline(lines: readonly TimelineLine[], look: Look): string {
  const width = Math.max(0, ...lines.map(({ title }) => title.length));
  const margin = " ".repeat(2 + 19 + 2 + width + 2);
  const isNarrow = look.width - margin.length < 24;
  return lines
    .map(({ at, noticedAt, title, text }) => {
      const late = noticedAt - at;
      const noticed = late >= 1_000 ? ` (noticed ${formatDuration(late)} later)` : "";
      const room = isNarrow ? look.width - 4 : look.width - margin.length;
      const body = wrapLine(neutraliseLine(text + noticed), Math.max(20, room));
      const head = `  ${look.colour.quiet(utcSeconds(at))}  ${look.colour.strong(title)}`;
      if (isNarrow) return [head, ...body.map((line) => `    ${line}`)].join("\n");
      const pad = " ".repeat(width - title.length + 2);
      return (head + pad + body.join(`\n${margin}`)).trimEnd();
    })
    .join("\n");
}
