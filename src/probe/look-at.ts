import { formatDuration, type Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { ResolvedProbe } from "../domain/probe.ts";
import { weigh } from "../domain/reading-weigh.ts";
import type { Reading, Seen } from "../domain/reading.ts";
import { lookAtAnswer } from "./http.ts";
import { lookAtCommand } from "./command.ts";
import { lookAtDatabase } from "./sql.ts";
import { lookAtFile } from "./file.ts";
import { codeOf, unknown, type ProbeWorld } from "./world.ts";

/** Between two attempts. */
const pause: Milliseconds = 1_000;

/** What does not heed the end of its time is left to itself after this. */
const patience: Milliseconds = 4_000;

/** The longest that `lookAt` takes, beside what its process needs. */
export function longestLook({
  timeoutMs,
  attempts,
}: Pick<ResolvedProbe, "timeoutMs" | "attempts">): Milliseconds {
  return attempts * (timeoutMs + patience + pause);
}

/**
 * Looks, and looks again where that was not good and there are attempts left; the last look counts. It
 * never throws, and ends within `longestLook`.
 */
export async function lookAt(
  probe: ResolvedProbe,
  world: ProbeWorld,
  runStartedAt: EpochMilliseconds | null,
  stop: AbortSignal,
): Promise<Reading> {
  for (let attempts = 1; ; attempts += 1) {
    const at = world.now();
    const begun = performance.now();
    const seen = await lookOnce(probe, world, stop);
    const reading = { at, tookMs: Math.round(performance.now() - begun), attempts, seen };
    const isLast = attempts >= probe.attempts || stop.aborted;
    if (isLast || weigh(probe, reading, { runStartedAt }).state === "good") return reading;
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
  }
}

async function lookOnce(probe: ResolvedProbe, world: ProbeWorld, stop: AbortSignal): Promise<Seen> {
  const { timeoutMs } = probe;
  const over = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const late = new Promise<Seen>((resolve) => {
    const giveUp = () => {
      over.abort();
      const reason = stop.aborted ? "it was stopped" : `no end within ${formatDuration(timeoutMs)}`;
      timers.push(setTimeout(resolve, patience, unknown(reason)));
    };
    timers.push(setTimeout(giveUp, timeoutMs));
    stop.addEventListener("abort", giveUp, { once: true, signal: over.signal });
    if (stop.aborted) giveUp();
  });
  try {
    return await Promise.race([lookBy(probe, world, over.signal), late]);
  } catch (error) {
    return unknown(`it could not be looked at: ${codeOf(error)}`);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    over.abort();
  }
}

async function lookBy(probe: ResolvedProbe, world: ProbeWorld, stop: AbortSignal): Promise<Seen> {
  switch (probe.kind) {
    case "file":
      return await lookAtFile(probe, world, stop);
    case "command":
      return await lookAtCommand(probe, world, stop);
    case "http":
      return await lookAtAnswer(probe, world, stop);
    case "sql":
      return await lookAtDatabase(probe, world, stop);
    default:
      return unreachable(probe);
  }
}
