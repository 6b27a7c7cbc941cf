import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "../../src/base/result.ts";
import type { Report } from "../../src/domain/report.ts";
import type { RunEnd, RunOutput, RunStart } from "../../src/domain/run.ts";
import { openStore, type OpenOptions } from "../../src/store/open.ts";
import { closeStore, type Store } from "../../src/store/store.ts";

export const noon = Date.UTC(2026, 10, 20, 12);

export function sampleStart(id: string, change: Partial<RunStart> = {}): RunStart {
  return {
    id,
    monitor: "billing-sync",
    startedAt: noon,
    origin: "wrapped",
    slot: null,
    command: ["./sync.sh", "--all"],
    cwd: "/srv/billing",
    user: "billing",
    host: "db1",
    pid: 4_242,
    sha: "0a1b2c3",
    externalId: null,
    tags: { region: "eu" },
    payload: { invoices: [1, 2.5, null] },
    parentRun: null,
    rootRun: id,
    script: {
      path: "/srv/billing/sync.sh",
      owner: "root",
      modifiedAt: noon - 1_000,
      size: 120,
      digest: "ab".repeat(32),
    },
    freeDisk: 1_000_000,
    bootId: "boot-1",
    recorder: {
      pid: 4_241,
      startTicks: 777,
      bootId: "boot-1",
      machineId: "machine-1",
      pidNamespace: "4026531836",
    },
    ...change,
  };
}

export const sampleOutput: RunOutput = {
  stdout: { kind: "text", bytes: 9, head: "synced 3\n", tail: "", truncated: false },
  stderr: { kind: "counted", bytes: null, reason: "terminal" },
  merged: false,
};

export function sampleEnd(id: string, change: Partial<RunEnd> = {}): RunEnd {
  return {
    id,
    endedAt: noon + 1_500,
    durationMs: 1_499.25,
    ending: { kind: "exited", exitCode: 0 },
    cpuMs: { user: 20, system: 10 },
    peakMemory: 4_096_000,
    summary: "3 invoices",
    error: null,
    output: sampleOutput,
    ...change,
  };
}

export function endedReport(
  id: string,
  start: Partial<RunStart> = {},
  end: Partial<RunEnd> = {},
): Report {
  return { kind: "run-ended", start: sampleStart(id, start), end: sampleEnd(id, end) };
}

/** The value, or a test that fails and says why. */
export function valueOf<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** A folder with a store in it, gone at the end of the test. */
export class StoreFolder implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "luota-store-"));
  readonly path = join(this.folder, "luota.db");
  readonly #open: Store[] = [];

  open(options: Partial<OpenOptions> = {}): Store {
    const store = valueOf(this.tryOpen(options));
    this.#open.push(store);
    return store;
  }

  tryOpen(options: Partial<OpenOptions> = {}) {
    return openStore({
      path: this.path,
      mode: "command",
      now: noon,
      busyTimeoutMs: 5_000,
      actor: { user: "root", host: "db1" },
      ...options,
    });
  }

  [Symbol.dispose](): void {
    for (const store of this.#open) if (store.database.open) closeStore(store);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
