import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../src/domain/outcome.ts";
import type { Ending, Outcome } from "../../src/domain/run.ts";
import { applyReport } from "../../src/store/apply.ts";
import { findDead } from "../../src/store/lost-mark.ts";
import { readMonitorNames, readMonitorSummaries } from "../../src/store/monitors-read.ts";
import { findRun, readRun } from "../../src/store/run-find.ts";
import { readRuns, type RunsQuestion } from "../../src/store/runs-page.ts";
import type { Store } from "../../src/store/store.ts";
import { endedReport, noon, sampleStart, StoreFolder, valueOf } from "./sample.ts";

const options = { now: noon, reporterUid: 0 };

const endings: readonly [string, Ending, Outcome][] = [
  ["e0", { kind: "exited", exitCode: 0 }, "succeeded"],
  ["e1", { kind: "exited", exitCode: 2 }, "failed"],
  ["e2", { kind: "signaled", signal: "SIGKILL" }, "killed"],
  ["e3", { kind: "timed-out", signal: "SIGTERM", exitCode: null }, "timed_out"],
  ["e4", { kind: "unstartable", exitCode: 126, reason: "no permission" }, "unstartable"],
  ["e5", { kind: "skipped", reason: "overlap" }, "skipped"],
  ["e6", { kind: "reported", success: true }, "succeeded"],
  ["e7", { kind: "reported", success: false }, "failed"],
];

/** One run of each ending, one a second, in turns of two monitors; then a lost and a running one. */
function filled(folder: StoreFolder): Store {
  const store = folder.open();
  for (const [index, [id, ending]] of endings.entries()) {
    const start = { startedAt: noon + index * 1_000, monitor: index % 2 === 0 ? "even" : "odd" };
    valueOf(applyReport(store, endedReport(id, start, { ending }), options));
  }
  for (const [index, id] of ["lost", "running"].entries()) {
    const start = sampleStart(id, {
      startedAt: noon + 8_000 + index,
      monitor: "odd",
      recorder: null,
    });
    valueOf(applyReport(store, { kind: "run-started", start }, options));
  }
  const note = `{"at":${noon},"jobAlive":null}`;
  const insert =
    "INSERT INTO run_events (run, at, kind, data) SELECT number, 0, 'lost', ? FROM runs WHERE id = 'lost'";
  store.database.prepare(insert).run(note);
  return store;
}

describe("a page of runs", () => {
  const everything = ["running", "lost", "e7", "e6", "e5", "e4", "e3", "e2", "e1", "e0"];
  it.each<[string, Partial<RunsQuestion>, string[]]>([
    ["everything", {}, everything],
    ["the newest two", { limit: 2 }, ["running", "lost"]],
    ["of one monitor", { monitor: "even" }, ["e6", "e4", "e2", "e0"]],
    ["of an unknown monitor", { monitor: "none" }, []],
    ["since an instant", { since: noon + 6_000 }, ["running", "lost", "e7", "e6"]],
    ["what went well", { outcomes: ["succeeded"] }, ["e6", "e0"]],
    ["what failed", { outcomes: ["failed"] }, ["e7", "e1"]],
    ["what goes on", { outcomes: ["running"] }, ["running"]],
    ["what was lost", { outcomes: ["lost"] }, ["lost"]],
    [
      "several, the newest three",
      { outcomes: ["succeeded", "failed", "running", "lost"], limit: 3 },
      ["running", "lost", "e7"],
    ],
    [
      "of one monitor and outcome",
      { monitor: "odd", outcomes: ["failed", "timed_out"] },
      ["e7", "e3", "e1"],
    ],
    ["what never is", { outcomes: ["warned", "proving"] }, []],
    ["no outcome at all", { outcomes: [] }, []],
    ["the page after one", { olderThan: "e3" }, ["e2", "e1", "e0"]],
    [
      "the page after one, filtered",
      { olderThan: "e6", outcomes: ["succeeded", "failed"] },
      ["e1", "e0"],
    ],
  ])("holds %s", (_, question, ids) => {
    using folder = new StoreFolder();
    const runs = valueOf(readRuns(filled(folder), { limit: 99, outputs: false, ...question }));
    expect(runs.map((run) => run.start.id)).toEqual(ids);
  });

  it("finds by the outcome that each run shows", () => {
    using folder = new StoreFolder();
    const store = filled(folder);
    for (const run of valueOf(readRuns(store, { limit: 99, outputs: false }))) {
      const outcome = outcomeOf(run);
      const same = valueOf(readRuns(store, { limit: 99, outputs: false, outcomes: [outcome] }));
      expect(same.map((each) => each.start.id)).toContain(run.start.id);
      expect(endings.find(([id]) => id === run.start.id)?.[2] ?? run.start.id).toBe(outcome);
    }
  });

  it("goes on where another began in the same millisecond", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    for (const id of ["a", "b", "c"]) valueOf(applyReport(store, endedReport(id), options));
    const page = (question: Partial<RunsQuestion>) =>
      valueOf(readRuns(store, { limit: 1, outputs: false, ...question })).map(
        (run) => run.start.id,
      );
    expect([
      page({}),
      page({ olderThan: "c" }),
      page({ olderThan: "b" }),
      page({ olderThan: "a" }),
    ]).toEqual([["c"], ["b"], ["a"], []]);
  });

  it("reads outputs only where they are asked for", () => {
    using folder = new StoreFolder();
    const store = filled(folder);
    const output = (outputs: boolean) =>
      valueOf(readRuns(store, { limit: 1, monitor: "even", outputs }))[0]?.end?.output;
    expect(output(false)).toBeNull();
    expect(output(true)).toMatchObject({ stdout: { head: "synced 3\n" } });
  });
});

describe("one run", () => {
  it.each([
    ["e3", { kind: "found", run: { start: { id: "e3" } } }],
    ["runn", { kind: "found", run: { start: { id: "running" } } }],
    ["e", { kind: "ambiguous", ids: endings.map(([id]) => id) }],
    ["x", { kind: "none" }],
    ["", { kind: "none" }],
    ["e%", { kind: "none" }],
  ])("is found as %j", (idOrPrefix, answer) => {
    using folder = new StoreFolder();
    expect(valueOf(findRun(filled(folder), idOrPrefix))).toMatchObject(answer);
  });

  it("is read although somebody damaged its facts", () => {
    using folder = new StoreFolder();
    const store = filled(folder);
    store.database.exec("DROP TRIGGER runs_end_once; DROP TRIGGER run_outputs_never_change");
    store.database.exec(
      `UPDATE runs SET start_facts = '{"cwd":7,"tags":[],"command":["x"]}', end_facts = 'no' WHERE id = 'e1'`,
    );
    store.database.exec("UPDATE run_outputs SET stdout = '{', stderr = '[]'");
    expect(valueOf(readRun(store, "e1"))).toMatchObject({
      start: { id: "e1", cwd: null, tags: {}, command: ["x"], recorder: null },
      end: {
        ending: { kind: "exited", exitCode: 2 },
        summary: null,
        output: { stdout: { kind: "counted", bytes: null } },
      },
    });
  });
});

describe("the summary of monitors", () => {
  it("shows each with its latest runs, by name", () => {
    using folder = new StoreFolder();
    const store = filled(folder);
    expect(valueOf(readMonitorNames(store))).toEqual(["even", "odd"]);
    const [even, odd] = valueOf(readMonitorSummaries(store, { history: 3 }));
    expect(even).toMatchObject({
      name: "even",
      knownSince: noon,
      lastRun: { start: { id: "e6" } },
      lastSuccess: { start: { id: "e6" } },
      recent: [
        { id: "e6", outcome: "succeeded", startedAt: noon + 6_000, durationMs: 1_499.25 },
        { id: "e4", outcome: "unstartable" },
        { id: "e2", outcome: "killed" },
      ],
      runningCount: 0,
      runCount: 4,
    });
    expect(odd).toMatchObject({
      name: "odd",
      lastRun: { start: { id: "running" } },
      lastSuccess: null,
      recent: [
        { id: "running", outcome: "running", durationMs: null },
        { id: "lost", outcome: "lost" },
        { id: "e7", outcome: "failed" },
      ],
      runningCount: 1,
      runCount: 6,
    });
    expect(valueOf(readMonitorSummaries(store, { history: 1, monitor: "even" }))).toHaveLength(1);
  });

  it("finds the last success however long ago it was", () => {
    using folder = new StoreFolder();
    const store = filled(folder);
    for (let index = 0; index < 30; index += 1) {
      const start = { startedAt: noon + 20_000 + index, monitor: "even" };
      valueOf(
        applyReport(
          store,
          endedReport(`bad${index}`, start, { ending: { kind: "exited", exitCode: 1 } }),
          options,
        ),
      );
    }
    const [even] = valueOf(readMonitorSummaries(store, { history: 20 }));
    expect(even?.lastSuccess?.start.id).toBe("e6");
    expect(even?.recent).toHaveLength(20);
  });

  it("is empty where nothing was recorded, and knows monitors that only beat", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    expect(valueOf(readMonitorSummaries(store, { history: 9 }))).toEqual([]);
    const signal = {
      id: "s",
      at: noon,
      monitor: "heart",
      run: null,
      host: "h",
      user: null,
      body: { kind: "log", text: "x" },
    } as const;
    valueOf(applyReport(store, { kind: "signal", signal }, options));
    expect(valueOf(readMonitorSummaries(store, { history: 9 }))).toEqual([
      {
        name: "heart",
        knownSince: noon,
        lastRun: null,
        lastSuccess: null,
        recent: [],
        runningCount: 0,
        runCount: 0,
      },
    ]);
  });
});

it("finds nothing lost where nothing is open", () => {
  using folder = new StoreFolder();
  const sight = {
    bootId: "",
    machineId: "",
    pidNamespace: "",
    bootedAt: null,
    startTicksOf: () => null,
  };
  const question = { now: noon, sight, actor: { user: null, host: null }, uid: 0 };
  expect(valueOf(findDead(folder.open(), question))).toEqual([]);
});
