import { formatDuration } from "../base/duration.ts";
import { formatSize } from "../base/size.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { IncidentCause } from "./incident.ts";
import type { Run, RunOutput } from "./run.ts";
import type { World } from "./world.ts";
import { provenSteps } from "./words/proof.ts";
import { momentOf } from "./words/when.ts";

/** What looked healthy all the same: why nobody would have noticed by looking elsewhere. */
export function greenSignals(
  cause: IncidentCause | null,
  run: Run | null,
  world: World,
  now: EpochMilliseconds,
): readonly string[] {
  if (cause === null) return [];
  switch (cause.kind) {
    case "missed":
      return aroundMiss(cause, world, now);
    case "unproven":
    case "too-fast":
    case "drift":
    case "warned":
    case "failing":
      return run === null ? [] : ofEnd(run);
    case "lost":
      return run?.lost?.jobAlive === true ? ["the job itself still ran then"] : [];
    case "overrunning":
      return run === null || run.end !== null
        ? []
        : [`it still runs, for ${formatDuration(now - run.start.startedAt)}`];
    case "stale":
      return world.readings?.latest?.weighed.facts ?? [];
    case "unreadable":
    case "route-broken":
      return [];
    default:
      return unreachable(cause.kind);
  }
}

function aroundMiss(
  { detail }: IncidentCause,
  { neighbour }: World,
  now: EpochMilliseconds,
): readonly string[] {
  if (detail.because !== null || detail.slot === null) return [];
  const up = "the host was up, and luota watched";
  if (neighbour === null || neighbour.startedAt < detail.slot) return [up];
  return [up, `${neighbour.monitor} started here at ${momentOf(neighbour.startedAt, now)}`];
}

function ofEnd(run: Run): readonly string[] {
  const { start, end } = run;
  if (end === null) return [];
  const { ending, durationMs, output, summary } = end;
  const isGood = ending.kind === "exited" && ending.exitCode === 0;
  const saidSo = ending.kind === "reported" && ending.success;
  const took = `took ${formatDuration(durationMs)}`;
  const inTime = start.slot === null ? [] : [`began ${lateness(start.startedAt - start.slot)}`];
  if (!isGood && !saidSo) return inTime;
  const written = bytesOut(output);
  return [
    isGood ? "exit 0" : "reported as success",
    ...inTime,
    took,
    ...(written === null || written === 0 ? [] : [`${formatSize(written)} written to stdout`]),
    ...(summary === null ? [] : [`it said: ${summary}`]),
    ...provenSteps(run),
  ];
}

function lateness(late: number): string {
  return late < 1_000 ? "on time" : `${formatDuration(late)} after it was due`;
}

function bytesOut(output: RunOutput | null): number | null {
  return output?.stdout.bytes ?? null;
}
