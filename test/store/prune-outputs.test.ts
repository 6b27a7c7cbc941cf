import { describe, expect, it } from "vitest";
import { cutOutput } from "../../src/domain/retention-output.ts";
import { applyReport } from "../../src/store/apply.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { pruneStep } from "../../src/store/prune.ts";
import { recallPruning } from "../../src/store/prune-progress.ts";
import { findRun } from "../../src/store/run-find.ts";
import { usualRetention } from "../../src/domain/retention.ts";
import type { Store } from "../../src/store/store.ts";
import { endedReport, noon, StoreFolder, valueOf } from "./sample.ts";

const day = 86_400_000;

function printed(id: string, startedAt: number, bytes: number, exitCode = 0) {
  const head = `${"é".repeat(bytes / 2 - 4)}the end\n`;
  const stdout = { kind: "text" as const, bytes, head, tail: "", truncated: false };
  const output = { stdout, stderr: { ...stdout, head: "" }, merged: false };
  const end = { endedAt: startedAt, ending: { kind: "exited" as const, exitCode }, output };
  return endedReport(id, { startedAt, rootRun: id }, end);
}

function sweep(store: Store, maxSize = usualRetention.maxSize): void {
  const memory = recallPruning(store);
  const rules = { ...usualRetention, maxSize, keepRuns: 1 };
  const by = { user: "root", host: "db1" };
  const context = { rules, now: noon, by, limit: 3, judged: false };
  while (!valueOf(pruneStep(store, memory, context)).swept);
}

function stdoutOf(store: Store, id: string) {
  const found = valueOf(findRun(store, id));
  const output = found.kind === "found" ? found.run.end?.output : null;
  if (output?.stdout.kind !== "text") throw new Error("no text");
  return output.stdout;
}

describe("the output of a healthy run", () => {
  it.each<[string, number, number, number, boolean]>([
    ["is cut to 4 KiB after a day", 2 * day, 20_000, 0, true],
    ["stays whole for a day", day - 60_000, 20_000, 0, false],
    ["stays where it is short", 2 * day, 4_000, 0, false],
    ["stays where the run failed", 2 * day, 20_000, 3, false],
  ])("%s", (_, age, bytes, exitCode, isCut) => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 9 * day });
    const report = printed("a", noon - age, bytes, exitCode);
    valueOf(applyReport(store, report, { now: noon - age, reporterUid: 0 }));
    sweep(store);
    const { head, tail, truncated, bytes: counted } = stdoutOf(store, "a");
    expect(truncated).toBe(isCut);
    expect(counted).toBe(bytes);
    expect(Buffer.byteLength(head + tail) <= 4_096).toBe(isCut || bytes <= 4_096);
    expect((head + tail).endsWith("the end\n")).toBe(true);
    expect(head + tail).not.toContain("\ufffd");
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("can't be changed behind the back of the chain, cut or not", () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 9 * day });
    const report = printed("a", noon - 2 * day, 20_000);
    valueOf(applyReport(store, report, { now: noon - 2 * day, reporterUid: 0 }));
    sweep(store);
    const change = "UPDATE run_outputs SET stdout = replace(stdout, 'the end', 'all well')";
    expect(() => store.database.exec(change)).toThrow(/never changes/u);
    store.database.exec(`DROP TRIGGER run_outputs_never_change; ${change}`);
    expect(valueOf(verifyAudit(store))).toMatchObject({ kind: "broken" });
  });

  it("goes first where the store is too large, but for the latest run", () => {
    using folder = new StoreFolder();
    const store = folder.open({ now: noon - 9 * day });
    for (const [index, id] of ["a", "b", "c"].entries()) {
      const at = noon - 3_600_000 + index * 60_000;
      valueOf(applyReport(store, printed(id, at, 20_000), { now: at, reporterUid: 0 }));
    }
    sweep(store, 1);
    expect(["a", "b", "c"].map((id) => stdoutOf(store, id).head !== "")).toEqual([
      false,
      false,
      true,
    ]);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });
});

describe("cutting two streams to one size", () => {
  const text = (length: number) => {
    const head = "x".repeat(length);
    return { kind: "text" as const, bytes: length, head, tail: "", truncated: false };
  };
  it.each<[number, number, number, number]>([
    [5_000, 5_000, 2_048, 2_048],
    [100, 9_000, 100, 3_996],
    [9_000, 100, 3_996, 100],
    [9_000, 0, 4_096, 0],
  ])("%i and %i bytes become %i and %i", (out, err, outLeft, errLeft) => {
    const cut = cutOutput({ stdout: text(out), stderr: text(err) }, 4_096);
    const size = (stream: unknown) => {
      const { head, tail } = stream as { head: string; tail: string };
      return head.length + tail.length;
    };
    expect([size(cut?.stdout), size(cut?.stderr)]).toEqual([outLeft, errLeft]);
  });
});
