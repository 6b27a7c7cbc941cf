import { closeSync, constants, fstatSync, openSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { createFeeder } from "./feeder.ts";

/** Where the bytes of a stream go. A sink never blocks the loop where its reader stalls. */
export interface Sink {
  /**
   * `taken`: all of it left luota. `stalled`: it is held; write nothing before `onReady` calls.
   * `closed`: nobody reads any more.
   */
  readonly write: (chunk: Buffer) => "taken" | "stalled" | "closed";
  /** Called once, when a stalled sink takes bytes again or is found closed. */
  readonly onReady: (ready: () => void) => void;
  /** What a stalled sink still holds; the sink is not used after that. */
  readonly release: () => Buffer;
  /** Calls back when all that was written has left luota. */
  readonly finish: (finished: () => void) => void;
}

export type Complain = (text: string) => void;

/** Opens luota's own stdout or stderr for writing, by what it is. */
export function openSink(descriptor: 1 | 2, complain: Complain): Sink {
  if (fstatSync(descriptor).isFile()) return createFileSink(descriptor, complain);
  try {
    // An own description: O_NONBLOCK on the shared one would break its other users.
    const own = openSync(
      `/proc/self/fd/${descriptor}`,
      constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY,
    );
    return createPipeSink(own, createComplaint(descriptor, complain));
  } catch (error) {
    // ENXIO on a FIFO: its reader has gone. On a socket, and for another user's pipe: it can't be reopened.
    if (fstatSync(descriptor).isFIFO() && codeOf(error) === "ENXIO") return closedSink;
    return createFeeder(descriptor);
  }
}

export const discardSink: Sink = {
  write: () => "taken",
  onReady: () => undefined,
  release: () => Buffer.alloc(0),
  finish: (finished) => {
    finished();
  },
};

const closedSink: Sink = { ...discardSink, write: () => "closed" };

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** A file takes bytes at once, or not at all where the disk is full: told once, and the job goes on. */
function createFileSink(descriptor: number, complain: Complain): Sink {
  const tell = createComplaint(descriptor, complain);
  return {
    ...discardSink,
    write: (chunk) => {
      try {
        for (let done = 0; done < chunk.length;) done += writeSync(descriptor, chunk, done);
      } catch (error) {
        tell(error);
      }
      return "taken";
    },
  };
}

/** Says once what is wrong with luota's own output. */
function createComplaint(descriptor: number, complain: Complain): (error: unknown) => void {
  let told = false;
  return (error) => {
    if (!told) complain(`${descriptor === 1 ? "stdout" : "stderr"} loses output: ${codeOf(error)}`);
    told = true;
  };
}

function createPipeSink(own: number, tell: (error: unknown) => void): Sink {
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
