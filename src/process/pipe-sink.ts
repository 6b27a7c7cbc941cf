import { closeSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { codeOf } from "./error-code.ts";
import type { Sink } from "./sink.ts";

/** Writes to an own, non-blocking description, and waits through the event loop where its reader stalls. */
export function createPipeSink(own: number, tell: (error: unknown) => void): Sink {
  let socket: Socket | null = null;
  let held: Buffer = Buffer.alloc(0);
  let closed = false;
  let whenReady: (() => void) | null = null;

  function ready(): void {
    held = Buffer.alloc(0);
    const call = whenReady;
    whenReady = null;
    call?.();
  }

  /** Waits for room through the event loop; the socket lives on, idle, since it owns the descriptor then. */
  function waitForRoom(rest: Buffer): void {
    held = rest;
    if (socket === null) {
      socket = new Socket({ fd: own, readable: false, writable: true });
      socket.on("error", () => {
        closed = true;
        ready();
      });
    }
    socket.write(rest, (error) => {
      if (!error) ready();
    });
  }

  return {
    write: (chunk) => {
      if (closed) return "closed";
      let done = 0;
      try {
        while (done < chunk.length) done += writeSync(own, chunk, done);
        return "taken";
      } catch (error) {
        switch (codeOf(error)) {
          case "EAGAIN":
            waitForRoom(Buffer.from(chunk.subarray(done)));
            return "stalled";
          case "EPIPE":
            closed = true;
            return "closed";
          default:
            tell(error);
            return "taken";
        }
      }
    },
    onReady: (call) => {
      whenReady = call;
    },
    release: () => held,
    finish: (finished) => {
      if (socket === null) closeSync(own);
      finished();
    },
  };
}
