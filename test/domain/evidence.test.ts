import { describe, expect, test } from "vitest";
import { borrowProof, type Borrowing } from "../../src/domain/evidence-borrow.ts";
import { borgSummary, resticSummary } from "../../src/domain/evidence-summary.ts";
import { parseValues } from "../../src/domain/evidence-value.ts";
import { minute } from "./judge-story.ts";

describe("a value on the command line", () => {
  test.each([
    ["a number", "rows=48210", { rows: 48_210 }],
    ["a negative number", "delta=-3.5", { delta: -3.5 }],
    ["true", "complete=true", { complete: true }],
    ["text", "snapshot=4f3a", { snapshot: "4f3a" }],
    ["text with an equals sign", "query=a=b", { query: "a=b" }],
    ["nothing", "note=", { note: "" }],
    ["an id with zeros before it", "order=00712", { order: "00712" }],
    ["an id that looks like a power", "snapshot=12e45678", { snapshot: "12e45678" }],
    ["an id too long for a number", "id=90071992547409931", { id: "90071992547409931" }],
    ["several lines", "answer=a\nb", { answer: "a\nb" }],
  ])("%s", (_, word, values) => {
    expect(parseValues([word])).toEqual({ values });
  });

  test.each(["rows", "=3", "1st=3", "a b=3"])("%s is none", (word) => {
    expect(parseValues(["ok=1", word])).toEqual({ bad: word });
  });

  test("of two of one name the later counts", () => {
    expect(parseValues(["rows=1", "rows=2"])).toEqual({ values: { rows: 2 } });
  });
});

describe("what backup programs say", () => {
  const summary = {
    message_type: "summary",
    files_new: 5,
    total_files_processed: 9,
    total_bytes_processed: 1_234,
    data_added: 99,
    snapshot_id: "40dc1520aa6a07b7b3ae561786770a01951245d2367241e71e9485f18ae8228c",
  };

  test("restic's summary of a snapshot is a backup", () => {
    expect(resticSummary(JSON.stringify(summary))).toEqual({
      kind: "backup",
      values: {
        snapshot: summary.snapshot_id,
        files: 9,
        bytes: 1_234,
        added: 99,
        filesNew: 5,
      },
    });
  });

  test.each([
    ["without a snapshot", { snapshot_id: undefined }, "restic's summary names no snapshot"],
    ["with an empty one", { snapshot_id: "" }, "restic's summary names no snapshot"],
    ["of a dry run", { dry_run: true }, "restic only tried what it would do (dry run)"],
  ])("one %s proves nothing", (_, change, reason) => {
    const line = JSON.stringify({ ...summary, ...change });
    expect(resticSummary(line)).toMatchObject({ kind: "no-proof", reason });
  });

  test.each([
    '{"message_type":"status","percent_done":1}',
    "repository 4f3a opened",
    '{"message_type":"summary"',
    "null",
    "[]",
  ])("%s is no summary", (line) => {
    expect(resticSummary(line)).toBeNull();
  });

  test("borg's archive is a backup, by its id", () => {
    const id = "80cd07219ad725b3c5f665c1dcf119435dee4d1647a560ecac30f8d40221a46a";
    const stats = { nfiles: 3, original_size: 77, compressed_size: 50, deduplicated_size: 7 };
    const archive = { id, name: "host-2026-11-20", duration: 1.5, stats };
    const text = JSON.stringify({ archive, repository: {} }, null, 4);
    expect(borgSummary(text)).toEqual({
      kind: "backup",
      values: {
        snapshot: id,
        archive: "host-2026-11-20",
        ...{ files: 3, bytes: 77, added: 7, seconds: 1.5 },
      },
    });
    const without = JSON.stringify({ archive: { ...archive, id: null } });
    expect(borgSummary(without)).toMatchObject({ kind: "no-proof" });
    expect(borgSummary(`[${text}]`)).toMatchObject({ kind: "backup" });
    expect(borgSummary('{"repository":{}}')).toBeNull();
  });
});

describe("the proof of another monitor", () => {
  const ended = 100 * minute;
  const asked = (change: Partial<Borrowing>, proof: Partial<Borrowing["proof"]>): Borrowing => ({
    step: "restored",
    proof: { monitor: "restore-test", maxAgeMs: 60 * minute, same: null, ...proof },
    startedAt: ended - minute,
    endedAt: ended,
    values: { snapshot: "new" },
    candidates: [test1],
    isOurs: (value) => value === "old",
    ...change,
  });
  const test1 = {
    run: "t1",
    startedAt: ended - 31 * minute,
    endedAt: ended - 30 * minute,
    values: { snapshot: "old" },
  };
  const ofThisRun = { ...test1, startedAt: ended, endedAt: ended + minute };

  test.each<[string, Borrowing, string]>([
    ["one young enough will do", asked({}, {}), "good"],
    ["one too old will not", asked({}, { maxAgeMs: 29 * minute }), "bad"],
    ["none at all is none", asked({ candidates: [] }, {}), "bad"],
    ["one of a snapshot that was ours will do", asked({}, { same: "snapshot" }), "good"],
    ["one of a stranger's will not", asked({ isOurs: () => false }, { same: "snapshot" }), "bad"],
    ["one that names no snapshot will not", asked({}, { same: "archive" }), "bad"],
    ["without an age, one from before the run will not", asked({}, { maxAgeMs: null }), "bad"],
    [
      "without an age, one from after it will do",
      asked({ candidates: [ofThisRun] }, { maxAgeMs: null }),
      "good",
    ],
    [
      "without an age it must be of this very run's snapshot",
      asked({ candidates: [ofThisRun] }, { maxAgeMs: null, same: "snapshot" }),
      "bad",
    ],
    [
      "an older one will do where the newest will not",
      asked(
        { candidates: [{ ...test1, run: "t2", values: { snapshot: "?" } }, test1] },
        { same: "snapshot" },
      ),
      "good",
    ],
  ])("%s", (_, borrowing, state) => {
    expect(borrowProof(borrowing).state).toBe(state);
  });

  test("says why none will do", () => {
    expect(borrowProof(asked({}, { maxAgeMs: 29 * minute })).note).toBe(
      "restore-test was last healthy at 1970-01-01 01:10:00 UTC, more than 29m before the run's end",
    );
    expect(borrowProof(asked({ isOurs: () => false }, { same: "snapshot" })).note).toBe(
      "restore-test was last healthy at 1970-01-01 01:10:00 UTC with snapshot old, which no run here recorded",
    );
  });
});
