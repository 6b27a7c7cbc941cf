import { spawn } from "node:child_process";
import { surrender, unwritten } from "./pending-write.ts";
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
  let held: Buffer = Buffer.alloc(0);
  let closed = false;
  let exited = false;
  let whenReady: (() => void) | null = null;
  let whenFinished: (() => void) | null = null;

  function ready(): void {
    held = Buffer.alloc(0);
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
      held = Buffer.from(chunk);
      input.write(held, (error) => {
        if (!error) ready();
      });
      return "stalled";
    },
    onReady: (call) => {
      whenReady = call;
    },
    // What the cat holds it delivers; whatever follows goes through it too, or it would overtake that.
    release: (carry) => {
      const rest = held.subarray(held.length - unwritten(input, held.length));
      carry(rest, closed ? null : surrender(input));
      child.unref();
      input.destroy();
    },
    finish: (finished) => {
      whenFinished = finished;
      if (exited) finished();
      else input.end();
    },
  };
}
