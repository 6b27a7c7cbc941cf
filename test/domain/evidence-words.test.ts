import { expect, test } from "vitest";
import { proofStep } from "../../src/domain/evidence-step.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import { standingOf } from "../../src/domain/evidence-standing.ts";
import { provenSteps, unprovenWhy } from "../../src/domain/words/proof.ts";
import { retryWords } from "../../src/domain/words/retry.ts";
import { sampleStart } from "../store/sample.ts";
import { claimed } from "./claimed-step.ts";

const owed = ["subscription", "access", "notification"].map((name) => proofStep(claimed(name)));

function heard(step: string, more: Partial<Evidence> = {}): Evidence {
  const nothing = { values: {}, files: [], receipt: null, note: null };
  return { at: 1, step, source: "claimed", state: "good", ...nothing, ...more };
}

function runWith(evidence: readonly Evidence[]) {
  return { proof: standingOf(owed, evidence, 2, 3), evidence };
}

test("what is proven is told with what was measured and what the provider said", () => {
  const run = runWith([
    heard("subscription", { values: { id: "sub_1", count: 2 }, receipt: "200 OK\n" }),
    heard("access"),
  ]);
  expect(provenSteps(run)).toEqual([
    "subscription claimed (id=sub_1 count=2, the provider said 200 OK)",
    "access claimed",
  ]);
});

test("what is not proven is told with what was heard of it", () => {
  const run = runWith([
    heard("acces"),
    heard("notification", { state: "bad", note: "mail refused", receipt: "550 no such user" }),
  ]);
  expect(unprovenWhy(run)).toEqual([
    "access: the job claimed acces",
    "notification: mail refused; 550 no such user",
  ]);
});

test("the work can be done again with its event and its payload", () => {
  const start = (externalId: string | null, payload: null | string) => ({
    start: sampleStart("a", { externalId, payload }),
  });
  expect(retryWords(start("evt_1", null))).toBe("event evt_1");
  expect(retryWords(start(null, "x".repeat(300)))?.length).toBeLessThan(220);
  expect(retryWords(start(null, null))).toBeNull();
});
