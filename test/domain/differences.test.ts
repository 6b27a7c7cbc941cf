import { describe, expect, test } from "vitest";
import type { EvidenceValues } from "../../src/domain/difference.ts";
import { differences } from "../../src/domain/differences.ts";
import type { Run, RunEnd, RunStart, ScriptFacts } from "../../src/domain/run.ts";
import { unknownWorld, type World } from "../../src/domain/world.ts";
import { sampleRun } from "../cli/sample-run.ts";

const now = Date.parse("2026-11-20T18:00:00Z");
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const good = sampleRun();

const told = (run: Run | null, world: Partial<World> = {}, lastGood: Run | null = good) =>
  differences({ run, lastGood, world: { ...unknownWorld, ...world }, now }).map(({ text }) => text);
const starting = (start: Partial<RunStart>) => told(sampleRun(start));
const ending = (end: Partial<RunEnd>, lastGood = good) => told(sampleRun({}, end), {}, lastGood);
const script = (change: Partial<ScriptFacts>): ScriptFacts => ({
  ...(good.start.script ?? { path: "", owner: null, modifiedAt: null, size: null, digest: null }),
  ...change,
});
const edited = { digest: "cd".repeat(32), modifiedAt: at("17:42:00"), owner: "deploy" };
const GiB = 2 ** 30;
const bytes = (stdout: number, stderr = 0): Partial<RunEnd> => ({
  output: {
    stdout: { kind: "counted", bytes: stdout, reason: "file" },
    stderr: { kind: "counted", bytes: stderr, reason: "file" },
    merged: false,
  },
});
const many = Array.from({ length: 60 }, (_, word) => `--word-${word}`);

describe("of what ran", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["the same", [], starting({})],
    [
      "an edited script of another owner",
      ["backup.sh edited 17:42:00 UTC (owner root -> deploy)"],
      starting({ script: script(edited) }),
    ],
    [
      "an edited script of the same owner that grew",
      ["backup.sh edited 17:42:00 UTC (owner root, 2 KiB -> 8 KiB)"],
      starting({ script: script({ ...edited, owner: "root", size: 8_192 }) }),
    ],
    ["a touched script", [], starting({ script: script({ modifiedAt: at("17:42:00") }) })],
    [
      "a compiled program that was replaced",
      ["backup.sh edited 17:42:00 UTC (owner root)"],
      starting({ script: script({ digest: null, modifiedAt: at("17:42:00") }) }),
    ],
    [
      "another owner alone",
      ["backup.sh: owner root -> deploy"],
      starting({ script: script({ owner: "deploy" }) }),
    ],
    [
      "another script",
      ["script /opt/backup/backup.sh -> /tmp/new.sh"],
      starting({ script: script({ path: "/tmp/new.sh" }) }),
    ],
    ["an unknown script", [], starting({ script: null })],
    ["another deploy", ["deploy 8f42c19 -> 1a2b3c4d5e6f"], starting({ sha: "1a2b3c4d5e6f7a8b9c" })],
    ["an unknown deploy", [], starting({ sha: null })],
    ["another user", ["user backup -> root"], starting({ user: "root" })],
    ["another directory", ["directory /srv -> /"], starting({ cwd: "/" })],
    [
      "another word",
      ["command: 'it'\\''s here' -> there"],
      starting({ command: ["/opt/backup/backup.sh", "--to", "there"] }),
    ],
    [
      "one more word",
      ["command: now with --full"],
      starting({ command: [...(good.start.command ?? []), "--full"] }),
    ],
    [
      "one word less",
      ["command: now without --to"],
      starting({ command: ["/opt/backup/backup.sh", "it's here"] }),
    ],
    [
      "another order",
      ["command: the same words in another order"],
      starting({ command: ["/opt/backup/backup.sh", "it's here", "--to"] }),
    ],
    [
      "very many words",
      [`command: now with ${many.join(" ").slice(0, 120)}…`],
      starting({ command: [...(good.start.command ?? []), ...many] }),
    ],
    [
      "a run that the job reported",
      ["reported by the job itself, before: run by luota"],
      starting({ origin: "reported" }),
    ],
  ])("%s", (_, expected, lines) => {
    expect(lines).toEqual(expected);
  });
});

describe("of what was measured", () => {
  const long = sampleRun({ startedAt: now - 42 * 60_000 }, null);
  test.each<[string, readonly string[], readonly string[]]>([
    ["no room left", ["free space 12 GiB -> 0 B"], starting({ freeDisk: 0 })],
    ["half the room", ["free space 12 GiB -> 5 GiB"], starting({ freeDisk: 5 * GiB })],
    ["a little less room", [], starting({ freeDisk: 11 * GiB })],
    ["unknown room", [], starting({ freeDisk: null })],
    [
      "room on another host",
      ["host db1 -> db2"],
      starting({ freeDisk: 0, host: "db2", bootId: "other" }),
    ],
    ["ten times as long", ["took 42m, before: 4m 12s (10x)"], ending({ durationMs: 42 * 60_000 })],
    ["much sooner", ["took 900ms, before: 4m 12s"], ending({ durationMs: 900 })],
    ["a little longer", [], ending({ durationMs: 300_000 })],
    ["trifles", [], ending({ durationMs: 500 }, sampleRun({}, { durationMs: 20 }))],
    ["still going", ["runs for 42m, before: 4m 12s (10x)"], told(long)],
    ["still going, and not for long", [], told(sampleRun({ startedAt: now - 1_000 }, null))],
    ["no output", ["stdout 1.2 GiB -> 0 B"], ending(bytes(0), sampleRun({}, bytes(1.2 * GiB)))],
    [
      "much more on stderr",
      ["stderr 0 B -> 12 KiB"],
      ending(bytes(0, 12_288), sampleRun({}, bytes(0))),
    ],
    ["more memory", ["memory 120 MiB -> 2 GiB (17x)"], ending({ peakMemory: 2 * GiB })],
  ])("%s", (_, expected, lines) => {
    expect(lines).toEqual(expected);
  });

  test.each<[string, EvidenceValues, EvidenceValues, readonly string[]]>([
    ["no rows", { rows: 41_210 }, { rows: 0 }, ["rows 41210 -> 0"]],
    ["a few rows more", { rows: 41_210 }, { rows: 41_300 }, []],
    ["another word", { file: "a.tar" }, { file: "b.tar" }, ["file a.tar -> b.tar"]],
    ["nothing said", { rows: 3 }, {}, []],
  ])("%s", (_, before, after, expected) => {
    const evidence = { lastGood: before, run: after };
    const question = { run: good, lastGood: good, world: unknownWorld, now, evidence };
    expect(differences(question).map(({ text }) => text)).toEqual(expected);
  });
});

describe("of the world since", () => {
  const config = {
    number: 12,
    at: at("17:42:00"),
    by: "maya",
    changes: ["timeout 10m -> 2m", "grace 3m -> 1m"],
  };
  const off = { kind: "host", from: at("13:10:00"), until: at("13:22:00") } as const;
  const down = { kind: "luota", from: at("13:22:00"), until: at("13:30:00") } as const;
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "a config",
      ["config 12 of 17:42:00 UTC by maya: timeout 10m -> 2m; grace 3m -> 1m"],
      told(null, { configs: [config] }),
    ],
    [
      "a host that was off, told once",
      [
        "the host was off from 13:10:00 UTC to 13:22:00 UTC",
        "luota was down from 13:22:00 UTC to 13:30:00 UTC",
      ],
      told(sampleRun({ bootId: "other" }), { outages: [off, down] }),
    ],
    [
      "a new start that nobody saw",
      ["db1 was started anew in between"],
      starting({ bootId: "other" }),
    ],
    [
      "a script that is gone",
      ["backup.sh is gone: /opt/backup/backup.sh"],
      told(null, { script: "gone" }),
    ],
    [
      "a script edited before a run that never came",
      ["backup.sh edited 17:42:00 UTC (owner root -> deploy)"],
      told(null, { script: script(edited) }),
    ],
    ["no room now", ["free space 12 GiB -> 0 B"], told(null, { freeDisk: 0 })],
    ["nothing known", [], told(null)],
    ["no good run", [], told(sampleRun({ user: "root" }), {}, null)],
  ])("%s", (_, expected, lines) => {
    expect(lines).toEqual(expected);
  });
});

test("the most telling comes first", () => {
  const start = { script: script(edited), sha: "1a2b3c4", freeDisk: 0, user: "root" };
  const run = sampleRun(start, { durationMs: 42 * 60_000 });
  expect(told(run).map((line) => line.split(" ")[0])).toEqual([
    "free",
    "backup.sh",
    "deploy",
    "user",
    "took",
  ]);
});
