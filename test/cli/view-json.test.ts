import { expect, test } from "vitest";
import { auditToJson, jsonText, monitorToJson } from "../../src/cli/view/json.ts";
import { runToJson } from "../../src/cli/view/run-json.ts";
import { now, runThat, sampleMonitor, sampleRun } from "./sample-run.ts";

test("a run has the documented fields in their order, then what else is recorded", () => {
  const run = sampleRun({ slot: now });
  expect(runToJson(run)).toEqual({
    id: "7k2mabcd12345678",
    monitor: "nightly-backup",
    outcome: "succeeded",
    exitCode: 0,
    signal: null,
    startedAt: "2026-11-20T02:30:00.123Z",
    endedAt: "2026-11-20T02:34:12.123Z",
    durationMs: 252_000,
    slot: "2026-11-20T06:00:00.000Z",
    command: ["/opt/backup/backup.sh", "--to", "it's here"],
    cwd: "/srv",
    user: "backup",
    host: "db1",
    pid: 4711,
    sha: "8f42c19",
    externalId: "evt_1",
    tags: { customer: "acme" },
    payload: { invoice: 12 },
    summary: "412 files",
    error: null,
    parentRun: null,
    rootRun: "7k2mabcd12345678",
    output: {
      stdout: { bytes: 15, head: "412 files\ndone\n", tail: "", truncated: false, reason: null },
      stderr: { bytes: 0, head: "", tail: "", truncated: false, reason: null },
      merged: false,
    },
    evidence: [],
    proof: null,
    origin: "wrapped",
    ending: "exited",
    cpuMs: { user: 170_000, system: 12_000 },
    peakMemory: 125_829_120,
    script: {
      path: "/opt/backup/backup.sh",
      owner: "root",
      modifiedAt: "2026-10-01T12:00:00.000Z",
      size: 2_048,
      digest: "ab".repeat(32),
    },
    freeDisk: 12_884_901_888,
    bootId: "5a1f0c3e-0000-4000-8000-000000000000",
    lost: null,
    reporterUid: 1000,
  });
  expect(Object.keys(runToJson(run) as object).slice(0, 5)).toEqual([
    "id",
    "monitor",
    "outcome",
    "exitCode",
    "signal",
  ]);
});

test.each([
  ["killed", { outcome: "killed", exitCode: null, signal: "SIGKILL", ending: "signaled" }],
  ["timed_out", { outcome: "timed_out", exitCode: null, signal: "SIGTERM", ending: "timed-out" }],
  ["unstartable", { outcome: "unstartable", exitCode: 127, error: "no such program" }],
  ["skipped", { outcome: "skipped", exitCode: null, signal: null, error: null }],
  ["running", { outcome: "running", endedAt: null, durationMs: null, ending: null, output: null }],
  [
    "lost",
    { outcome: "lost", endedAt: null, lost: { at: "2026-11-20T05:59:00.000Z", jobAlive: false } },
  ],
] as const)("a run that is %s", (outcome, fields) => {
  expect(runToJson(runThat(outcome))).toMatchObject(fields);
});

test("a stream without content says why, and keeps its shape", () => {
  const stdout = { kind: "counted", bytes: null, reason: "terminal" } as const;
  const json = runToJson(sampleRun({}, { output: { stdout, stderr: stdout, merged: false } }));
  expect(json).toMatchObject({
    output: {
      stdout: { bytes: null, head: null, tail: null, truncated: false, reason: "terminal" },
    },
  });
});

test("a monitor has its last run, its last success and its recent ones", () => {
  expect(monitorToJson(sampleMonitor("billing-sync", ["running", "succeeded"]))).toMatchObject({
    name: "billing-sync",
    knownSince: "2026-10-11T06:00:00.000Z",
    outcome: "running",
    runningCount: 1,
    runCount: 2,
    lastRun: { monitor: "billing-sync", outcome: "running" },
    lastSuccess: { outcome: "succeeded" },
    recent: [
      { id: "run0", outcome: "running", startedAt: "2026-11-20T02:30:00.123Z", durationMs: null },
      { id: "run1", outcome: "succeeded", durationMs: 252_001 },
    ],
  });
  expect(monitorToJson(sampleMonitor("new", []))).toMatchObject({ outcome: null, lastRun: null });
});

test("an audit event is whole, and its instant in ISO", () => {
  const link = { prev: "aa", hash: "bb", seq: 1, kind: "run-ended", subject: "r", data: { a: 1 } };
  expect(auditToJson({ ...link, at: now, actor: { user: null, host: "db1" } })).toEqual({
    ...link,
    at: "2026-11-20T06:00:00.000Z",
    actor: { user: null, host: "db1" },
  });
});

test("JSON goes out readable, with one line end", () => {
  expect(jsonText([{ a: 1 }])).toBe('[\n  {\n    "a": 1\n  }\n]\n');
});

test("JSON holds nothing that a terminal obeys, and reads back as it was", () => {
  const value = { summary: "a\u009b31m b\u202e c\u2066 d\u001b[0m e\u2028 f\u007f ä 🙂" };
  const text = jsonText(value);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}]/u);
  expect(text).toContain("ä 🙂");
  expect(JSON.parse(text)).toEqual(value);
});
