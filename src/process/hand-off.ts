import { spawn } from "node:child_process";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { createPipeSource } from "./pipes.ts";

/**
 * Lets a detached `cat` carry the rest of a pipe to a descriptor, such as luota's own stdout (null: to
 * nowhere), so that processes the job left behind neither lose their output nor die of SIGPIPE when luota ends.
 * `held` was read already and goes first.
 */
export function handOff(readEnd: number | null, held: Buffer, target: number | null): void {
  const first = held.length === 0 ? null : pipeHolding(held);
  const rest = readEnd === null ? null : reopenForReading(readEnd);
  if (first === null && rest === null) return;
  const line = 'trap "" HUP INT QUIT TERM; [ "$1" ] && cat <&3; exec cat';
  spawn("/bin/sh", ["-c", line, "sh", first === null ? "" : "first"], {
    stdio: [rest ?? "ignore", target ?? "ignore", "ignore", first ?? "ignore"],
    detached: true,
    cwd: "/",
  })
    .on("error", () => undefined)
    .unref();
  if (rest !== null) closeSync(rest);
  if (first !== null) closeSync(first);
}

/** An own blocking description. A writing end is held meanwhile: without any writer the opening would wait for one. */
function reopenForReading(readEnd: number): number | null {
  try {
    const path = `/proc/self/fd/${readEnd}`;
    const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    const reader = openSync(path, constants.O_RDONLY);
    closeSync(writer);
    return reader;
  } catch {
    return null;
  }
}

/** The held bytes are at most one read of 64 KiB, which is what an empty pipe takes. */
function pipeHolding(held: Buffer): number | null {
  const pipe = createPipeSource(noNotes, 1)();
  if (pipe === null) return null;
  try {
    writeSync(pipe.writeEnd, held);
  } finally {
    closeSync(pipe.writeEnd);
  }
  return pipe.readEnd;
}

const noNotes = { pipeDescriptors: [] };
