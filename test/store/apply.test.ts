import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { decodeReport } from "../../src/domain/report-decode.ts";
import { spoolText } from "../../src/store/spool-write.ts";
import type { Report, Signal } from "../../src/domain/report.ts";
import { applyReport } from "../../src/store/apply.ts";
import { readAuditEvents } from "../../src/store/audit-read.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readRun } from "../../src/store/run-find.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { readSignals } from "../../src/store/signals-page.ts";
import { renewLease } from "../../src/store/lease.ts";
import type { Store } from "../../src/store/store.ts";
import {
  endedReport,
  noon,
  sampleEnd,
  sampleOutput,
  sampleStart,
  StoreFolder,
  valueOf,
} from "./sample.ts";

const options = { now: noon + 2_000, reporterUid: 1_000 };
const started: Report = { kind: "run-started", start: sampleStart("a") };
const ended = endedReport("a");

describe("recording a run", () => {
  it.each<[string, Report[], string[]]>([
    ["an end alone", [ended], ["recorded"]],
    ["a start and its end", [started, ended], ["recorded", "recorded"]],
    ["an end before its start", [ended, started], ["recorded", "known"]],
    ["an end twice", [ended, ended], ["recorded", "known"]],
    [
      "everything twice",
      [started, started, ended, ended],
      ["recorded", "known", "recorded", "known"],
    ],
  ])("%s gives the same one record", (_, reports, answers) => {
    using folder = new StoreFolder();
    const store = folder.open();
    expect(reports.map((report) => valueOf(applyReport(store, report, options)))).toEqual(answers);
    expect(valueOf(readRuns(store, { limit: 9, outputs: true }))).toEqual([
      { start: sampleStart("a"), end: sampleEnd("a"), lost: null, reporterUid: 1_000 },
    ]);
    expect(auditKinds(store)).toEqual(["run-ended", "store-created"]);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("keeps every kind of ending and output as it was", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const endings = [
      { kind: "exited", exitCode: 3 },
      { kind: "signaled", signal: "SIGKILL" },
      { kind: "timed-out", signal: "SIGTERM", exitCode: null },
      { kind: "timed-out", signal: null, exitCode: 0 },
      { kind: "unstartable", exitCode: 127, reason: "not found" },
      { kind: "skipped", reason: "overlap" },
      { kind: "reported", success: true },
      { kind: "reported", success: false },
    ] as const;
    for (const [index, ending] of endings.entries()) {
      const id = `run${index}`;
      const end = { ending, output: index % 2 === 0 ? null : sampleOutput, cpuMs: null };
      valueOf(applyReport(store, endedReport(id, {}, end), options));
      expect(valueOf(readRun(store, id))?.end).toEqual(sampleEnd(id, end));
    }
  });

  it("keeps odd texts, and the chain still holds over them", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const odd = "nul \0, lone \ud800, astral 😀, quote ' \" \\, \u2028, \x1b[31m";
    const start = {
      user: odd,
      tags: { [odd]: odd },
      payload: { [odd]: [odd, Infinity, -0] },
      cwd: odd,
    };
    valueOf(applyReport(store, endedReport("odd", start, { summary: odd }), options));
    const run = valueOf(readRun(store, "odd"));
    const kept = odd.toWellFormed();
    expect(run?.start.user).toBe(kept);
    expect(run?.start.payload).toEqual({ [kept]: [kept, null, 0] });
    expect(run?.end?.summary).toBe(kept);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("cuts what is nested absurdly deep, and alike on both ways", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    let payload: Json = "bottom";
    for (let level = 0; level < 9_000; level += 1) payload = [payload];
    const report = endedReport("deep", { payload });
    valueOf(applyReport(store, report, options));
    const text = spoolText({ storePath: folder.path, report, now: noon });
    const spooled = decodeReport((JSON.parse(text) as { report: unknown }).report);
    expect(valueOf(applyReport(store, valueOf(spooled), options))).toBe("known");
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("adds the process id to a start that was written before the job had one", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const early: Report = { kind: "run-started", start: sampleStart("a", { pid: null }) };
    const answers = [early, started, early].map((each) =>
      valueOf(applyReport(store, each, options)),
    );
    expect(answers).toEqual(["recorded", "recorded", "known"]);
    expect(valueOf(readRun(store, "a"))?.start.pid).toBe(4_242);
  });

  it("counts runs of a monitor that nobody had named before, known since the first of them began", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, endedReport("a"), options));
    valueOf(applyReport(store, endedReport("b"), { ...options, now: noon + 9_000 }));
    const monitors = store.database
      .prepare("SELECT name, known_since, run_count FROM monitors")
      .all();
    expect(monitors).toEqual([{ name: "billing-sync", known_since: noon, run_count: 2 }]);
  });
});

describe("refusing a report", () => {
  const close = {
    id: "a",
    endedAt: noon + 750,
    ending: { kind: "reported", success: true },
    summary: "done",
    error: null,
  } as const;
  const closed: Report = { kind: "run-closed", close };
  const reported = sampleStart("a", { origin: "reported", recorder: null });
  const reportedStart: Report = { kind: "run-started", start: reported };
  it.each<[string, Report[], Report, string]>([
    ["an end of a run that nobody started", [], closed, "unknown-run"],
    ["closing a run that its recorder will end", [started], closed, "wrapped-run"],
    [
      "another end of a run that has ended",
      [ended],
      endedReport("a", {}, { ending: { kind: "exited", exitCode: 1 } }),
      "already-ended",
    ],
    ["another output", [ended], endedReport("a", {}, { output: null }), "already-ended"],
    ["a run of that id elsewhere", [started], endedReport("a", { monitor: "other" }), "other-run"],
    [
      "a run of that id at another time",
      [started],
      endedReport("a", { startedAt: 1 }),
      "other-run",
    ],
    [
      "closing differently what is closed",
      [reportedStart, closed],
      { kind: "run-closed", close: { ...close, error: "no" } },
      "already-ended",
    ],
  ])("%s", (_, before, report, reason) => {
    using folder = new StoreFolder();
    const store = folder.open();
    for (const each of before) valueOf(applyReport(store, each, options));
    const events = auditKinds(store);
    expect(applyReport(store, report, options)).toMatchObject({
      ok: false,
      failure: { kind: "refused", reason, run: "a" },
    });
    expect(auditKinds(store)).toEqual(events);
  });

  it("closes a reported run, whoever may write the store, and once", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, reportedStart, options));
    const other = { ...options, reporterUid: 7 };
    expect(valueOf(applyReport(store, closed, other))).toBe("recorded");
    expect(valueOf(applyReport(store, closed, other))).toBe("known");
    const run = valueOf(readRun(store, "a"));
    expect(run).toMatchObject({ reporterUid: 1_000, end: { ...close, durationMs: 750 } });
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it.each([
    ["its own reporter", 1_000, true],
    ["root", 0, true],
    ["another user", 1_001, false],
  ])("lets a spool file of %s end a run: %s", (_, reporterUid, isTaken) => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, started, options));
    const result = applyReport(store, ended, { ...options, reporterUid, through: "spool" });
    expect(result.ok).toBe(isTaken);
    expect(valueOf(readRun(store, "a"))?.end === null).toBe(!isTaken);
  });
});

describe("signals", () => {
  const beat: Signal = {
    id: "s1",
    at: noon,
    monitor: "heart",
    run: null,
    host: "web1",
    user: null,
    body: { kind: "beat", summary: "ok", payload: { n: 1 } },
  };
  const log: Signal = {
    ...beat,
    id: "s2",
    at: noon + 1,
    monitor: null,
    run: "not-known-yet",
    body: { kind: "log", text: "half way" },
  };

  it("are kept once each, also before their run is known, newest first", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    const answers = [beat, log, beat].map((signal) =>
      valueOf(applyReport(store, { kind: "signal", signal }, options)),
    );
    expect(answers).toEqual(["recorded", "recorded", "known"]);
    expect(valueOf(readSignals(store, { limit: 9 }))).toEqual([log, beat]);
    expect(valueOf(readSignals(store, { limit: 9, monitor: "heart" }))).toEqual([beat]);
    expect(valueOf(readSignals(store, { limit: 9, run: "not-known-yet" }))).toEqual([log]);
    expect(valueOf(readSignals(store, { limit: 9, since: noon + 1 }))).toEqual([log]);
    expect(valueOf(readSignals(store, { limit: 1 }))).toEqual([log]);
  });
});

describe("the schema itself", () => {
  it.each([
    ["UPDATE runs SET exit_code = 1", "a run that has ended never changes"],
    ["UPDATE runs SET end_facts = '{}'", "a run that has ended never changes"],
    ["DELETE FROM runs", "runs are not deleted"],
    [
      "REPLACE INTO runs (id, monitor, origin, started_at, host, root_run, start_facts, reporter_uid) VALUES ('a', 1, 'wrapped', 1, 'h', 'a', '{}', 0)",
      "runs are not deleted",
    ],
    ["UPDATE audit SET hash = 'x'", "audit events never change"],
    ["DELETE FROM audit WHERE seq = 2", "audit events are not deleted"],
    ["REPLACE INTO audit VALUES (1, x'00', 'x')", "audit events are only appended"],
    ["INSERT INTO audit VALUES (9, x'00', 'x')", "audit events are only appended"],
  ])("refuses %s", (sql, message) => {
    using folder = new StoreFolder();
    const store = folder.open();
    valueOf(applyReport(store, ended, options));
    expect(() => store.database.exec(sql)).toThrow(message);
  });

  it("renews the lease of a run that goes on, and of no other", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    expect(valueOf(renewLease(store, "a", noon))).toBe(false);
    valueOf(applyReport(store, started, options));
    expect(valueOf(renewLease(store, "a", noon + 5))).toBe(true);
    expect(valueOf(renewLease(store, "a", noon + 1))).toBe(true);
    expect(store.database.prepare("SELECT until FROM leases").all()).toEqual([{ until: noon + 5 }]);
    valueOf(applyReport(store, ended, options));
    expect(valueOf(renewLease(store, "a", noon + 9))).toBe(false);
    expect(store.database.prepare("SELECT * FROM leases").all()).toEqual([]);
  });
});

function auditKinds(store: Store): string[] {
  const lines = valueOf(readAuditEvents(store, { limit: 99 }));
  return lines.map((line) => line.event?.kind ?? "unreadable");
}
