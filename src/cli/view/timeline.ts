import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { BreakDetail, CauseKind } from "../../domain/cause.ts";
import type { ChangeWhat, Claim } from "../../domain/incident.ts";
import type { StoredNotice, TimelineEntry } from "../../store/incident-row.ts";
import { claimWords } from "../../domain/words/claim.ts";
import { becauseWords, gapWords, goodWords } from "../../domain/words/gap.ts";
import { causeWords } from "../../domain/words/incident.ts";
import { endedByWords } from "../../domain/words/cause-end.ts";
import { noteWords, resolutionWords } from "../../domain/words/resolution.ts";
import type { Look } from "./look.ts";
import { wrapLine } from "./fields.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { shortId } from "../../domain/words/short-id.ts";
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
    title: titleOf(entry),
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

function titleOf({ kind }: ChangeWhat): string {
  return kind.replaceAll("-", " ");
}

/** What a change says beyond its name. */
function changeText(what: ChangeWhat): string {
  switch (what.kind) {
    case "opened":
    case "cause-added":
    case "reopened":
    case "flapping":
      return breakText(what.cause, what.detail);
    case "occurrence":
      return breakText(what.cause, what.detail, what.count);
    case "cause-ended":
      return `${what.cause}: ended by ${endedByWords(what.by)}`;
    case "calmer":
      return `a good run, ${what.healthyInRow} of 3 in a row`;
    case "resolved":
      return resolutionWords(what.resolution);
    case "acknowledged":
      return `by ${what.by}${claimed(what.claim)}${noteWords(what.note)}`;
    case "noted":
      return `by ${what.by}${noteWords(what.note)}`;
    case "reminded":
      return "nobody had acknowledged it";
    case "renamed":
      return `the monitor was called ${what.from} before`;
    default:
      return unreachable(what);
  }
}

function claimed(claim: Claim | undefined): string {
  return claim === undefined ? "" : ` (${claimWords(claim)})`;
}

function breakText(cause: CauseKind, detail: BreakDetail, count = 1): string {
  const run = detail.run === null ? "" : ` (run ${shortId(detail.run)})`;
  const gap = gapWords(cause, detail) ?? causeWords(cause, count, detail.outcome);
  const times = count > 1 ? `, ${count} in one gap` : "";
  const why = detail.because === null ? "" : `; ${becauseWords(detail.because)}`;
  return `${gap}${run}${times}${why}`;
}
