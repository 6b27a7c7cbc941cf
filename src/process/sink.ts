/** Where the bytes of a stream go. A sink never blocks the loop where its reader stalls. */
export interface Sink {
  /**
   * `taken`: all of it left luota. `stalled`: it is held; write nothing before `onReady` calls.
   * `closed`: nobody reads any more.
   */
  readonly write: (chunk: Buffer) => "taken" | "stalled" | "closed";
  /** Called once, when a stalled sink takes bytes again or is found closed. */
  readonly onReady: (ready: () => void) => void;
  /**
   * Gives away what a stalled sink still holds, and the descriptor into which that and all that
   * follows has to go (null: luota's own). The sink is not used after that.
   */
  readonly release: (carry: (held: Buffer, into: number | null) => void) => void;
  /** Calls back when all that was written has left luota. */
  readonly finish: (finished: () => void) => void;
}

/** Takes everything and keeps nothing. */
export const discardSink: Sink = {
  write: () => "taken",
  onReady: () => undefined,
  release: (carry) => {
    carry(Buffer.alloc(0), null);
  },
  finish: (finished) => {
    finished();
  },
};
