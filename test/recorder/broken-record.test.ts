import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { describeKept } from "../../src/cli/complain/recorded-run.ts";
import { openNotebook } from "../../src/recorder/notebook.ts";
import { recordClaimed } from "../../src/recorder/record-claimed.ts";
import { recordRun } from "../../src/recorder/record-run.ts";
import { secretsOfPlan } from "../../src/recorder/secrets-of-plan.ts";
import { startOfRun } from "../../src/recorder/start-of-run.ts";
import { spooledFor } from "../rig/spooled.ts";
import { planIn, throwawayFolder } from "./plan.ts";

const dispatch = {
  ...{ id: "0123456789abcdef", slot: 0, through: [], jobUid: null },
  ...{ secretNames: [], redact: ["("] },
};

/** A clock that breaks at its n-th reading: each reading is another place in the recorder. */
function clockThatBreaks(reading: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    if (count >= reading) throw new Error("the clock broke");
    return Date.now();
  };
}

describe("a throw in the recorder costs the job nothing", () => {
  const rows = [true, false].flatMap((overlap) =>
    [1, 2, 3, 4].map((reading) => ({ overlap, reading })),
  );

  test.each(rows)("overlap $overlap, reading $reading of the clock", async (row) => {
    using folder = throwawayFolder();
    const log = join(folder.path, "log");
    const { end, kept } = await recordRun(
      planIn(folder.path, {
        command: { kind: "shell", line: `echo ran >>${log}; sleep 0.2; exit 5` },
        overlap: row.overlap,
        now: clockThatBreaks(row.reading),
      }),
    );
    expect(readFileSync(log, "utf8")).toBe("ran\n");
    expect(end).toMatchObject({ ending: { kind: "exited", exitCode: 5 }, dieOf: null });
    expect(kept).toEqual({ kind: "broken", detail: "Error: the clock broke" });
    expect(describeKept(kept)).toMatch(/^not recorded, .*the clock broke/u);
  });

  test("before a job that a watcher sent", async () => {
    using folder = throwawayFolder();
    const line = "kill -TERM $$";
    const recorded = await recordRun(
      planIn(folder.path, { command: { kind: "shell", line }, dispatch }),
    );
    expect(recorded).toMatchObject({
      end: { ending: { kind: "signaled", signal: "SIGTERM" }, dieOf: "SIGTERM" },
      kept: { kind: "broken" },
    });
  });

  test("at the end of a job that a watcher supervises", async () => {
    using folder = throwawayFolder();
    const plan = planIn(folder.path, { now: clockThatBreaks(1) });
    const begun = { id: dispatch.id, startedAt: 0, pid: null };
    const secrets = secretsOfPlan(plan);
    const start = startOfRun(plan, begun, secrets);
    const { over } = recordClaimed(plan, start, openNotebook(plan), secrets);
    expect(await over).toMatchObject({
      end: { ending: { kind: "exited", exitCode: 0 } },
      kept: { kind: "broken" },
    });
  });
});

test("a store whose chain was emptied is damaged: the job runs, and the record waits", async () => {
  using folder = throwawayFolder();
  const plan = planIn(folder.path);
  await recordRun(plan);
  using store = new DatabaseSync(plan.storePath);
  store.exec("DROP TRIGGER audit_stays; DELETE FROM audit");
  for (const overlap of [true, false]) {
    const line = "sleep 0.3; exit 3";
    const { end, kept } = await recordRun(
      planIn(folder.path, { monitor: `job-${overlap}`, command: { kind: "shell", line }, overlap }),
    );
    expect(end.ending).toEqual({ kind: "exited", exitCode: 3 });
    expect(kept).toMatchObject({ kind: "spooled", failure: { kind: "corrupt" } });
    for (const file of spooledFor(plan.storePath)) rmSync(file);
  }
});
