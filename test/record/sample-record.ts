import type { IncidentRecordDocument } from "../../src/record/document.ts";
import type { RunDocument } from "../../src/record/document-parts.ts";

const iso = (time: string) => `2026-11-20T${time}Z`;

/** A record with something in every field; `evil` stands behind every text that comes from outside. */
export function sampleRecord(evil = ""): IncidentRecordDocument {
  const run = (id: string, outcome: string): RunDocument => ({
    ...{ id: `${id}${evil}`, outcome, exitCode: 3, signal: null, durationMs: 4_200, slot: null },
    startedAt: iso("14:15:00.000"),
    endedAt: iso("14:15:04.200"),
    command: ["./sync.sh", `--all${evil}`],
    ...{ cwd: `/srv${evil}`, user: `billing${evil}`, host: `db1${evil}`, sha: `8f42c19${evil}` },
    ...{ externalId: `evt_1${evil}`, tags: { [`region${evil}`]: `eu${evil}` } },
    payload: { invoice: `in_1${evil}` },
    ...{ summary: `3 invoices${evil}`, error: `no space${evil}`, peakMemory: 4_096 },
    output: {
      stdout: { bytes: 9, head: `synced${evil}\n`, tail: "", truncated: false, reason: null },
      stderr: { bytes: 900, head: `a${evil}`, tail: `b${evil}`, truncated: true, reason: null },
      merged: false,
    },
    evidence: [
      {
        ...{ step: `restore${evil}`, kind: "claimed", state: "good", receipt: `250 ok${evil}` },
        ...{ value: { [`snapshot${evil}`]: `4f${evil}` }, note: `n${evil}`, files: [] },
        at: iso("14:15:03.000"),
      },
    ],
  });
  const attempt = {
    ...{ id: 1, message: 1, number: 1, state: "delivered", tookMs: 120, reason: `r${evil}` },
    ...{ begunAt: iso("14:18:03.000"), endedAt: iso("14:18:04.000") },
    receipt: { text: `ok${evil}`, status: 200, reference: `ts${evil}` },
    witness: { seq: 7, hash: "ab" },
  };
  const told = {
    at: iso("14:30:00.000"),
    route: `r${evil}`,
    recipient: `a${evil}`,
    state: "waiting",
  };
  return {
    ...{ schema: "luota.record/1", id: "INC-17", key: `s7${evil}/INC-17`, revision: 3 },
    exported: {
      at: iso("15:00:00.000"),
      by: { user: `root${evil}`, host: `db1${evil}` },
      luota: "1",
    },
    ...{ workspace: `acme${evil}`, host: `db1${evil}`, drill: null },
    ...{ headline: `billing-sync failed${evil}`, standing: "severity 2 · mended after 3m 2s" },
    promise: {
      ...{ monitor: `billing-sync${evil}`, promise: `Invoices are there${evil}` },
      ...{ owner: `Revenue${evil}`, severity: 2, runbook: `https://wiki.example/x${evil}` },
      ...{ runbookText: `1. look${evil}\n2. mend`, cadence: `every 15m${evil}` },
      ...{ evidence: [`access${evil}`], routes: [`ops-slack${evil}`], config: 4 },
    },
    expected: { slot: iso("14:15:00.000"), words: `a run${evil}` },
    greenSignals: [`exit 0${evil}`],
    gap: { words: `the run failed${evil}`, missing: [`access${evil}`], because: `x${evil}` },
    incident: {
      ...{ monitor: `billing-sync${evil}`, kind: "failing", severity: 2, state: "resolved" },
      ...{ happenedAt: iso("14:18:00.000"), noticedAt: iso("14:18:02.000") },
      ...{ acknowledgedAt: iso("14:19:00.000"), acknowledgedBy: `Maya${evil}` },
      ...{ resolvedAt: iso("14:21:00.000"), resolution: { kind: "healed", run: "x" } },
      ...{ resolutionWords: `healed by run x${evil}`, occurrences: 2, reopenings: 1 },
      ...{ flapping: false, run: "x", lastGoodRun: "y", causes: [] },
    },
    differences: [{ kind: "deploy", text: `deploy a -> b${evil}` }],
    timeline: [
      {
        ...{ at: iso("14:18:00.000"), noticedAt: iso("14:18:02.000"), title: `opened${evil}` },
        ...{ text: `the run failed${evil}`, phase: "broken" },
        source: { kind: "audit", name: `incident-opened${evil}`, seq: 8 },
      },
    ],
    runs: [
      { role: "last-good", words: `run y${evil}`, seq: 3, run: run("y", "succeeded") },
      { role: "broke", words: `run x${evil}`, seq: 6, run: run("x", "failed") },
      { role: "between", words: `run z${evil}`, seq: null, run: run("z", "failed") },
    ],
    moreRuns: 4,
    notices: [
      {
        ...{ number: 1, kind: "opened", route: `ops-slack${evil}`, recipient: `#ops${evil}` },
        ...{ state: "delivered", revision: 1, createdAt: iso("14:18:02.000") },
        ...{ dueAt: iso("14:18:02.000"), heldUntil: iso("14:18:03.000"), attempts: [attempt] },
      },
    ],
    acknowledgements: [
      { at: iso("14:19:00.000"), by: `Maya${evil}`, note: `on it${evil}`, claimed: `c${evil}` },
    ],
    ...{ escalations: [told], reminders: [told] },
    quiet: [
      {
        ...{ kind: "silence", monitors: `billing-*${evil}`, from: iso("14:00:00.000") },
        ...{ until: iso("15:00:00.000"), reason: `share moves${evil}`, by: `ada${evil}` },
      },
    ],
    delivery: {
      ...{ deadlineAt: iso("14:18:00.000"), noticedAt: iso("14:18:02.000"), noticedAfterMs: 2_000 },
      ...{ firstAttemptAt: iso("14:18:03.000"), firstAttemptAfterMs: 3_000 },
      ...{ firstReceiptAt: iso("14:18:04.000"), firstReceiptAfterMs: 4_000 },
      ...{ acknowledgedAt: iso("14:19:00.000"), acknowledgedAfterMs: 60_000 },
      ...{ resolvedAt: iso("14:21:00.000"), resolvedAfterMs: 180_000 },
      ...{ notices: 1, attempts: 1, delivered: 1 },
    },
    retry: [{ command: `./sync.sh${evil}`, text: `the command that broke${evil}` }],
    notes: [{ at: iso("14:20:00.000"), by: `ada${evil}`, text: `customers know${evil}` }],
    reviews: [
      {
        ...{ at: iso("15:00:00.000"), by: `ada${evil}`, impact: `3 late${evil}` },
        ...{ cause: `disk full${evil}`, action: `alert${evil}` },
      },
    ],
    chain: { store: `s7${evil}`, seq: 9, hash: "cd" },
  };
}
