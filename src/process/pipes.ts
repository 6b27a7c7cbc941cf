import { spawnSync } from "node:child_process";
import { constants, fstatSync, openSync, rmSync, unlinkSync } from "node:fs";
import type { Launch } from "./launch.ts";
import { makePrivateFolder, privatePlaces } from "./private-file.ts";

/** A real FIFO: the job can reopen it through /dev/stderr, which it can't with Node's own socket pairs. */
export interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/** Gives a pipe whose ends are closed on exec, or null where none can be had. */
export type PipeSource = () => Pipe | null;

/** Takes the launcher's pipes first, then makes FIFOs `batch` at a time, since each call of mkfifo is a process. */
export function createPipeSource(launch: Pick<Launch, "pipeDescriptors">, batch = 2): PipeSource {
  const ready = [...launch.pipeDescriptors];
  const made: Pipe[] = [];
  return () => {
    for (let given = ready.shift(); given !== undefined; given = ready.shift()) {
      const pipe = adopt(given);
      if (pipe !== null) return pipe;
    }
    if (made.length === 0) made.push(...makeFifos(batch));
    return made.shift() ?? null;
  };
}

/** A shell may also have made a here-document a file in memory or on disk: then it is no pipe and of no use. */
function adopt(readEnd: number): Pipe | null {
  try {
    if (!fstatSync(readEnd).isFIFO()) return null;
    return { readEnd, writeEnd: openSync(`/proc/self/fd/${readEnd}`, constants.O_WRONLY) };
  } catch {
    return null;
  }
}

function makeFifos(count: number): Pipe[] {
  for (const place of privatePlaces()) {
    const made = makeFifosIn(place, count);
    if (made.length > 0) return made;
  }
  return [];
}

function makeFifosIn(place: string, count: number): Pipe[] {
  const folder = makePrivateFolder(place);
  if (folder === null) return [];
  const paths = Array.from({ length: count }, (_, index) => `${folder}/${index}`);
  spawnSync("mkfifo", ["-m", "600", ...paths], { stdio: "ignore" });
  const pipes = paths.map(openUnlinked).filter((pipe) => pipe !== null);
  rmSync(folder, { recursive: true, force: true });
  return pipes;
}

/** The writing end must be the blocking one, since it is the job's; opened second, it does not wait. */
function openUnlinked(path: string): Pipe | null {
  try {
    const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writeEnd = openSync(path, constants.O_WRONLY);
    unlinkSync(path);
    return { readEnd, writeEnd };
  } catch {
    return null;
  }
}
