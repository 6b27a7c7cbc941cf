import { closeSync } from "node:fs";
import { holdOutput } from "./hold.ts";
import { createKeeper, type Keeper } from "./keep.ts";
import { createPipeSource, type Pipe } from "./pipes.ts";
import { startRelay, type Relay } from "./relay.ts";
import type { JobRequest, RawOutput, RawStream } from "./request.ts";
import { openSink, type Complain } from "./open-sink.ts";
import { discardSink, type Sink } from "./sink.ts";
import { planOutput, readOffset, type StreamPlan } from "./streams.ts";

export type OutputDescriptors = readonly [number | "ignore", number | "ignore"];

/** The job's two output streams, from before its start to after its end. */
export interface Output {
  /** What the job gets as descriptors 1 and 2. */
  readonly descriptors: OutputDescriptors;
  /** To be called once the job was started, or could not be: its ends of the pipes are closed here. */
  readonly started: () => void;
  /** Calls back when every stream has ended and all of it is on its way. */
  readonly onEnd: (ended: () => void) => void;
  /** Prints what was held back, where the run ended badly. */
  readonly conclude: (isBad: boolean, concluded: () => void) => void;
  /** Leaves what still comes to a process of its own. */
  readonly leave: () => void;
  readonly take: () => RawOutput;
}

interface Channel {
  readonly plan: StreamPlan;
  readonly pipe: Pipe | null;
  readonly keeper: Keeper | null;
}

export function prepareOutput(request: JobRequest, complain: Complain): Output {
  const plan = planOutput(request);
  const source = request.pipes ?? createPipeSource(request.launch);
  const out = openChannel(plan.stdout, source, request);
  const err = plan.merged ? null : openChannel(plan.stderr, source, request);
  const merged = plan.merged && out.pipe !== null;
  const unseen = request.sink === "discard" ? "ignore" : null;
  const held = request.sink === "quiet" ? holdOutput(complain) : null;
  const relays: Relay[] = [];

  function sinkFor(target: 1 | 2): Sink {
    if (request.sink === "discard") return discardSink;
    return held === null ? openSink(target, complain) : held.sinkFor(target);
  }

  function start(channel: Channel | null, target: 1 | 2): void {
    if (channel === null || channel.pipe === null || channel.keeper === null) return;
    closeSync(channel.pipe.writeEnd);
    const rest = request.sink === "pass-through" ? target : null;
    relays.push(startRelay(channel.pipe.readEnd, sinkFor(target), channel.keeper, rest));
  }

  return {
    descriptors: [
      out.pipe?.writeEnd ?? unseen ?? 1,
      merged ? out.pipe.writeEnd : (err?.pipe?.writeEnd ?? unseen ?? 2),
    ],
    started: () => {
      start(out, 1);
      start(err, 2);
    },
    onEnd: (ended) => {
      let open = relays.length;
      if (open === 0) ended();
      for (const relay of relays) {
        relay.onEnd(() => {
          open -= 1;
          if (open === 0) ended();
        });
      }
    },
    conclude: (isBad, concluded) => {
      if (held !== null && isBad) held.print(concluded);
      else concluded();
    },
    leave: () => {
      for (const relay of relays) relay.leave();
    },
    take: () => ({
      stdout: takeStream(out, 1),
      stderr: merged ? nothing : takeStream(err ?? out, 2),
      merged,
    }),
  };
}

const nothing: RawStream = {
  kind: "bytes",
  bytes: 0,
  head: Buffer.alloc(0),
  tail: Buffer.alloc(0),
};

function openChannel(plan: StreamPlan, source: () => Pipe | null, request: JobRequest): Channel {
  if (plan.kind !== "pipe") return { plan, pipe: null, keeper: null };
  const pipe = source();
  // No pipe to be had: the job's output goes where it would go without luota, unseen.
  if (pipe === null) {
    return { plan: { kind: "inherit", reason: "not-captured" }, pipe: null, keeper: null };
  }
  return { plan, pipe, keeper: createKeeper(plan.keep ? request.keep : null) };
}

function takeStream({ plan, keeper }: Channel, descriptor: 1 | 2): RawStream {
  if (keeper !== null) return keeper.take();
  if (plan.kind === "inherit") return { kind: "counted", bytes: null, reason: plan.reason };
  const start = plan.kind === "file" ? plan.startOffset : Number.NaN;
  const bytes = readOffset(descriptor).offset - start;
  return { kind: "counted", bytes: Number.isFinite(bytes) ? bytes : null, reason: "file" };
}
