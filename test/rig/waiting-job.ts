import { readFileSync } from "node:fs";
import { bin, type Rig } from "./rig.ts";
import { until } from "./until.ts";

export const waiting = ["--", "sh", "-c", "read go < gate; exit 4"];

/** Starts a job that waits at a gate, and gives it once its start is recorded. */
export async function startWaiting(rig: Rig, ...options: string[]) {
  await rig.bash("[ -p gate ] || mkfifo gate");
  const recorder = rig.start(bin, ["run", "job", ...options, ...waiting]);
  const run = await until("the start is recorded", async () => {
    const runs = await rig.runs("--outcome", "running");
    return runs.find(({ pid }) => pid !== null && isChildOf(pid, recorder.pid ?? 0));
  });
  rig.mind(run.pid);
  return { recorder, run };
}

function isChildOf(pid: number, parent: number): boolean {
  return (
    readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ")[1] === String(parent)
  );
}

/** Kills a process and waits until it is gone. */
export async function killed(pid: number | null | undefined): Promise<void> {
  if (pid === null || pid === undefined) throw new Error("no process to kill");
  process.kill(pid, "SIGKILL");
  await until(`${pid} is gone`, () => !isThere(pid));
}

/** A zombie whose parent has not looked yet is gone, too. */
function isThere(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "latin1").includes(") Z ");
  } catch {
    return false;
  }
}
