import { formatDuration } from "../base/duration.ts";
import { formatSize } from "../base/size.ts";
import type { Difference, DifferencesQuestion, EvidenceValues } from "./difference.ts";
import type { Run } from "./run.ts";

/** What was measured, where it is at least twice, or at most half, of what it was. */
export function measuredDifferences(
  question: DifferencesQuestion,
  lastGood: Run,
): readonly Difference[] {
  const { run, world, evidence } = question;
  const isSameHost = run === null || run.start.host === lastGood.start.host;
  const free = run === null ? world.freeDisk : run.start.freeDisk;
  return [
    ...(isSameHost ? diskDifference(lastGood.start.freeDisk, free) : []),
    ...durationDifference(question, lastGood),
    ...outputDifference(lastGood, run),
    ...memoryDifference(lastGood, run),
    ...(evidence === undefined ? [] : evidenceDifferences(evidence.lastGood, evidence.run)),
  ];
}

const few = 64 * 2 ** 20;

/** Little room explains much, plenty explains nothing. */
function diskDifference(before: number | null, after: number | null): readonly Difference[] {
  if (before === null || after === null) return [];
  const text = `free space ${formatSize(before)} -> ${formatSize(after)}`;
  const isShort = after < few || after < before / 100;
  if (isShort && after < before / 2) return [{ kind: "disk", weight: 95, text }];
  return isFar(before, after, few) ? [{ kind: "disk", weight: 45, text }] : [];
}

function durationDifference(
  { run, now }: DifferencesQuestion,
  lastGood: Run,
): readonly Difference[] {
  const before = lastGood.end?.durationMs ?? null;
  if (run === null || before === null) return [];
  const isRunning = run.end === null && run.lost === null;
  const after = isRunning ? now - run.start.startedAt : (run.end?.durationMs ?? null);
  if (after === null || !isFar(before, after, 1_000)) return [];
  // One that still runs may yet take as long as the last one did.
  if (isRunning && after < before) return [];
  const took = isRunning ? "runs for" : "took";
  const text = `${took} ${formatDuration(after)}, before: ${formatDuration(before)}${times(before, after)}`;
  return [{ kind: "duration", weight: isExtreme(before, after) ? 62 : 40, text }];
}

function outputDifference(lastGood: Run, run: Run | null): readonly Difference[] {
  const streams = ["stdout", "stderr"] as const;
  return streams.flatMap((stream): readonly Difference[] => {
    const before = lastGood.end?.output?.[stream].bytes ?? null;
    const after = run?.end?.output?.[stream].bytes ?? null;
    if (before === null || after === null || !isFar(before, after, 1_024)) return [];
    const text = `${stream} ${formatSize(before)} -> ${formatSize(after)}`;
    // What a failing job complains of on stderr is shown as it is.
    const weight = stream === "stderr" ? 20 : isExtreme(before, after) ? 58 : 35;
    return [{ kind: "output", weight, text }];
  });
}

function memoryDifference(lastGood: Run, run: Run | null): readonly Difference[] {
  const before = lastGood.end?.peakMemory ?? null;
  const after = run?.end?.peakMemory ?? null;
  if (before === null || after === null || !isFar(before, after, 16 * 2 ** 20)) return [];
  const text = `memory ${formatSize(before)} -> ${formatSize(after)}${times(before, after)}`;
  return [{ kind: "memory", weight: 38, text }];
}

function evidenceDifferences(before: EvidenceValues, after: EvidenceValues): readonly Difference[] {
  return Object.entries(before).flatMap(([name, old]): readonly Difference[] => {
    const value = after[name];
    if (value === undefined || value === old) return [];
    const isNumber = typeof old === "number" && typeof value === "number";
    if (isNumber && !isFar(old, value, 0)) return [];
    const weight = isNumber && isExtreme(old, value) ? 68 : 60;
    return [{ kind: "evidence", weight, text: `${name} ${old} -> ${value}` }];
  });
}

/** Twice as much or half of it, and not by a trifle. */
function isFar(before: number, after: number, trifle: number): boolean {
  const [small, large] = [Math.min(before, after), Math.max(before, after)];
  return large >= small * 2 && large - small > trifle;
}

function isExtreme(before: number, after: number): boolean {
  return Math.min(before, after) * 10 <= Math.max(before, after);
}

/** ` (10x)`, for more; less speaks for itself. */
function times(before: number, after: number): string {
  if (before <= 0 || after < before * 2) return "";
  const ratio = after / before;
  return ` (${ratio >= 10 ? Math.round(ratio) : Math.round(ratio * 10) / 10}x)`;
}
