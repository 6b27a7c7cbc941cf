import type { EpochMilliseconds } from "../base/time.ts";
import { findProgram } from "../process/find-program.ts";
import type { JobEnd } from "../process/request.ts";
import { secretsFromEnvironment } from "../text/secrets.ts";
import { describeEnd } from "./describe-end.ts";
import { describeStart } from "./describe-start.ts";
import { recorderIdentity } from "./host-facts.ts";
import { openNotebook, type NotebookPlace } from "./notebook.ts";
import type { RunPlan } from "./record-run.ts";

/** When the start of a run is tried, and tried again: a short job writes start and end at once. */
const startTriesMs = [100, 1_000, 5_000, 15_000, 60_000] as const;
/** How often a living recorder says so, and how long that is believed where its pid can't be seen. */
const leaseEveryMs = 60_000;
const leaseMs = 5 * leaseEveryMs;

export interface BegunRun {
  readonly id: string;
  readonly startedAt: EpochMilliseconds;
  readonly pid: number | null;
}

/** The record of one run while its job lives. */
export interface Notes {
  /** Writes the end: into the store, else the spool, else to stderr. */
  readonly finish: (end: JobEnd) => void;
}

/** Describes the start at once, while script and disk are as the job met them, and writes it if the job lasts. */
export function takeNotes(plan: RunPlan, begun: BegunRun): Notes {
  const secrets = secretsFromEnvironment(plan.environment);
  const words = plan.command.kind === "argv" ? plan.command.words : shellWords(plan.command.line);
  const program = findProgram(words[0] ?? "", plan.environment, plan.cwd);
  const start = describeStart(
    {
      ...plan,
      ...begun,
      origin: "wrapped",
      words,
      program: program.ok ? program.value : null,
      recorder: recorderIdentity(),
    },
    secrets,
  );
  const notebook = openNotebook(placeOf(plan));
  let timer = setTimeout(tryStart, startTriesMs[0], 0);

  function tryStart(tries: number): void {
    const written = notebook.tryNow({ kind: "run-started", start });
    const next = startTriesMs[Math.min(tries + 1, startTriesMs.length - 1)];
    timer = written ? setTimeout(renew, leaseEveryMs) : setTimeout(tryStart, next, tries + 1);
    if (written) notebook.renewLease(start.id, plan.now() + leaseMs);
  }

  function renew(): void {
    notebook.renewLease(start.id, plan.now() + leaseMs);
    timer = setTimeout(renew, leaseEveryMs);
  }

  return {
    finish: (job) => {
      clearTimeout(timer);
      const ended = { id: start.id, endedAt: plan.now(), job, summary: plan.summary };
      notebook.keep({ kind: "run-ended", start, end: describeEnd(ended, secrets) });
    },
  };
}

function placeOf({ storePath, uid, environment, now, say }: RunPlan): NotebookPlace {
  return { storePath, uid, environment, now, say };
}

function shellWords(line: string): readonly string[] {
  return ["/bin/sh", "-c", line];
}
