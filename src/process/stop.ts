import { closeSync, constants, openSync, readdirSync, readFileSync } from "node:fs";

/** Whether this process has a controlling terminal: then its jobs stay in its group, so that they can ask there. */
export function canOpenTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", constants.O_RDWR | constants.O_NOCTTY));
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal to a job: to its whole group where it has its own; else to itself, or to all it started. */
export function signalJob(
  job: { readonly pid: number; readonly ownGroup: boolean },
  signal: NodeJS.Signals,
  reach: "job" | "all",
): void {
  if (job.ownGroup) {
    send(-job.pid, signal);
    return;
  }
  // The group is luota's own there: the tree of processes stands in for it.
  const targets = reach === "all" ? [job.pid, ...descendants(job.pid)] : [job.pid];
  for (const pid of targets) send(pid, signal);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended, or became another user's: there is nothing more to do.
  }
}

function descendants(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "latin1").split(" "))
      .filter((text) => text !== "")
      .flatMap((text) => [Number(text), ...descendants(Number(text))]);
  } catch {
    return [];
  }
}
