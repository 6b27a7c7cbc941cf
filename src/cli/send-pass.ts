import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { basename, join } from "node:path";
import type { Environment } from "../process/launch.ts";
import type { RecordedRun } from "../recorder/recorded-run.ts";
import { openStore } from "../store/open.ts";
import { askForPass, passGoesOn } from "../store/pass-claim.ts";
import { claimPassByFile } from "../store/pass-file.ts";
import { readSight } from "../store/sight.ts";
import { closeStore } from "../store/store.ts";

/** Others who record now may hold up this for so long. */
const patienceMs = 500;

/** Of the job's, a pass takes the processor only where nobody else wants it. */
const niceness = 10;

/**
 * Where a run ended badly and no daemon would tell anybody, sends a pass that does, and waits for
 * nothing. Whatever goes wrong here costs the run nothing: the next pass of anybody tells.
 */
export function sendPass({ kept }: RecordedRun, storePath: string, env: Environment): void {
  // A pass takes in what lies in the spool, too.
  if (kept.kind !== "stored" && kept.kind !== "spooled") return;
  try {
    if (isWanted(storePath)) startPass(storePath, env);
  } catch {
    // The job comes first, and has ended.
  }
}

function isWanted(path: string): boolean {
  const now = Date.now();
  const opened = openStore({ path, mode: "wrapper", now, busyTimeoutMs: patienceMs });
  if (!opened.ok) return false;
  const asked = askForPass(opened.value, readSight(), now);
  const goesOn = asked.ok ? asked : passGoesOn(opened.value, now);
  closeStore(opened.value);
  if (asked.ok) return asked.value;
  if (asked.failure.kind !== "locked" || (goesOn.ok && goesOn.value)) return false;
  return claimPassByFile(path, now);
}

/** In a session of its own, without streams, from where no file system is held. */
function startPass(storePath: string, env: Environment): void {
  const words = ["alert-pass", "--store", storePath];
  const child = spawn(programPath(), words, { cwd: "/", env, stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
  if (child.pid !== undefined) setPriority(child.pid, niceness);
}

/** Beside dist where this is a build, else two floors up. */
function programPath(): string {
  const here = import.meta.dirname;
  const root = basename(here) === "cli" ? join(here, "..", "..") : join(here, "..");
  return join(root, "bin", "luota");
}
