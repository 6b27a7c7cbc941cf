import { unreachable } from "../base/unreachable.ts";
import { readSync } from "node:fs";
import { Socket } from "node:net";
import { handOff } from "./hand-off.ts";
import type { Keeper } from "./keep.ts";
import type { Sink } from "./sink.ts";
import { withoutStack } from "./without-stack.ts";

/** Carries what the job writes into one pipe to a sink, byte for byte and as it comes. */
export interface Relay {
  /** Calls back at the end of the stream (every writer has closed it), or when nobody reads it any more. */
  readonly onEnd: (ended: () => void) => void;
  /** Leaves the rest to a process of its own, for writers that outlive the run. */
  readonly leave: () => void;
}

/** So often a busy stream is read without a look at anything else: about 2 ms for whole pipes. */
const readsPerTurn = 64;

export function startRelay(
  readEnd: number,
  sink: Sink,
  keeper: Keeper,
  target: 1 | 2 | null,
): Relay {
  let state: "open" | "ended" | "over" = "open";
  let stalled = false;
  let whenEnd: (() => void) | null = null;

  const socket = new Socket({
    fd: readEnd,
    readable: true,
    writable: false,
    onread: { buffer: keeper.room, callback: take },
  });
  socket.on("error", end);
  socket.on("close", end);

  /** What has come meanwhile is read at once: a turn of the event loop for each few KiB would cost more. */
  function take(length: number): boolean {
    let goesOn = pass(keeper.add(length));
    for (let reads = 1; goesOn && reads < readsPerTurn; reads += 1) {
      const more = readMore();
      if (more === 0) break;
      goesOn = pass(keeper.add(more));
    }
    return goesOn;
  }

  /** 0 where nothing is there now; how the stream ends is for the socket to find. */
  function readMore(): number {
    try {
      return withoutStack(() => readSync(readEnd, keeper.room()));
    } catch {
      return 0;
    }
  }

  function pass(chunk: Buffer): boolean {
    const outcome = sink.write(chunk);
    switch (outcome) {
      case "taken":
        return true;
      case "stalled":
        stalled = true;
        sink.onReady(resume);
        return false;
      case "closed":
        // The job's next write meets what it would meet without luota: SIGPIPE.
        socket.destroy();
        return false;
      default:
        return unreachable(outcome);
    }
  }

  function resume(): void {
    stalled = false;
    if (state === "ended") finish();
    else if (state === "open") socket.resume();
  }

  function end(): void {
    if (state !== "open") return;
    state = "ended";
    if (!stalled) finish();
  }

  function finish(): void {
    state = "over";
    sink.finish(() => whenEnd?.());
  }

  return {
    onEnd: (ended) => {
      whenEnd = ended;
      if (state === "over") ended();
    },
    leave: () => {
      if (state === "over") return;
      const wasOpen = state === "open";
      state = "over";
      sink.release((held, into) => {
        handOff(wasOpen ? readEnd : null, held, target === null ? null : (into ?? target));
      });
      socket.destroy();
      whenEnd?.();
    },
  };
}
