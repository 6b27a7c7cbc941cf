import { describe, expect, test } from "vitest";
import { composeStory } from "../../src/domain/story.ts";
import type { StoryFacts } from "../../src/domain/story-facts.ts";
import { unknownWorld } from "../../src/domain/world.ts";
import { runThat, sampleRun } from "../cli/sample-run.ts";
import { at, broken, entry, later, missed } from "./story-sample.ts";

const failed = () =>
  broken(
    "failing",
    {
      run: "9f0abcde12345678",
      outcome: "failed",
      slot: at("14:15:00"),
      inRow: 1,
      lastGood: { run: "7k2mabcd12345678", at: at("13:00:04") },
    },
    {
      run: sampleRun(
        { id: "9f0abcde12345678", startedAt: at("14:15:00"), slot: at("14:15:00") },
        {
          ending: { kind: "exited", exitCode: 3 },
          durationMs: 180_000,
          summary: null,
          error: "no space left on device",
          output: {
            stdout: { kind: "text", bytes: 5, head: "hello", tail: "", truncated: false },
            stderr: { kind: "text", bytes: 5, head: "disk full\n", tail: "", truncated: false },
            merged: false,
          },
        },
      ),
      lastGood: sampleRun({ startedAt: at("13:00:00") }),
    },
  );
const drill = () => later(missed(), { drill: "d1" });
const stake = "; at stake: Stripe invoices are reflected in customer access";

describe("the headline", () => {
  const after = (state: Partial<StoryFacts["incident"]>, kind: StoryFacts["kind"]) =>
    later(missed(), state, { kind, now: at("14:33:00") });
  const healed = {
    state: "resolved",
    resolvedAt: at("14:32:00"),
    resolution: { kind: "healed", run: "aaaabbbbcccc" },
  } as const;
  const thrice = missed().incident.causes.map((cause) => ({ ...cause, count: 3 }));
  test.each<[string, string, StoryFacts]>([
    ["a miss", `billing-sync missed its run of 14:15:00 UTC${stake}`, missed()],
    ["a failure", `billing-sync failed at 14:18:00 UTC${stake}`, failed()],
    [
      "a time-out yesterday",
      `billing-sync timed out at 2026-11-20 14:18:00 UTC${stake}`,
      later(broken("failing", { outcome: "timed_out" }), {}, { now: at("14:18:00") + 86_400_000 }),
    ],
    ["a state", `billing-sync is stale since 14:18:00 UTC${stake}`, broken("stale", {})],
    [
      "several misses",
      `billing-sync missed 3 runs since 14:18:00 UTC${stake}`,
      later(missed(), { causes: thrice }),
    ],
    [
      "no promise",
      "billing-sync failed at 14:18:00 UTC",
      { ...failed(), rules: { ...failed().rules, promise: null } },
    ],
    [
      "a drill says so first, and puts nothing at stake",
      "This is a drill, nothing is really broken: billing-sync missed its run of 14:15:00 UTC",
      drill(),
    ],
    [
      "a reminder",
      `Nobody has acknowledged INC-17 for 15m: billing-sync missed its run of 14:15:00 UTC${stake}`,
      after({}, "reminder"),
    ],
    [
      "an escalation",
      `You are told because nobody acknowledged INC-17 for 15m: billing-sync missed its run of 14:15:00 UTC${stake}`,
      after({}, "escalated"),
    ],
    [
      "an acknowledgement",
      "Maya has INC-17: billing-sync missed its run of 14:15:00 UTC",
      after({ state: "acknowledged", acknowledgedBy: "Maya" }, "acknowledged"),
    ],
    [
      "a healing",
      "billing-sync is healthy again after 14m, with run aaaabbbb",
      after(healed, "resolved"),
    ],
    [
      "a person's word",
      "Maya resolved INC-17 after 14m: restored by hand (billing-sync missed its run of 14:15:00 UTC)",
      after(
        { ...healed, resolution: { kind: "by-person", by: "Maya", note: "restored by hand" } },
        "resolved",
      ),
    ],
    [
      "a withdrawal",
      "INC-17 is withdrawn after 14m, for what was broken is no longer in the config (billing-sync missed its run of 14:15:00 UTC)",
      after({ ...healed, resolution: { kind: "withdrawn" } }, "resolved"),
    ],
    [
      "what healed before it was told",
      "billing-sync missed its run of 14:15:00 UTC, and is healthy again after 14m; nothing is left to do",
      after(healed, "healed"),
    ],
    [
      "flapping",
      "billing-sync keeps breaking and healing: it missed its run again, 4 breaks since 14:18:00 UTC; it stays quiet now until three good runs in a row",
      after({ occurrences: 4, reopenings: 3, flapping: true }, "flapping"),
    ],
    [
      "broken again",
      `billing-sync broke again soon after it had healed: it missed its run of 14:15:00 UTC${stake}`,
      after({ reopenings: 1 }, "reopened"),
    ],
  ])("%s", (_, headline, facts) => {
    expect(composeStory(facts).headline).toBe(headline);
  });

  test("tells the cause that is new", () => {
    const facts = missed();
    const [cause] = failed().incident.causes;
    if (cause === undefined) throw new Error("a failure has a cause");
    const { detail } = cause;
    const second = {
      ...{ kind: "failing" as const, since: at("14:20:00"), until: null, endedBy: null },
      ...{ count: 1, detail },
    };
    const both = later(facts, { causes: [...facts.incident.causes, second] });
    const timeline = [
      ...facts.timeline,
      entry(2, at("14:20:00"), { kind: "cause-added", cause: "failing", detail }),
    ];
    const story = composeStory({ ...both, timeline, kind: "cause-added" });
    expect(story.headline).toBe(`billing-sync also failed at 14:20:00 UTC${stake}`);
    expect(story.badge).toBe("FAILED");
  });
});

describe("the badge", () => {
  test.each<[string, StoryFacts]>([
    ["MISSED", missed()],
    ["FAILED", failed()],
    ["TIMED OUT", broken("failing", { outcome: "timed_out" })],
    ["TOO FAST", broken("too-fast", {})],
    ["ROUTE BROKEN", broken("route-broken", {})],
    ["MISSED", { ...missed(), kind: "reminder" }],
    ["FLAPPING", { ...missed(), kind: "flapping" }],
    ["ACKNOWLEDGED", { ...missed(), kind: "acknowledged" }],
    ["RESOLVED", { ...missed(), kind: "healed" }],
    ["DRILL", drill()],
    ["DRILL RESOLVED", { ...drill(), kind: "resolved" }],
  ])("%s", (badge, facts) => {
    expect(composeStory(facts).badge).toBe(badge);
  });
});

describe("the facts", () => {
  const lines = (facts: StoryFacts) =>
    composeStory(facts).facts.map(({ label, text }) => `${label}: ${text}`);

  test("of a miss", () => {
    expect(lines(missed())).toEqual([
      "Promise: Stripe invoices are reflected in customer access",
      "Expected: a run at 14:15:00 UTC, by 14:18:00 UTC at the latest",
      "Gap: no run began for the slot of 2026-11-20 14:15:00 UTC",
      "Last good run: 13:00:04 UTC (1h ago), run 7k2mabcd",
      "Owner: Revenue operations",
      "Next: on web-1: luota why INC-17; it ends by itself with the start of a run",
    ]);
  });

  test("of a failure", () => {
    expect(lines(failed())).toEqual([
      "Promise: Stripe invoices are reflected in customer access",
      "Gap: the run failed",
      "Run: run 9f0abcde, 14:15:00 UTC: exit 3 after 3m: no space left on device",
      "Last good run: 13:00:04 UTC (1h ago), run 7k2mabcd: 412 files",
      "Owner: Revenue operations",
      "Next: on web-1: luota logs 9f0abcde; it ends by itself with a healthy run",
    ]);
  });

  test("of a miss that was noticed late, after a downtime, and came often", () => {
    const facts = missed();
    const because = { kind: "host-down", from: at("14:00:00"), until: at("15:00:00") } as const;
    const causes = facts.incident.causes.map((cause) => ({
      ...cause,
      ...{ count: 4, detail: { ...cause.detail, because } },
    }));
    const change = { causes, occurrences: 4, brokenAt: at("15:03:00"), noticedAt: at("15:10:00") };
    expect(lines(later(facts, change, { now: at("15:10:00"), owner: null }))).toEqual([
      "Promise: Stripe invoices are reflected in customer access",
      "Expected: a run at 14:15:00 UTC; the latest of 4",
      "Gap: no run began for the slot of 2026-11-20 14:15:00 UTC",
      "Last good run: 13:00:04 UTC (2h ago), run 7k2mabcd",
      "Because: the host was down from 2026-11-20 14:00:00 to 2026-11-20 15:00:00 UTC",
      "Occurrences: 4, the latest at 15:03:00 UTC",
      "Noticed: 15:10:00 UTC, 52m after it broke",
      "Owner: nobody: name one with `owner:` in the config",
      "Next: on web-1: luota why INC-17; it ends by itself with the start of a run",
    ]);
  });

  test("of an acknowledgement are few, and of an end say what ended it", () => {
    const by = { state: "acknowledged", acknowledgedAt: at("14:24:00"), acknowledgedBy: "Maya" };
    const facts = later(missed(), by as Partial<StoryFacts["incident"]>, {
      kind: "acknowledged",
      now: at("14:24:01"),
    });
    const word = { kind: "acknowledged", by: "Maya", note: "on it" } as const;
    const timeline = [...facts.timeline, entry(2, at("14:24:00"), word)];
    expect(lines({ ...facts, timeline })).toEqual([
      "Promise: Stripe invoices are reflected in customer access",
      "Acknowledged: 14:24:00 UTC by Maya: on it",
      "Next: on web-1: luota why INC-17; it ends by itself with the start of a run",
    ]);
    const causes = facts.incident.causes.map((cause) => ({
      ...cause,
      ...{ until: at("14:30:00"), endedBy: { kind: "run", run: "aaaabbbbcccc" } as const },
    }));
    const over = later(
      facts,
      {
        ...{ state: "resolved", causes, resolvedAt: at("14:32:00") },
        resolution: { kind: "healed", run: "aaaabbbbcccc" },
      },
      { kind: "resolved", now: at("14:32:01") },
    );
    expect(lines(over)).toEqual([
      "Promise: Stripe invoices are reflected in customer access",
      "Ended: 14:32:00 UTC, by run aaaabbbb",
      "Acknowledged: 14:24:00 UTC by Maya",
    ]);
    const story = composeStory(over);
    expect([story.acknowledgeUrl, story.acknowledgeCommand, story.runbook]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("of a drill tell how it ends", () => {
    expect(lines(drill()).at(-1)).toBe(
      "Next: acknowledge it, as on a bad day; on web-1, luota resolve INC-17 ends the drill",
    );
  });
});

describe("the green signals", () => {
  const neighbour = { monitor: "daily-report", startedAt: at("14:16:00") };
  const unproven = broken(
    "unproven",
    { run: "r", missing: ["access"] },
    { run: sampleRun({ slot: at("02:30:00"), startedAt: at("02:30:02") }) },
  );
  const lost = { ...runThat("lost"), lost: { at: 0, jobAlive: true } };
  test.each<[string, readonly string[], StoryFacts]>([
    ["a miss while luota watched", ["the host was up, and luota watched"], missed()],
    [
      "a miss beside others that ran",
      ["the host was up, and luota watched", "daily-report started here at 14:16:00 UTC"],
      { ...missed(), world: { ...unknownWorld, neighbour } },
    ],
    [
      "an unproven run",
      [
        "exit 0",
        "began 2s after it was due",
        "took 4m 12s",
        "15 B written to stdout",
        "it said: 412 files",
      ],
      unproven,
    ],
    ["a failed run that came in time", ["began on time"], failed()],
    [
      "a lost one whose job lived",
      ["the job itself still ran then"],
      broken("lost", {}, { run: lost }),
    ],
    ["staleness", [], broken("stale", {})],
    ["an end", [], { ...failed(), kind: "resolved" }],
  ])("%s", (_, signals, facts) => {
    expect(composeStory(facts).greenSignals).toEqual(signals);
  });
});

describe("the output", () => {
  const printed = (stdout: string, stderr: string) => {
    const stream = (text: string) => ({
      ...{ kind: "text" as const, bytes: text.length, head: text, tail: "", truncated: false },
    });
    const output = { stdout: stream(stdout), stderr: stream(stderr), merged: false };
    return composeStory({ ...failed(), run: sampleRun({}, { output }) }).output;
  };
  const lines = (count: number) => Array.from({ length: count }, (_, line) => `line ${line}`);
  test.each<[string, ReturnType<typeof printed>, ReturnType<typeof printed>]>([
    ["stderr first", { stream: "stderr", text: "bad" }, printed("good", "bad\n")],
    ["stdout where stderr is empty", { stream: "stdout", text: "good" }, printed("good\n", " \n")],
    ["none", null, printed("", "")],
    [
      "the last 20 lines",
      { stream: "stderr", text: lines(30).slice(10).join("\n") },
      printed("", `${lines(30).join("\n")}\n`),
    ],
    [
      "the end of a long line",
      { stream: "stderr", text: "x".repeat(2_000) },
      printed("", "x".repeat(9_000)),
    ],
    [
      "whole lines of long ones",
      { stream: "stderr", text: "b".repeat(1_900) },
      printed("", `${"a".repeat(1_900)}\n${"b".repeat(1_900)}\n`),
    ],
  ])("%s", (_, expected, output) => {
    expect(output).toEqual(expected);
  });
});

test("a story names the incident for good, and what is different in five lines at most", () => {
  const run = sampleRun({
    ...{ sha: "1a2b3c4", user: "deploy", cwd: "/tmp", command: ["/x"], freeDisk: 0 },
    ...{ host: "db2", bootId: "another" },
  });
  const story = composeStory({ ...failed(), run, lastGood: sampleRun() });
  expect(story.key).toBe("s7/INC-17");
  expect(story.acknowledgeCommand).toBe("luota ack INC-17");
  expect(story.differences).toHaveLength(5);
  expect(story.differences[0]).toBe("deploy 8f42c19 -> 1a2b3c4");
});
