import { leaseMs } from "../domain/lost.ts";
import type { RunStart } from "../domain/run.ts";
import type { JobEnd } from "../process/request.ts";
import type { Secrets } from "../text/secrets.ts";
import { describeEnd } from "./describe-end.ts";
import type { Kept, Notebook } from "./notebook.ts";
import type { RunPlan } from "./recorded-run.ts";

/** When the start of a run is tried, and tried again: a short job writes start and end at once. */
const startTriesMs = [100, 1_000, 5_000, 15_000, 60_000] as const;

/** The record of one run while its job lives. */
export interface Notes {
  /** Writes the end: into the store, else the spool. */
  readonly finish: (end: JobEnd) => Kept;
}

/** Writes the start if the job lasts, and keeps saying that its recorder lives. */
export function takeNotes(
  plan: RunPlan,
  notebook: Notebook,
  start: RunStart,
  secrets: Secrets,
): Notes {
  let timer = setTimeout(tryStart, startTriesMs[0], 1);

  function tryStart(tries: number): void {
    if (isStored()) {
      renew();
      return;
    }
    timer = setTimeout(tryStart, startTriesMs[Math.min(tries, startTriesMs.length - 1)], tries + 1);
  }

  /** A throw in a timer would end luota, and the job's streams with it. What is wrong is told at the end. */
  function isStored(): boolean {
    try {
      return notebook.tryNow({ kind: "run-started", start });
    } catch {
      return false;
    }
  }

  function renew(): void {
    try {
      notebook.renew(start.id);
    } catch {
      // As above; a lease that was not renewed is tried again.
    }
    timer = setTimeout(renew, leaseMs / 4);
  }

  return {
    finish: (job) => {
      clearTimeout(timer);
      const ended = { id: start.id, endedAt: plan.now(), job, summary: plan.summary };
      return notebook.keep({ kind: "run-ended", start, end: describeEnd(ended, secrets) });
    },
  };
}
