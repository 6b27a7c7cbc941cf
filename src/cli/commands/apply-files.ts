import { exitCode } from "../../base/exit-code.ts";
import { fail } from "../../base/result.ts";
import { applyFiles, type FilesToApply } from "../../daemon/apply-files.ts";
import { openStore } from "../../store/open.ts";
import { closeStore } from "../../store/store.ts";
import { openWatchStore } from "../../store/watch-store.ts";
import type { Io } from "../io.ts";

/** How long the daemon's own writes are waited for. */
const patienceMs = 10_000;

/** For the daemon alone, which lets another process read its config: see daemon/apply-apart.ts. */
export async function applyFilesFor(request: string, path: string, io: Io): Promise<number> {
  const now = io.now();
  const opened = openStore({ path, mode: "command", now, busyTimeoutMs: patienceMs });
  const applied = opened.ok
    ? await applyFiles(openWatchStore(opened.value), JSON.parse(request) as FilesToApply, now)
    : fail({ kind: "store", failure: opened.failure });
  if (opened.ok) closeStore(opened.value);
  io.terminal.out(JSON.stringify(applied));
  return exitCode.done;
}
