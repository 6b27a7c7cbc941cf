import { describe, expect, test } from "vitest";
import type { Ending } from "../../src/domain/run.ts";
import { lookOf } from "../../src/cli/view/look.ts";
import { renderMonitor } from "../../src/cli/view/monitor.ts";
import { renderRun } from "../../src/cli/view/run.ts";
import { now, sampleMonitor, sampleRun } from "./sample-run.ts";

const look = lookOf({ width: 80, colour: false, unicode: true });

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
});

describe("show NAME", () => {
  test("tells how the monitor stands before its last run", () => {
    const monitor = sampleMonitor("nightly-backup", [
      "failed",
      "succeeded",
      "succeeded",
      "succeeded",
    ]);
    expect(renderMonitor(monitor, null, look, now)).toContain(
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
    const shown = renderMonitor(sampleMonitor("only-beats", []), null, look, now);
    expect(shown).toContain("only-beats  no run yet");
    expect(shown).toContain("last success  never");
  });
});
