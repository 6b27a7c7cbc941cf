import { describe, expect, it } from "vitest";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { startFixture } from "./child.ts";
import { endedReport, noon, valueOf } from "./sample.ts";
import { SpoolHost } from "./spool-rig.ts";

describe("several that take in at once", () => {
  it("record everything once", { timeout: 120_000 }, async () => {
    using host = new SpoolHost();
    const ids = Array.from({ length: 300 }, (_, index) => `r${index}`);
    for (const [index, id] of ids.entries()) host.leave(endedReport(id), noon + index);
    const takers = [1, 2, 3, 4].map(() => startFixture("take-in", [host.path, "9"]));
    for (const { ended } of takers) expect(await ended).toMatchObject({ code: 0, stderr: "" });
    const store = host.open();
    const runs = valueOf(readRuns(store, { limit: 999, outputs: false }));
    expect(runs.map((run) => run.start.id).sort()).toEqual([...ids].sort());
    expect(host.waiting()).toEqual([]);
    expect(valueOf(verifyAudit(store))).toMatchObject({ kind: "intact", events: 301 });
  });

  it(
    "lose nothing and double nothing when they are killed with KILL",
    { timeout: 120_000 },
    async () => {
      using host = new SpoolHost();
      const ids = Array.from({ length: 400 }, (_, index) => `r${index}`);
      for (const [index, id] of ids.entries()) host.leave(endedReport(id), noon + index);
      const before = host.open();
      for (let wanted = 20; wanted <= 220; wanted += 40) {
        const { child, ended } = startFixture("take-in", [host.path, "999"]);
        // Killed somewhere between a commit and the removal of the files that it recorded.
        while (host.waiting().length > ids.length - wanted) await new Promise(setImmediate);
        child.kill("SIGKILL");
        await ended;
      }
      while (host.take(before).recorded > 0);
      const runs = valueOf(readRuns(before, { limit: 999, outputs: false }));
      expect(runs.map((run) => run.start.id).sort()).toEqual([...ids].sort());
      expect(host.waiting()).toEqual([]);
      expect(valueOf(verifyAudit(before))).toMatchObject({ kind: "intact", events: 401 });
    },
  );
});
