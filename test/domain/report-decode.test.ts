import { describe, expect, it } from "vitest";
import { decodeReport } from "../../src/domain/report-decode.ts";
import type { EvidenceBody } from "../../src/domain/evidence.ts";
import type { Report } from "../../src/domain/report.ts";
import { endedReport, noon, sampleStart } from "../store/sample.ts";

const started: Report = { kind: "run-started", start: sampleStart("a") };
const closed: Report = {
  kind: "run-closed",
  close: {
    id: "a",
    endedAt: noon,
    ending: { kind: "reported", success: false },
    summary: null,
    error: "no",
  },
};
const signal = { id: "s", at: noon, monitor: null, run: "a", host: "h", user: "u" };
const beat: Report = {
  kind: "signal",
  signal: { ...signal, body: { kind: "beat", summary: null, payload: [1] } },
};
const log: Report = { kind: "signal", signal: { ...signal, body: { kind: "log", text: "t" } } };
const bare = sampleStart("a", {
  ...{ slot: noon, command: null, cwd: null, user: null, pid: null, sha: null, tags: {} },
  ...{ script: null, freeDisk: null, bootId: null, recorder: null, parentRun: "p" },
});

function evidenceOf(body: Partial<EvidenceBody>): Report {
  const whole: EvidenceBody = {
    kind: "evidence",
    step: "uploaded",
    source: "claimed",
    state: "good",
    values: { snapshot: "4f3a", bytes: 1_234 },
    files: [{ path: "/srv/dump", size: 12, modifiedAt: 5, sha256: "ab".repeat(32) }],
    receipt: "250 2.0.0 Ok: queued as 4F3A",
    note: null,
    ...body,
  };
  const head = { id: "e", at: 1, monitor: null, run: "a", host: "h", user: null };
  return { kind: "signal", signal: { ...head, body: whole } };
}

describe("a report from outside", () => {
  it.each<[string, Report]>([
    ["a start", started],
    ["a start of which little is known", { kind: "run-started", start: bare }],
    ["an end", endedReport("a")],
    [
      "an end without output",
      endedReport("a", {}, { output: null, cpuMs: null, peakMemory: null }),
    ],
    [
      "a timeout",
      endedReport("a", {}, { ending: { kind: "timed-out", signal: null, exitCode: 0 } }),
    ],
    ["a signal", endedReport("a", {}, { ending: { kind: "signaled", signal: "SIGRTMIN+3" } })],
    [
      "an unstartable job",
      endedReport("a", {}, { ending: { kind: "unstartable", exitCode: 127, reason: "" } }),
    ],
    ["a skipped run", endedReport("a", {}, { ending: { kind: "skipped", reason: "overlap" } })],
    ["a closed run", closed],
    ["a beat", beat],
    ["a log line", log],
    ["evidence", evidenceOf({})],
    ["evidence of a step that failed", evidenceOf({ state: "bad", note: "the API said 500" })],
  ])("is read whole: %s", (_, report) => {
    expect(decodeReport(JSON.parse(JSON.stringify(report)))).toEqual({ ok: true, value: report });
  });

  it.each<[string, unknown, string]>([
    ["nothing", null, "report.kind"],
    ["a text", "run-ended", "report.kind"],
    ["a kind that every object has", { kind: "toString" }, "report.kind"],
    ["a start without facts", { kind: "run-started", start: {} }, "report.start.id"],
    [
      "a member of the prototype",
      { ...started, start: { ...sampleStart("a"), constructor: 1 } },
      "report.start.constructor",
    ],
    [
      "an id that is a path",
      { kind: "run-started", start: sampleStart("../x") },
      "report.start.id",
    ],
    [
      "a monitor named like an incident",
      { kind: "run-started", start: sampleStart("a", { monitor: "INC-4" }) },
      "report.start.monitor",
    ],
    [
      "a tag that is no text",
      { kind: "run-started", start: { ...sampleStart("a"), tags: { a: 1 } } },
      "report.start.tags.a",
    ],
    [
      "a command that is a text",
      { kind: "run-started", start: { ...sampleStart("a"), command: "ls" } },
      "report.start.command",
    ],
    [
      "a word that is a number",
      { kind: "run-started", start: { ...sampleStart("a"), command: ["ls", 1] } },
      "report.start.command[1]",
    ],
    [
      "half a millisecond since 1970",
      { kind: "run-started", start: sampleStart("a", { startedAt: 0.5 }) },
      "report.start.startedAt",
    ],
    [
      "a time before 1970",
      { kind: "run-started", start: sampleStart("a", { startedAt: -1 }) },
      "report.start.startedAt",
    ],
    ["a negative duration", endedReport("a", {}, { durationMs: -1 }), "report.end.durationMs"],
    [
      "an endless text",
      endedReport("a", {}, { summary: "x".repeat(70_000) }),
      "report.end.summary",
    ],
    [
      "a signal with escape codes",
      endedReport("a", {}, { ending: { kind: "signaled", signal: "\x1b[31m" } }),
      "report.end.ending.signal",
    ],
    [
      "an ending that mixes two",
      endedReport("a", {}, { ending: { kind: "exited", exitCode: 0, signal: "SIGHUP" } as never }),
      "report.end.ending.signal",
    ],
    [
      "evidence that says luota looked itself",
      evidenceOf({ source: "verified" }),
      "report.signal.body.source",
    ],
    ["a step of luota's own", evidenceOf({ step: "artifact 1" }), "report.signal.body.step"],
    [
      "evidence with too many values",
      evidenceOf({ values: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [i, i])) }),
      "report.signal.body.values",
    ],
  ])("is refused where it is %s", (_, value, at) => {
    expect(decodeReport(value)).toMatchObject({ ok: false, failure: { kind: "undecodable", at } });
  });
});
