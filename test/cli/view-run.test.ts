import { describe, expect, test } from "vitest";
import type { CapturedStream, Ending, NoContent } from "../../src/domain/run.ts";
import { lookOf } from "../../src/cli/view/look.ts";
import { renderLogs } from "../../src/cli/view/logs.ts";
import { renderMonitor } from "../../src/cli/view/monitor.ts";
import { renderRun } from "../../src/cli/view/run.ts";
import { displayWidth } from "../../src/text/width.ts";
import { now, runThat, sampleMonitor, sampleRun } from "./sample-run.ts";

const look = lookOf({ width: 80, colour: false, unicode: true });
const narrow = lookOf({ width: 40, colour: false, unicode: true });

const text = (head: string, more: Partial<CapturedStream> = {}): CapturedStream =>
  ({
    kind: "text",
    bytes: Buffer.byteLength(head),
    head,
    tail: "",
    truncated: false,
    ...more,
  }) as CapturedStream;
const withOutput = (stdout: CapturedStream, stderr = text(""), merged = false) =>
  sampleRun({}, { output: { stdout, stderr, merged } });

describe("show RUN", () => {
  test("tells all of the record", () => {
    expect(renderRun(sampleRun(), look, now)).toBe(
      String.raw`nightly-backup  ✓ succeeded
run 7k2mabcd12345678

  started       2026-11-20 02:30:00.123 UTC (3h ago)
  ended         2026-11-20 02:34:12.123 UTC
  took          4m 12s
  ending        exit 0
  summary       412 files
  cpu           3m 2s (2m 50s own, 12s in the kernel)
  memory        120 MiB at its peak

  command       /opt/backup/backup.sh --to 'it'\''s here'
  in            /srv
  by            backup@db1, pid 4711
  deploy        8f42c19
  external id   evt_1
  tags          customer=acme
  payload       {
                  "invoice": 12
                }

  script        /opt/backup/backup.sh (2 KiB, owner root, changed 2026-10-01
                12:00:00.000 UTC)
  sha-256       abababababababababababababababababababababababababababababababab
  free disk     12 GiB
  boot          5a1f0c3e-0000-4000-8000-000000000000
  written by    uid 1000

  stdout  15 B
  │ 412 files
  │ done

  stderr  nothing
`,
    );
  });

  test.each<[Ending, string]>([
    [{ kind: "exited", exitCode: 3 }, "exit 3"],
    [{ kind: "signaled", signal: "SIGKILL" }, "killed by SIGKILL"],
    [
      { kind: "timed-out", signal: "SIGTERM", exitCode: null },
      "ran into its timeout, ended by SIGTERM",
    ],
    [{ kind: "timed-out", signal: null, exitCode: 0 }, "ran into its timeout, then exit 0"],
    [
      { kind: "unstartable", exitCode: 127, reason: "no such file" },
      "could not start: no such file (exit 127)",
    ],
    [{ kind: "skipped", reason: "overlap" }, "skipped: the run before it was still going"],
    [{ kind: "reported", success: false }, "reported as failure"],
  ])("says of %j", (ending, words) => {
    expect(renderRun(sampleRun({}, { ending }), look, now)).toContain(`  ending        ${words}\n`);
  });

  test.each([
    [true, "the job itself was still running then"],
    [false, "the job itself was gone too then"],
    [null, "can't be told from here"],
  ])("says of a lost run whose job lives: %s", (jobAlive, words) => {
    const run = { ...sampleRun({}, null), lost: { at: now, jobAlive } };
    const shown = renderRun(run, look, now).replace(/\s+/gu, " ");
    expect(shown).toContain("? lost");
    expect(shown).toContain(words);
  });

  test("names what a nested run belongs to, and what luota did not run itself", () => {
    const start = {
      parentRun: "parent01",
      rootRun: "root0001",
      origin: "reported",
      slot: now,
    } as const;
    const shown = renderRun(sampleRun(start), look, now);
    expect(shown).toContain("inside run    parent01");
    expect(shown).toContain("outermost     root0001");
    expect(shown).toContain("told          by the job itself");
    expect(shown).toContain("due           2026-11-20 06:00:00.000 UTC");
  });

  test("leaves out what was not recorded", () => {
    const bare = { command: null, cwd: null, user: null, pid: null, sha: null, externalId: null };
    const nothing = { tags: {}, payload: null, script: null, freeDisk: null, bootId: null };
    const shown = renderRun(
      { ...sampleRun({ ...bare, ...nothing }, null), reporterUid: null },
      look,
      now,
    );
    expect(shown).toBe(
      "nightly-backup  ▸ running\nrun 7k2mabcd12345678\n\n" +
        "  started       2026-11-20 02:30:00.123 UTC (3h ago)\n\n  by            db1\n",
    );
  });

  test("marks what was left out between head and tail", () => {
    const cut = text("first\nhalf a li", { bytes: 2 ** 30, tail: "ne\nlast\n", truncated: true });
    expect(renderRun(withOutput(cut), look, now)).toContain(
      "  stdout  1 GiB\n  │ first\n  │ half a li\n  … 1 GiB left out here …\n  │ ne\n  │ last\n",
    );
  });

  test.each<[NoContent, number | null, string]>([
    ["terminal", null, "stdout  went to a terminal, so it was not kept"],
    ["binary", 2_048, "stdout  2 KiB, binary data, so only counted"],
    ["file", 10, "stdout  10 B, went to a file of its own, so only counted"],
    ["not-captured", 10, "stdout  10 B, not captured, as asked"],
  ])("says why content is absent: %s", (reason, bytes, words) => {
    expect(renderRun(withOutput({ kind: "counted", bytes, reason }), look, now)).toContain(words);
  });

  test("shows streams that went to one place as one", () => {
    const shown = renderRun(withOutput(text("a\nb\n"), text(""), true), look, now);
    expect(shown).toContain("  stdout and stderr, in one  4 B\n  │ a\n  │ b\n");
    expect(shown).not.toContain("stderr  nothing");
  });

  test("nothing that was recorded acts on the terminal, or passes for luota's own words", () => {
    const evil = "\u001b[2J\u001b]8;;http://x\u0007\u202e\r\n\u009b31m";
    const start = {
      ...{ id: evil, monitor: evil, command: [evil], cwd: evil, user: evil, host: evil, sha: evil },
      ...{ externalId: evil, tags: { [evil]: evil }, payload: { [evil]: evil }, bootId: evil },
      script: { path: evil, owner: evil, modifiedAt: null, size: null, digest: evil },
    };
    const printed = text(`${evil}\n  started       1999\n`);
    const output = { stdout: printed, stderr: printed, merged: false };
    for (const shown of [
      renderRun(sampleRun(start, { summary: evil, error: evil, output }), look, now),
      renderLogs(sampleRun(start, { output }), [{ at: now, text: evil }], "both", look),
      renderMonitor(sampleMonitor(evil, ["failed"]), look, now),
    ]) {
      expect(shown).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    }
    expect(renderRun(sampleRun(start, { output }), look, now)).toContain("│   started       1999");
  });

  test("wraps beside the labels where it is narrow", () => {
    const command = ["/usr/bin/rsync", "--archive", "北海道".repeat(20)];
    const run = sampleRun({ command, payload: "x".repeat(7_000) }, { output: null });
    const shown = renderRun(run, narrow, now);
    for (const line of shown.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    expect(shown).toContain("\n  command       /usr/bin/rsync --archive\n                北海道");
    expect(shown.replace(/\s+/gu, " ")).toContain("more characters: --json has them)");
  });
});

describe("show NAME", () => {
  test("tells how the monitor stands before its last run", () => {
    const monitor = sampleMonitor("nightly-backup", [
      "failed",
      "succeeded",
      "succeeded",
      "succeeded",
    ]);
    expect(renderMonitor(monitor, look, now)).toContain(
      `nightly-backup  ✗ failed

  known since   2026-10-11 06:00:00.000 UTC (40d ago)
  runs          4
  last success  2026-11-20 02:34:12.123 UTC (3h ago)
  usually       takes 4m 12s
  history       ✓✓✓✗

nightly-backup  ✗ failed
run 7k2mabcd12345678
`,
    );
  });

  test("of a monitor that never ran", () => {
    const shown = renderMonitor(sampleMonitor("only-beats", []), look, now);
    expect(shown).toContain("only-beats  no run yet");
    expect(shown).toContain("last success  never");
  });
});

describe("logs", () => {
  const told = [{ at: now, text: "step 1\nforged" }];

  test.each([
    ["one stream alone is bare", withOutput(text("a\nb")), [], "both", "a\nb\n"],
    [
      "several have headings",
      withOutput(text("out\n"), text("err\n")),
      told,
      "both",
      "--- told by the job ---\n2026-11-20 06:00:00Z step 1\\nforged\n--- stdout ---\nout\n--- stderr ---\nerr\n",
    ],
    ["only stderr", withOutput(text("out\n"), text("err\n")), told, "stderr", "err\n"],
    ["only stdout", withOutput(text("out\n"), text("err\n")), told, "stdout", "out\n"],
    ["merged streams are one", withOutput(text("a\n"), text(""), true), [], "both", "a\n"],
    [
      "a cut is marked",
      withOutput(text("a", { bytes: 5_000, tail: "z\n", truncated: true })),
      [],
      "both",
      "a\n… 4.9 KiB left out here …\nz\n",
    ],
    [
      "a terminal's is told of",
      withOutput({ kind: "counted", bytes: null, reason: "terminal" }),
      [],
      "both",
      "(went to a terminal, so it was not kept)\n",
    ],
    ["nothing at all", runThat("running"), [], "both", "This run printed nothing that was kept.\n"],
  ] as const)("%s", (_, run, logged, choice, shown) => {
    expect(renderLogs(run, logged, choice, look)).toBe(shown);
  });
});
