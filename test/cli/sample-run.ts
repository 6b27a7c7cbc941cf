import { unreachable } from "../../src/base/unreachable.ts";
import type { Ending, Outcome, Run, RunEnd, RunStart, StreamOutput } from "../../src/domain/run.ts";
import type { MonitorSummary } from "../../src/domain/summary.ts";

export const now = Date.parse("2026-11-20T06:00:00Z");
const startedAt = Date.parse("2026-11-20T02:30:00.123Z");

const printed = (text: string): StreamOutput => ({
  bytes: text.length,
  head: text,
  tail: "",
  truncated: false,
});

/** A run with every field told; each test changes what it is about. */
export function sampleRun(start: Partial<RunStart> = {}, end: Partial<RunEnd> | null = {}): Run {
  return {
    start: {
      id: "7k2mabcd12345678",
      monitor: "nightly-backup",
      startedAt,
      origin: "wrapped",
      slot: null,
      command: ["/opt/backup/backup.sh", "--to", "it's here"],
      cwd: "/srv",
      user: "backup",
      host: "db1",
      pid: 4711,
      sha: "8f42c19",
      externalId: "evt_1",
      tags: { customer: "acme" },
      payload: { invoice: 12 },
      parentRun: null,
      rootRun: "7k2mabcd12345678",
      script: {
        path: "/opt/backup/backup.sh",
        owner: "root",
        modifiedAt: Date.parse("2026-10-01T12:00:00Z"),
        size: 2_048,
        digest: "ab".repeat(32),
      },
      freeDisk: 12 * 2 ** 30,
      bootId: "5a1f0c3e-0000-4000-8000-000000000000",
      recorder: null,
      ...start,
    },
    end:
      end === null
        ? null
        : {
            id: "7k2mabcd12345678",
            endedAt: startedAt + 252_000,
            durationMs: 252_000,
            ending: { kind: "exited", exitCode: 0 },
            cpuMs: { user: 170_000, system: 12_000 },
            peakMemory: 120 * 2 ** 20,
            summary: "412 files",
            error: null,
            output: {
              stdout: { kind: "text", ...printed("412 files\ndone\n") },
              stderr: { kind: "text", ...printed("") },
              merged: false,
            },
            ...end,
          },
    lost: null,
    reporterUid: 1000,
  };
}

/** A run that came to this outcome. */
export function runThat(outcome: Outcome, start: Partial<RunStart> = {}): Run {
  if (outcome === "running") return sampleRun(start, null);
  if (outcome === "lost") {
    return { ...sampleRun(start, null), lost: { at: now - 60_000, jobAlive: false } };
  }
  return sampleRun(start, { ending: endingOf(outcome), summary: null });
}

function endingOf(outcome: Exclude<Outcome, "running" | "lost">): Ending {
  switch (outcome) {
    case "failed":
    case "warned":
      return { kind: "exited", exitCode: 3 };
    case "killed":
      return { kind: "signaled", signal: "SIGKILL" };
    case "timed_out":
      return { kind: "timed-out", signal: "SIGTERM", exitCode: null };
    case "unstartable":
      return { kind: "unstartable", exitCode: 127, reason: "no such program" };
    case "skipped":
      return { kind: "skipped", reason: "overlap" };
    case "succeeded":
    case "proving":
    case "unproven":
      return { kind: "exited", exitCode: 0 };
    default:
      return unreachable(outcome);
  }
}

export function sampleMonitor(
  name: string,
  newestFirst: readonly Outcome[],
  more: Partial<MonitorSummary> = {},
): MonitorSummary {
  const [last] = newestFirst;
  return {
    name,
    knownSince: now - 40 * 86_400_000,
    lastRun: last === undefined ? null : runThat(last, { monitor: name }),
    lastSuccess: newestFirst.includes("succeeded") ? sampleRun({ monitor: name }) : null,
    recent: newestFirst.map((outcome, index) => ({
      id: `run${index}`,
      outcome,
      startedAt: startedAt - index * 86_400_000,
      durationMs: outcome === "running" ? null : 252_000 + index,
    })),
    runningCount: last === "running" ? 1 : 0,
    runCount: newestFirst.length,
    ...more,
  };
}
