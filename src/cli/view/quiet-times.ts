import { formatDuration } from "../../base/duration.ts";
import type { Json } from "../../base/json.ts";
import { toIso, type EpochMilliseconds } from "../../base/time.ts";
import type { Pause, StoredSilence } from "../../store/pause-row.ts";
import type { Look } from "./look.ts";
import { renderTable, type Column } from "./table.ts";
import { utcSeconds } from "../../domain/words/when.ts";

/** The times in which nothing is expected, under each other. */
export function renderPauses(pauses: readonly Pause[], look: Look, now: EpochMilliseconds): string {
  return pauses.length === 0 ? "Nothing is paused.\n" : table("MONITOR", pauses, look, now);
}

/** The times in which nobody is told. */
export function renderSilences(
  silences: readonly StoredSilence[],
  look: Look,
  now: EpochMilliseconds,
): string {
  if (silences.length === 0) return "Nothing is silenced from the command line.\n";
  return table("MONITORS", silences, look, now);
}

/** A pause or a silence as JSON. */
export function spanToJson(span: Pause | StoredSilence): Json {
  const { monitor, reason, by } = span;
  return {
    monitor,
    from: toIso(span.from),
    until: toIso(span.until),
    reason,
    by: { user: by.user, host: by.host },
  };
}

function table(
  title: string,
  spans: readonly (Pause | StoredSilence)[],
  look: Look,
  now: EpochMilliseconds,
): string {
  const columns: readonly Column[] = [
    { title, narrowest: 8 },
    { title: "UNTIL (UTC)" },
    { title: "LEFT", align: "right", leaves: 1 },
    { title: "REASON", narrowest: 8, leaves: 3 },
    { title: "BY", narrowest: 6, leaves: 2 },
  ];
  const rows = spans.map((span) => [
    { text: span.monitor },
    { text: utcSeconds(span.until) },
    { text: formatDuration(Math.max(0, span.until - now)) },
    { text: span.reason ?? "" },
    { text: [span.by.user, span.by.host].filter((part) => part !== null).join("@") },
  ]);
  return `${renderTable(columns, rows, look)}\n`;
}
