import { expect, test } from "vitest";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import { composeProof } from "../../src/record/compose-proof.ts";
import type { MonitorFacts } from "../../src/record/proof-facts.ts";
import { renderProofHtml } from "../../src/record/proof-html.ts";
import { renderProofMarkdown } from "../../src/record/proof-markdown.ts";
import type { ProofMonitor } from "../../src/record/proof-document.ts";
import { keptShare } from "../../src/record/proof-words.ts";

const dayMs = 86_400_000;
const from = Date.UTC(2026, 10, 1);
const day = from / dayMs;

function proofOf(change: Partial<MonitorFacts>, evil = "") {
  return composeProof({
    ...{ store: "s7", workspace: `acme${evil}`, host: "db1", spanMs: dayMs, now: from + 7 * dayMs },
    ...{ span: { from, until: from + 7 * dayMs }, scope: { kind: "all", name: null } },
    ...{
      outages: [],
      chain: { seq: 9, hash: "cd" },
      by: { user: "root", host: "db1" },
      version: "1",
    },
    monitors: [
      {
        ...{ name: `nightly${evil}`, rules: defaultMonitor("nightly"), owner: `Ops${evil}` },
        ...{ knownSince: from, slots: [], runs: [], unproven: 0, durations: [] },
        ...{ evidence: [], incidents: [], ...change },
      },
    ],
  });
}

function monitorOf(change: Partial<MonitorFacts>): ProofMonitor {
  const [monitor] = proofOf(change).monitors;
  if (monitor === undefined) throw new Error("no monitor");
  return monitor;
}

function restored(
  at: number,
  values: MonitorFacts["evidence"][number]["values"],
  step = "restore",
) {
  const rest = { source: "claimed", state: "good", files: [], receipt: null, note: null } as const;
  return { at, run: null, step, values, ...rest };
}

test.each([
  ["nothing due", [], null],
  ["all met", [[day, "met", 7]], "100 %"],
  [
    "one of many late is not all",
    [
      [day, "met", 9_999],
      [day, "late", 1],
    ],
    "99.9 %",
  ],
  [
    "excused slots were not due",
    [
      [day, "met", 1],
      [day, "excused", 9],
    ],
    "100 %",
  ],
  [
    "what nobody could hear was not kept",
    [
      [day, "met", 1],
      [day, "unknown", 1],
    ],
    "50 %",
  ],
] as const)("in time: %s", (_, slots, share) => {
  expect(keptShare(monitorOf({ slots }))).toBe(share);
});

test("a run that is unproven did not succeed", () => {
  const { runs } = monitorOf({
    runs: [
      [day, "succeeded", 5],
      [day, null, 1],
    ],
    unproven: 2,
  });
  expect(runs).toMatchObject({ total: 6, succeeded: 3, unproven: 2, open: 1 });
});

test("a snapshot alone proves no restore; restores are told per repository with the age of their data", () => {
  const at = from + dayMs;
  const { restores, repositories } = monitorOf({
    evidence: [
      restored(at, { snapshot: "a1" }, "snapshot"),
      restored(at, { snapshot: "a1", repository: "nas", date: "2026-11-01T22:00:00Z", seconds: 2 }),
      restored(at + 1_000, { snapshot: "b2", repository: "s3", bytes: 5 }),
      { ...restored(at + 2_000, { repository: "s3" }), state: "bad" },
    ],
  });
  expect(restores).toHaveLength(3);
  expect(restores[0]).toMatchObject({ snapshot: "a1", durationMs: 2_000, state: "good" });
  expect(repositories).toMatchObject([
    { repository: "nas", restores: 1, newestDataAgeMs: 7_200_000 },
    { repository: "s3", restores: 1, lastSnapshot: "b2", newestDataAgeMs: null },
  ]);
});

test("a value that is no date is none", () => {
  const { restores } = monitorOf({ evidence: [restored(from, { date: 1e300 })] });
  expect(restores[0]?.dataAt).toBeNull();
});

test("each day is drawn as the worst that happened on it", () => {
  const slots = [
    [day, "met", 3],
    [day + 1, "late", 1],
    [day + 2, "missed", 1],
    [day + 3, "unknown", 1],
  ] as const;
  const proof = proofOf({ slots, runs: [[day + 4, "failed", 1]] });
  expect(renderProofMarkdown(proof)).toContain("2026-11  #~!?!..");
  const fills = [...renderProofHtml(proof).matchAll(/<rect class="f-(\w+)"[^>]*rx="3"/gu)];
  expect(fills.map(([, fill]) => fill)).toEqual([
    "good",
    "wait",
    "bad",
    "info",
    "bad",
    "line",
    "line",
  ]);
});

test("how long runs took is drawn, and told as text", () => {
  const proof = proofOf({
    durations: [
      [0, 3, 900, 1_000, 2_000],
      [3, 1, 4_000, 4_000, 4_000],
    ],
  });
  expect(renderProofMarkdown(proof)).toMatch(/4s {2}\|\n/u);
  expect(renderProofHtml(proof)).toContain("3 runs, 900ms to 2s, mean 1s");
});

test("hostile names stay text", () => {
  const evil = "</title><script>alert(1)</script>\n# x | `";
  const page = renderProofHtml(proofOf({ evidence: [restored(from, { snapshot: evil })] }, evil));
  expect(page).not.toContain("<script");
  const markdown = renderProofMarkdown(proofOf({}, evil));
  expect(markdown).not.toMatch(/^# x|<script/mu);
});
