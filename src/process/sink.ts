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

/** Takes everything and keeps nothing. */
export const discardSink: Sink = {
  write: () => "taken",
  onReady: () => undefined,
  release: () => Buffer.alloc(0),
  finish: (finished) => {
    finished();
  },
};
