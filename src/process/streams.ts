import { fstatSync, readFileSync, type Stats } from "node:fs";
import type { JobRequest } from "./request.ts";

/** What happens to one of the job's output streams. */
export type StreamPlan =
  | { readonly kind: "pipe"; readonly keep: boolean }
  /** The job writes straight to luota's own descriptor. */
  | { readonly kind: "inherit"; readonly reason: "terminal" | "not-captured" }
  /** Data, not a log: inherited, and counted by how far the file's offset moved. */
  | { readonly kind: "file"; readonly startOffset: number };

export interface OutputPlan {
  readonly stdout: StreamPlan;
  readonly stderr: StreamPlan;
  /** Both go to one place: stdout's pipe serves both, which keeps the order of lines. */
  readonly merged: boolean;
}

/** Decides by what luota's own stdout and stderr are. */
export function planOutput(request: Pick<JobRequest, "capture" | "sink" | "launch">): OutputPlan {
  const { capture, sink, launch } = request;
  const keepOut = capture === "both";
  const keepErr = capture !== "none";
  if (sink === "discard") {
    const stdout: StreamPlan = { kind: "pipe", keep: keepOut };
    return { stdout, stderr: { kind: "pipe", keep: keepErr }, merged: false };
  }
  const out = launch.closedDescriptors.includes(1) ? null : fstatSync(1);
  const err = launch.closedDescriptors.includes(2) ? null : fstatSync(2);
  const same = out !== null && err !== null && out.dev === err.dev && out.ino === err.ino;
  const stdout = planStream(out, keepOut, sink);
  const stderr = planStream(err, keepErr, sink);
  if (out?.isFile() === true && !same && stdout.kind !== "inherit") {
    const { offset, appends } = readOffset(1);
    if (!appends) return { stdout: planData(sink, offset), stderr, merged: false };
  }
  return { stdout, stderr, merged: same && stdout.kind === "pipe" && stderr.kind === "pipe" };
}

/** With -q a file too gets its bytes only once the run ended badly; they are data all the same. */
function planData(sink: "pass-through" | "quiet", startOffset: number): StreamPlan {
  return sink === "quiet" ? { kind: "pipe", keep: false } : { kind: "file", startOffset };
}

function planStream(stat: Stats | null, keep: boolean, sink: "pass-through" | "quiet"): StreamPlan {
  if (stat === null) return { kind: "inherit", reason: "not-captured" };
  if (sink === "quiet") return { kind: "pipe", keep };
  if (isTerminal(stat)) return { kind: "inherit", reason: "terminal" };
  return keep ? { kind: "pipe", keep } : { kind: "inherit", reason: "not-captured" };
}

const memoryDevices = 1;

/** Character devices are terminals, but for /dev/null and its kin. */
function isTerminal(stat: Stats): boolean {
  return stat.isCharacterDevice() && Math.floor(stat.rdev / 256) % 4096 !== memoryDevices;
}

const appendFlag = 0o2000;

/** The offset and mode of an open file; null offsets where /proc does not tell. */
export function readOffset(descriptor: number): { offset: number; appends: boolean } {
  try {
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1");
    const offset = Number(/^pos:\s*(\d+)/mu.exec(info)?.[1]);
    const flags = parseInt(/^flags:\s*(\d+)/mu.exec(info)?.[1] ?? "0", 8);
    return { offset, appends: (flags & appendFlag) !== 0 };
  } catch {
    return { offset: Number.NaN, appends: true };
  }
}
