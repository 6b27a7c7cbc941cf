import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import type { Difference } from "../../domain/difference.ts";
import type { MonitorSummary, RecentRun } from "../../domain/summary.ts";
import { renderFields, renderLabel, type Field } from "./fields.ts";
import type { Look } from "./look.ts";
import { historyCell, lastOutcome } from "./monitor-cells.ts";
import { renderRun } from "./run.ts";
import { standingFields, type Standing } from "./standing.ts";
import { ageOf, utcFull } from "../../domain/words/when.ts";

/** A monitor: how it stands, how long its runs take, and all of its last run. */
export function renderMonitor(
  monitor: MonitorSummary,
  standing: Standing | null,
  look: Look,
  now: EpochMilliseconds,
  drifts: readonly Difference[] | null = null,
): string {
  const last = lastOutcome(monitor, look);
  const heading = `${look.colour.strong(neutraliseLine(monitor.name))}  ${last.paint?.(last.text) ?? last.text}`;
  const promise = standing === null ? [] : standingFields(standing, now);
  const fields = renderFields([...promise, ...monitorFields(monitor, now)], look);
  const strip = historyCell(monitor, look);
  const history =
    strip.text === ""
      ? ""
      : `\n${renderLabel("history", look)}${strip.paint?.(strip.text) ?? strip.text}`;
  const lastRun =
    monitor.lastRun === null ? "" : `\n${renderRun(monitor.lastRun, look, now, drifts)}`;
  return `${heading}\n\n${fields}${history}\n${lastRun}`;
}

function monitorFields(monitor: MonitorSummary, now: EpochMilliseconds): readonly Field[] {
  const { knownSince, lastSuccess, runCount, runningCount, recent } = monitor;
  const running = runningCount === 0 ? "" : `, ${runningCount} running now`;
  const success = lastSuccess?.end?.endedAt;
  return [
    ["known since", `${utcFull(knownSince)} (${ageOf(knownSince, now)})`],
    ["runs", `${runCount}${running}`],
    [
      "last success",
      success === undefined ? "never" : `${utcFull(success)} (${ageOf(success, now)})`,
    ],
    ["usually", usualDuration(recent)],
  ];
}

/** The median of what recent successes took; null for fewer than three. */
function usualDuration(recent: readonly RecentRun[]): string | null {
  const durations = recent
    .filter(({ outcome }) => outcome === "succeeded")
    .flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
    .sort((left, right) => left - right);
  const median = durations[Math.floor(durations.length / 2)];
  return median === undefined || durations.length < 3 ? null : `takes ${formatDuration(median)}`;
}
