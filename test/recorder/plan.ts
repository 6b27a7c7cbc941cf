import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLaunch } from "../../src/process/launch.ts";
import type { RunPlan } from "../../src/recorder/recorded-run.ts";

/** A folder of one test's own; `using` takes it away. */
export function throwawayFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "luota-test-"));
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A job recorded into a store of `folder`, its output shown to nobody. */
export function planIn(folder: string, change: Partial<RunPlan> = {}): RunPlan {
  return {
    monitor: "job",
    command: { kind: "argv", words: ["true"] },
    cwd: folder,
    environment: { PATH: process.env["PATH"], HOME: folder },
    launch: readLaunch({}).launch,
    sink: "discard",
    capture: "both",
    timeoutMs: null,
    killAfterMs: 2_000,
    overlap: true,
    sha: null,
    externalId: null,
    tags: {},
    payload: null,
    summary: null,
    storePath: join(folder, "luota.db"),
    uid: process.getuid?.() ?? -1,
    now: Date.now,
    ...change,
  };
}
