import { describe, expect, test } from "vitest";
import type { EvidenceBody } from "../../src/domain/evidence.ts";
import type { DriftRule } from "../../src/domain/monitor.ts";
import { applyReports } from "../../src/store/apply.ts";
import { readDrifts, readDriftsWithin } from "../../src/store/drift-read.ts";
import { prepare, type Store } from "../../src/store/store.ts";
import { endedReport, noon, sampleOutput, StoreFolder, valueOf } from "./sample.ts";

const day = 86_400_000;

interface Nightly {
  readonly rows: number;
  readonly bytes?: number;
  readonly exitCode?: number;
}

/** One run a day, each with evidence of its rows and a stdout of so many bytes. */
function record(store: Store, nights: readonly Nightly[]): void {
  const reports = nights.flatMap(({ rows, bytes = 50_000, exitCode = 0 }, index) => {
    const startedAt = noon + index * day;
    const id = `run${String(index).padStart(13, "0")}`;
    const stdout = { ...sampleOutput.stdout, kind: "text", bytes, head: "", tail: "" } as const;
    const body: EvidenceBody = {
      ...{ kind: "evidence", step: "dumped", source: "claimed", state: "good" },
      ...{ values: { rows, customerId: index * 1_000 }, files: [], receipt: null, note: null },
    };
    const at = startedAt + 1_000;
    const of = { monitor: "billing-sync", run: id, host: "db1", user: null };
    return [
      { kind: "signal", signal: { id: `e${id.slice(1)}`, at, ...of, body } } as const,
      endedReport(
        id,
        { startedAt },
        {
          endedAt: startedAt + 60_000,
          durationMs: 60_000,
          ending: { kind: "exited", exitCode },
          output: { ...sampleOutput, stdout: { ...stdout, truncated: false } },
        },
      ),
    ];
  });
  const options = { now: noon + 400 * day, reporterUid: 0 };
  const applied = valueOf(
    applyReports(
      store,
      reports.map((report) => ({ report, options })),
    ),
  );
  for (const each of applied) expect(each.ok).toBe(true);
}

const steady = Array.from({ length: 30 }, (_, index) => ({ rows: 5_000 + (index % 7) * 20 }));
const id = (index: number) => `run${String(index).padStart(13, "0")}`;
const names = (store: Store, index: number, rule?: DriftRule) =>
  valueOf(readDrifts(store, id(index), rule)).map(({ name }) => name);

describe("the numbers of a run that are called out", () => {
  test.each<[string, Nightly, readonly string[]]>([
    ["its evidence", { rows: 900 }, ["dumped.rows"]],
    ["its output", { rows: 5_000, bytes: 4_000 }, ["stdout"]],
    ["both, the farther first", { rows: 900, bytes: 10 }, ["stdout", "dumped.rows"]],
    ["none of a usual run", { rows: 5_090 }, []],
    ["none of a run that failed", { rows: 1, bytes: 1, exitCode: 1 }, []],
  ])("%s", (_, last, called) => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, [...steady, last]);
    expect(names(store, 30)).toEqual(called);
  });

  test("are those that the rule names, and none where it is off", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, [...steady, { rows: 900, bytes: 10 }]);
    expect(names(store, 30, { mode: "incident", numbers: ["dumped.rows"] })).toEqual([
      "dumped.rows",
    ]);
    expect(names(store, 30, { mode: "off", numbers: null })).toEqual([]);
  });

  test("are measured by good runs alone, and damaged evidence measures nothing", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, [
      ...steady.map((each, index) => (index % 2 === 0 ? each : { rows: 7, exitCode: 1 })),
      { rows: 900 },
    ]);
    prepare(store, "UPDATE signals SET body = '[1' WHERE number < 3").run();
    expect(names(store, 30)).toEqual(["dumped.rows"]);
    expect(valueOf(readDrifts(store, "no-such-run", undefined))).toEqual([]);
  });

  test("of a week, the latest run first, each against what came before it", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, [...steady, { rows: 900 }, { rows: 5_000 }, { rows: 800 }, { rows: 5_000 }]);
    const within = (from: number) =>
      valueOf(
        readDriftsWithin(
          store,
          "billing-sync",
          { from: noon + from * day, until: noon + 99 * day },
          undefined,
        ),
      ).map(({ run }) => run);
    expect(within(30)).toEqual([id(32), id(30)]);
    expect(within(31)).toEqual([id(32)]);
    expect(within(33)).toEqual([]);
  });

  test("are found by the index, whatever the store holds", () => {
    using folder = new StoreFolder();
    const store = folder.open();
    record(store, steady);
    const plan = store.database
      .prepare(
        "EXPLAIN QUERY PLAN SELECT id FROM runs WHERE monitor = 1 AND outcome = 'succeeded' AND started_at < 9 ORDER BY started_at DESC LIMIT 60",
      )
      .all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toMatch(
      /^SEARCH runs USING (?:COVERING )?INDEX \w+ \(monitor=\? AND started_at<\?\)$/u,
    );
  });
});
