import { describe, expect, test } from "vitest";
import type { CapturedStream, NoContent } from "../../src/domain/run.ts";
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

describe("output in show RUN", () => {
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
      renderMonitor(sampleMonitor(evil, ["failed"]), null, look, now),
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
    [
      "nothing yet",
      runThat("running"),
      [],
      "both",
      "This run still goes on: what it prints is recorded when it ends.\n",
    ],
  ] as const)("%s", (_, run, logged, choice, shown) => {
    expect(renderLogs(run, logged, choice, look)).toBe(shown);
  });
});
