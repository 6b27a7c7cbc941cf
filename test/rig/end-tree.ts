import { readdirSync, readFileSync } from "node:fs";

/** Kills a process and all that it started: a wrapped job outlives its wrapper. */
export function endTree(pid: number): void {
  // 0 and below would be whole groups, this one's first.
  if (pid <= 1) throw new Error(`no process of a test: ${pid}`);
  for (const child of childrenOf(pid)) endTree(child);
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** The processes that it started and that still run. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "latin1").split(" "))
      .filter((text) => text !== "")
      .map(Number);
  } catch {
    return [];
  }
}
