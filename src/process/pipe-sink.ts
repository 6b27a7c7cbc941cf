import { closeSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { codeOf } from "./error-code.ts";
import { unwritten } from "./pending-write.ts";
import type { Sink } from "./sink.ts";
import { withoutStack } from "./without-stack.ts";

/**
 * Writes to an own, non-blocking description. As long as its reader keeps up this is one system call a
 * chunk; where it does not, the event loop waits for room.
 */
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

  function writeDirectly(chunk: Buffer): "taken" | "stalled" | "closed" {
    let done = 0;
    try {
      withoutStack(() => {
        while (done < chunk.length) done += writeSync(own, chunk, done);
      });
      return "taken";
    } catch (error) {
      switch (codeOf(error)) {
        case "EAGAIN":
          socket ??= openSocket();
          return writeThrough(socket, chunk.subarray(done));
        case "EPIPE":
          closed = true;
          return "closed";
        default:
          tell(error);
          return "taken";
      }
    }
  }

  function openSocket(): Socket {
    return new Socket({ fd: own, readable: false, writable: true }).on("error", () => {
      closed = true;
      ready();
    });
  }

  /** The caller leaves the chunk alone until it is ready again, so it needs no copy. */
  function writeThrough(through: Socket, chunk: Buffer): "taken" | "stalled" {
    let waits = false;
    through.write(chunk, (error) => {
      if (waits && !error) ready();
    });
    waits = through.writableLength > 0;
    if (waits) held = chunk;
    return waits ? "stalled" : "taken";
  }

  return {
    write: (chunk) => (closed ? "closed" : writeDirectly(chunk)),
    onReady: (call) => {
      whenReady = call;
    },
    release: (carry) => {
      const rest = Buffer.from(held.subarray(held.length - unwritten(socket, held.length)));
      socket?.destroy();
      carry(rest, null);
    },
    finish: (finished) => {
      if (socket === null) closeSync(own);
      finished();
    },
  };
}
