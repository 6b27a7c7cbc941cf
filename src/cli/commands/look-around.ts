import { statfsSync, statSync } from "node:fs";
import type { World } from "../../domain/world.ts";
import type { RunStart } from "../../domain/run.ts";
import { recorderIdentity } from "../../recorder/host-facts.ts";
import { scriptFacts } from "../../recorder/script-facts.ts";
import type { StoryRecord } from "../../store/story-read.ts";

/**
 * Where no run began, looks at what the last good run needed, as it is now. A watcher does not: a
 * dead network file system, which may be why nothing ran, would hold it.
 */
export function lookAround(
  { run, lastGood }: StoryRecord,
  host: string,
): Pick<World, "script" | "freeDisk"> {
  const start = lastGood?.start;
  if (run !== null || start === undefined || !isHere(start, host))
    return { script: null, freeDisk: null };
  return { script: lookAtScript(start), freeDisk: start.cwd === null ? null : roomAt(start.cwd) };
}

/** In another container the same path is another file. */
function isHere({ host: ranOn, recorder }: RunStart, host: string): boolean {
  const here = recorderIdentity();
  return (
    ranOn === host &&
    recorder?.machineId === here.machineId &&
    recorder.pidNamespace === here.pidNamespace
  );
}

function lookAtScript({ script }: RunStart): World["script"] {
  if (script === null) return null;
  try {
    if (statSync(script.path, { throwIfNoEntry: false }) === undefined) return "gone";
  } catch {
    return null;
  }
  return scriptFacts([script.path], script.path, "/");
}

function roomAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
