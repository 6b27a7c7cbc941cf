import { describe, expect, it } from "vitest";
import type { EvidenceBody } from "../../src/domain/evidence.ts";
import type { EvidenceStep } from "../../src/domain/evidence-step.ts";
import { outcomeOf } from "../../src/domain/outcome.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { keepReadings } from "../../src/store/readings.ts";
import { claimLooks } from "../../src/store/looks.ts";
import { readRun } from "../../src/store/run-find.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { claimed } from "../domain/claimed-step.ts";
import { fileProbe } from "../domain/file-probe.ts";
import { sampleStart, valueOf } from "../store/sample.ts";
import { hour, minute, promise, second, WatchedHost } from "./watched-host.ts";

const steps = [claimed("dumped"), claimed("uploaded", 30 * minute)];

/** A host that watches one backup with these steps. */
async function hostWith(evidence: readonly EvidenceStep[]): Promise<WatchedHost> {
  const host = new WatchedHost();
  await host.apply([promise("backup", { evidence }), promise("restore-test")]);
  await host.tick();
  return host;
}

let pieces = 0;

function prove(host: WatchedHost, run: string, step: string, more: Partial<EvidenceBody> = {}) {
  pieces += 1;
  const claim = { kind: "evidence", step, source: "claimed", state: "good" } as const;
  const rest = { values: {}, files: [], receipt: null, note: null };
  const head = { id: `evidence-${pieces}`, at: host.now, host: "db1", user: "backup" };
  const of = { monitor: null, run };
  host.record({ kind: "signal", signal: { ...head, ...of, body: { ...claim, ...rest, ...more } } });
}

function runOf(host: WatchedHost, id: string) {
  const run = valueOf(readRun(host.store, id));
  if (run === null) throw new Error(`there is no run ${id}`);
  return run;
}

const outcome = (host: WatchedHost, id: string) => outcomeOf(runOf(host, id));

describe("a run that has something to prove", () => {
  it("is proving from its very end, before anybody judged it", async () => {
    using host = await hostWith([claimed("uploaded", 30 * minute)]);
    const run = host.run("backup");
    expect(outcome(host, run)).toBe("proving");
    expect(runOf(host, run).proof).toMatchObject({ missing: ["uploaded"] });
  });

  it("has succeeded at once where all was proven before its end", async () => {
    using host = await hostWith(steps);
    for (const step of ["uploaded", "dumped"]) prove(host, "run-1", step);
    const run = host.run("backup");
    expect(outcome(host, run)).toBe("succeeded");
    await host.tick(second);
    expect(await host.incidents()).toEqual([]);
  });

  it("opens an incident with the step that is missing, which its late proof resolves", async () => {
    using host = await hostWith(steps);
    prove(host, "run-1", "dumped");
    const run = host.run("backup");
    await host.tick(second);
    expect(outcome(host, run)).toBe("proving");
    await host.tickFor(29 * minute);
    expect(await host.incidents()).toEqual([]);
    await host.tick(2 * minute);
    expect(outcome(host, run)).toBe("unproven");
    expect(await host.incidents()).toMatchObject([
      { kind: "unproven", causes: [{ detail: { missing: ["uploaded"], run } }] },
    ]);
    prove(host, run, "uploaded");
    expect(outcome(host, run)).toBe("succeeded");
    await host.tick(second);
    expect(await host.incidents()).toMatchObject([{ state: "resolved" }]);
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
  });

  it("does not wait for a step that the job says has failed", async () => {
    using host = await hostWith(steps);
    prove(host, "run-1", "dumped");
    const run = host.run("backup");
    prove(host, run, "uploaded", { state: "bad", note: "the API said 500" });
    await host.tick(second);
    expect(outcome(host, run)).toBe("unproven");
    expect(await host.incidents()).toMatchObject([{ kind: "unproven", state: "opened" }]);
  });

  it("is unproven again where a step turns out to have failed: a mail comes back", async () => {
    using host = await hostWith([claimed("sent")]);
    prove(host, "run-1", "sent", { receipt: "250 2.0.0 Ok: queued as 4F3A" });
    const run = host.run("backup");
    await host.tick(hour);
    prove(host, run, "sent", { state: "bad", receipt: "550 5.1.1 unknown user" });
    await host.tick(second);
    expect(outcome(host, run)).toBe("unproven");
    expect(await host.incidents()).toMatchObject([{ kind: "unproven", state: "opened" }]);
    expect(runOf(host, run).evidence).toHaveLength(2);
  });

  it("that failed owes nothing, and its evidence is kept", async () => {
    using host = await hostWith(steps);
    prove(host, "run-1", "dumped");
    const run = host.run("backup", 1);
    await host.tick(second);
    expect(outcome(host, run)).toBe("failed");
    expect(runOf(host, run)).toMatchObject({ evidence: [{ step: "dumped" }] });
    expect(await host.incidents()).toMatchObject([{ kind: "failing" }]);
  });

  it("is not proven by the evidence of another run, nor by a step that nobody asked for", async () => {
    using host = await hostWith([claimed("dumped")]);
    prove(host, "another-run", "dumped");
    prove(host, "run-1", "dumpd");
    const run = host.run("backup");
    await host.tick(second);
    expect(outcome(host, run)).toBe("unproven");
    expect(runOf(host, run).evidence?.map((each) => each.step)).toEqual(["dumpd"]);
  });

  it("is found by what it came to", async () => {
    using host = await hostWith([claimed("dumped", 30 * minute)]);
    const unproven = host.run("backup", 0, { startedAt: host.now - hour });
    const proving = host.run("backup");
    const other = host.run("other");
    prove(host, "run-4", "dumped");
    const proven = host.run("backup");
    const found = (...outcomes: ("proving" | "unproven" | "succeeded")[]) =>
      valueOf(readRuns(host.store, { outcomes, limit: 10, outputs: false }))
        .map((run) => run.start.id)
        .sort();
    expect(found("proving")).toEqual([proving]);
    expect(found("unproven")).toEqual([unproven]);
    expect(found("succeeded")).toEqual([other, proven]);
    expect(found("proving", "unproven", "succeeded")).toHaveLength(4);
  });

  it("owes nothing any more of what the config no longer asks", async () => {
    using host = await hostWith(steps);
    prove(host, "run-1", "dumped");
    host.run("backup");
    await host.tick(minute);
    await host.apply([promise("backup", { evidence: [claimed("dumped")] })]);
    await host.tickFor(hour);
    expect(await host.incidents()).toEqual([]);
  });
});

describe("what luota finds out itself", () => {
  const printed = (text: string) => ({
    stdout: { kind: "text", bytes: text.length, head: text, tail: "", truncated: false } as const,
    stderr: { kind: "counted", bytes: 0, reason: "file" } as const,
    merged: false,
  });
  const output: EvidenceStep = {
    name: "output",
    withinMs: null,
    proof: { kind: "output", expect: { matches: "rows written", not: "[Ee]rror" } },
  };
  const bytes: EvidenceStep = {
    name: "stdout-bytes",
    withinMs: null,
    proof: { kind: "stdout-bytes", range: { min: 10, max: null } },
  };

  it.each([
    ["as expected", "12 rows written\n", "succeeded"],
    ["without what must be there", "nothing was to be done\n", "unproven"],
    ["with what must not be there", "12 rows written\nError: disk full\n", "unproven"],
    ["too little", "0 rows\n", "unproven"],
  ])("weighs what a run wrote: %s", async (_, text, expected) => {
    using host = await hostWith([output, bytes]);
    const run = host.record(
      host.report("backup", {
        end: { ending: { kind: "exited", exitCode: 0 }, output: printed(text) },
      }),
    );
    expect(outcome(host, run)).toBe("proving");
    await host.tick(second);
    expect(outcome(host, run)).toBe(expected);
    expect(await host.incidents()).toHaveLength(expected === "succeeded" ? 0 : 1);
  });

  it("does not take a claim for what it is to look at itself", async () => {
    using host = await hostWith([output]);
    prove(host, "run-1", "output");
    const run = host.record(
      host.report("backup", {
        end: { ending: { kind: "exited", exitCode: 0 }, output: printed("Error\n") },
      }),
    );
    await host.tick(second);
    expect(outcome(host, run)).toBe("unproven");
  });

  const borrowed: EvidenceStep = {
    name: "restored",
    withinMs: null,
    proof: { kind: "elsewhere", monitor: "restore-test", maxAgeMs: 24 * hour, same: "snapshot" },
  };

  it("takes the newest proof of another monitor, bound to what was backed up", async () => {
    using host = await hostWith([claimed("dumped"), borrowed]);
    prove(host, "run-1", "dumped", { values: { snapshot: "aa11" } });
    const first = host.run("backup");
    await host.tick(second);
    expect(outcome(host, first)).toBe("unproven");
    expect(runOf(host, first).evidence?.at(-1)).toMatchObject({
      step: "restored",
      state: "bad",
      note: "restore-test was never healthy",
    });
    // Somebody runs the test after all: that heals.
    await host.tick(hour);
    prove(host, "run-2", "compared", { values: { snapshot: "aa11" } });
    host.run("restore-test");
    await host.tick(second);
    expect(outcome(host, first)).toBe("succeeded");
    expect(await host.incidents()).toMatchObject([{ state: "resolved" }]);
    // The next night's backup is another snapshot; the test of the last one still stands for it.
    await host.tick(20 * hour);
    prove(host, "run-3", "dumped", { values: { snapshot: "bb22" } });
    const second2 = host.run("backup");
    await host.tick(second);
    expect(outcome(host, second2)).toBe("succeeded");
    // A week later it is too old.
    await host.tick(7 * 24 * hour);
    prove(host, "run-4", "dumped", { values: { snapshot: "cc33" } });
    const third = host.run("backup");
    await host.tick(second);
    expect(outcome(host, third)).toBe("unproven");
  });

  it("asks for a look after the run's end, and what is seen then proves the step or not", async () => {
    const probe = fileProbe("/srv/x", { minSize: 10 });
    const verified: EvidenceStep = {
      name: "fresh",
      withinMs: null,
      proof: { kind: "probe", probe },
    };
    using host = await hostWith([verified]);
    const { recorder } = sampleStart("x");
    if (recorder === null) throw new Error("no identity");
    for (const [state, expected] of [
      ["good", "succeeded"],
      ["bad", "unproven"],
      ["unknown", "proving"],
    ] as const) {
      const run = host.run("backup");
      await host.tick(minute);
      expect(outcome(host, run)).toBe("proving");
      const question = { now: host.now, limit: 10, prober: recorder, leaseOf: () => minute };
      const [look] = valueOf(claimLooks(host.store, question));
      expect(look).toMatchObject({ purpose: "verify", run, subject: "fresh" });
      if (look === undefined) return;
      const seen = { kind: "no-file", pattern: "/srv/x", others: 0 } as const;
      const reading = { at: host.now, tookMs: 1, attempts: 1, seen };
      const weighed = { state, problems: ["no file"], facts: [], since: null, until: null };
      valueOf(keepReadings(host.store, recorder, [{ look, reading, weighed }]));
      expect(outcome(host, run)).toBe(expected);
      await host.tick(second);
      expect(outcome(host, run)).toBe(expected);
    }
  });
});
