import { constants, fstatSync, openSync, writeSync } from "node:fs";
import { createFeeder } from "./feeder.ts";
import { createPipeSink } from "./pipe-sink.ts";
import { discardSink, type Sink } from "./sink.ts";
import { codeOf } from "./error-code.ts";

export type Complain = (text: string) => void;

/** Luota's own stdout or stderr, opened for writing when the first byte comes. */
export function openSink(descriptor: 1 | 2, complain: Complain): Sink {
  let opened: Sink | null = null;
  const open = (): Sink => (opened ??= chooseSink(descriptor, complain));
  return {
    write: (chunk) => open().write(chunk),
    onReady: (ready) => {
      open().onReady(ready);
    },
    release: (carry) => {
      (opened ?? discardSink).release(carry);
    },
    finish: (finished) => {
      if (opened === null) finished();
      else opened.finish(finished);
    },
  };
}

/** How to write there, by what it is. */
function chooseSink(descriptor: 1 | 2, complain: Complain): Sink {
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

const closedSink: Sink = { ...discardSink, write: () => "closed" };

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
