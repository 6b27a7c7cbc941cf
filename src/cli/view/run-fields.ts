import { formatDuration } from "../../base/duration.ts";
import { formatSize } from "../../base/size.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { LostNote, Run, RunEnd, ScriptFacts } from "../../domain/run.ts";
import { commandLine } from "../../domain/words/command-line.ts";
import type { Field } from "./fields.ts";
import { endingWords } from "../../domain/words/outcome.ts";
import { ageOf, utcFull } from "../../domain/words/when.ts";

/** When it ran, how it ended, and what it took. */
export function timeFields({ start, end, lost }: Run, now: EpochMilliseconds): readonly Field[] {
  return [
    ["due", start.slot === null ? null : utcFull(start.slot)],
    ["started", `${utcFull(start.startedAt)} (${ageOf(start.startedAt, now)})`],
    ["ended", end === null ? null : utcFull(end.endedAt)],
    ["took", end === null ? null : formatDuration(end.durationMs)],
    ["ending", end === null ? null : endingWords(end.ending)],
    ["lost", lost === null ? null : lostWords(lost, end)],
    ["summary", end?.summary ?? null],
    ["error", end?.error ?? null],
    ["cpu", end === null ? null : cpuWords(end)],
    ["memory", memoryWords(end)],
  ];
}

/** What ran, where, and what belongs to it. */
export function contextFields({ start }: Run): readonly Field[] {
  const who = start.user === null ? start.host : `${start.user}@${start.host}`;
  const pid = start.pid === null ? "" : `, pid ${start.pid}`;
  const tags = Object.entries(start.tags).map(([key, value]) => `${key}=${value}`);
  return [
    ["command", start.command === null ? null : commandLine(start.command)],
    ["in", start.cwd],
    ["by", `${who}${pid}`],
    ["told", start.origin === "reported" ? "by the job itself; luota did not run it" : null],
    ["deploy", start.sha],
    ["external id", start.externalId],
    ["tags", tags.length === 0 ? null : tags.join(" ")],
    ["payload", start.payload === null ? null : JSON.stringify(start.payload, null, 2)],
    [start.tags["rerun-of"] === start.parentRun ? "run again" : "inside run", start.parentRun],
    ["outermost", start.rootRun === start.id ? null : start.rootRun],
  ];
}

/** What later explains a change. */
export function proofFields({ start, reporterUid }: Run): readonly Field[] {
  return [
    ["script", start.script === null ? null : scriptWords(start.script)],
    ["sha-256", start.script?.digest ?? null],
    ["free disk", start.freeDisk === null ? null : formatSize(start.freeDisk)],
    ["boot", start.bootId],
    ["written by", reporterUid === null ? null : `uid ${reporterUid}`],
  ];
}

function scriptWords(script: ScriptFacts): string {
  const facts = [
    script.size === null ? null : formatSize(script.size),
    script.owner === null ? null : `owner ${script.owner}`,
    script.modifiedAt === null ? null : `changed ${utcFull(script.modifiedAt)}`,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? script.path : `${script.path} (${facts.join(", ")})`;
}

function memoryWords(end: RunEnd | null): string | null {
  const peak = end?.peakMemory ?? null;
  return peak === null ? null : `${formatSize(peak)} at its peak`;
}

function cpuWords({ cpuMs }: RunEnd): string | null {
  if (cpuMs === null) return null;
  const total = formatDuration(cpuMs.user + cpuMs.system);
  return `${total} (${formatDuration(cpuMs.user)} own, ${formatDuration(cpuMs.system)} in the kernel)`;
}

function lostWords({ at, jobAlive }: LostNote, end: RunEnd | null): string {
  const found = `its recorder was found dead at ${utcFull(at)}`;
  if (end !== null) return `${found}; its true ending came later`;
  if (jobAlive === null) return `${found}; whether the job still runs can't be told from here`;
  return `${found}; the job itself was ${jobAlive ? "still running" : "gone too"} then`;
}
