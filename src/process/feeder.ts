import { spawn } from "node:child_process";
import type { Sink } from "./sink.ts";

/**
 * Writes through a `cat` that inherited the descriptor: a socket can't be reopened, and writing to it
 * directly would either block luota or leave O_NONBLOCK on what others share.
 */
export function createFeeder(descriptor: number): Sink {
  const child = spawn("/bin/sh", ["-c", 'trap "" HUP INT QUIT TERM; exec cat'], {
    stdio: ["pipe", descriptor, "ignore"],
    detached: true,
    cwd: "/",
  });
  const input = child.stdin;
  if (input === null) throw new Error("a child with a piped stdin has none");
  let closed = false;
  let exited = false;
  let whenReady: (() => void) | null = null;
  let whenFinished: (() => void) | null = null;

  function ready(): void {
    const call = whenReady;
    whenReady = null;
    call?.();
  }

  function close(): void {
    closed = true;
    ready();
  }

  input.on("error", close);
  child.on("error", close);
  child.on("exit", () => {
    exited = true;
    close();
    whenFinished?.();
  });

  return {
    write: (chunk) => {
      if (closed) return "closed";
      input.write(Buffer.from(chunk), (error) => {
        if (!error) ready();
      });
      return "stalled";
    },
    onReady: (call) => {
      whenReady = call;
    },
    // What it holds is on its way to a process of its own, which delivers it.
    release: () => {
      child.unref();
      return Buffer.alloc(0);
    },
    finish: (finished) => {
      whenFinished = finished;
      if (exited) finished();
      else input.end();
    },
  };
}
