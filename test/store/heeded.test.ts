import { expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { readSituation } from "../../src/store/dispatch-situation.ts";
import { noon, sampleStart, StoreFolder, valueOf } from "./sample.ts";

it.each([
  ["root's", 0, true],
  ["of who watches", 900, true],
  ["of who the job runs as", 1_000, true],
  ["of anybody else", 1_001, false],
])(
  "a run that goes on stands in the way of a watcher's job: one %s",
  (_, reporterUid, occupied) => {
    using folder = new StoreFolder();
    const store = folder.open();
    const report = { kind: "run-started", start: sampleStart("a") } as const;
    valueOf(applyReport(store, report, { now: noon, reporterUid }));
    store.database.exec("UPDATE monitors SET cadence = 'key', configured = 1");
    const job = {
      monitor: "billing-sync",
      cadence: "key",
      heeds: [900, 1_000],
      asksForHistory: false,
    };
    const known = readSituation(store, job, { now: noon, isInTheWay: () => true }, 0);
    expect(known?.situation.occupied).toBe(occupied);
  },
);
