import { expect, test } from "vitest";
import { digestFor, readDigest } from "../../src/daemon/read-digest.ts";
import { readStory } from "../../src/daemon/read-story.ts";
import { noRulesYet, refreshRules } from "../../src/daemon/rules-in-force.ts";
import type { Rules } from "../../src/daemon/rules.ts";
import type { Result } from "../../src/base/result.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore, type Store } from "../../src/store/store.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import type { Stage } from "../rig/stage.ts";
import { at, missOne, openStage, runNow } from "../cli/incident-stage.ts";

async function reading<Value>(
  stage: Stage,
  use: (store: Store, rules: Rules) => Promise<Result<Value, unknown>>,
): Promise<Value> {
  const opened = openStore({
    ...{ path: stage.store, mode: "command", now: stage.now, busyTimeoutMs: 1_000 },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  try {
    const known = noRulesYet("web-1");
    await refreshRules(openWatchStore(opened.value), known);
    const read = await use(opened.value, known.rules);
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    return read.value;
  } finally {
    closeStore(opened.value);
  }
}

test("a story is read whole, and there is none of an incident that is not there", async () => {
  using stage = await openStage();
  await missOne(stage);
  const told = async (incident: number) =>
    await reading(stage, (store, rules) =>
      readStory(
        store,
        { rules, host: "web-1", now: stage.now },
        { incident, kind: "opened", acknowledgeUrl: null },
      ),
    );
  const story = await told(1);
  expect(story).toMatchObject({
    ...{ incident: 1, host: "web-1", badge: "MISSED", severity: 2, drill: false },
    headline:
      "billing-sync missed its run of 14:15:00 UTC; at stake: Stripe invoices are reflected in customer access",
    runbook: "https://wiki.acme.example/stripe-billing-recovery",
    json: { id: "INC-1", monitor: "billing-sync" },
  });
  expect(story?.key).toMatch(/^[\w-]{8,}\/INC-1$/u);
  expect(story?.facts).toContainEqual({ label: "Owner", text: "Revenue operations" });
  expect(story?.facts).toContainEqual({
    label: "Last good run",
    text: "14:00:03 UTC (17m ago), run 7k2m0000: 3 invoices",
  });
  expect(await told(2)).toBeNull();
});

test("a digest counts what one owner's promises came to in its time, and nothing of others", async () => {
  using stage = await openStage();
  await missOne(stage);
  runNow(stage, "other000aaaabbbb", 0, { monitor: "reports" });
  stage.now += 3_600_000;
  await stage.tick();
  const digest = async (owner: string | null, from = at("13:00:00")) =>
    await reading(stage, async (store, rules) => {
      const read = await readDigest(store, { from, until: stage.now }, rules);
      return read.ok ? { ok: true, value: digestFor(read.value, rules, owner) } : read;
    });
  const all = await digest(null);
  expect(all.title).toBe("1 of 2 promises were kept all the time (2026-11-20 to 2026-11-20)");
  const lines = (title: string, of: typeof all) =>
    of.sections.find((section) => section.title === title)?.lines;
  expect(lines("Promises", all)).toEqual([
    "1 of 2 kept without an incident, 2 runs",
    "billing-sync: 1 incident, 1h in all; INC-1 is still open",
  ]);
  expect(lines("Slots", all)).toEqual(["1 met, 5 missed", "billing-sync: 5 missed, of 6"]);
  expect(lines("When luota did not watch", all)).toEqual([
    "luota was down from 2026-11-20 14:18:02 to 2026-11-20 15:18:02 UTC (1h)",
  ]);
  expect(lines("Drills", all)).toBeUndefined();
  const revenue = await digest("revenue", at("15:00:00"));
  expect(lines("Promises", revenue)).toEqual([
    "0 of 1 kept without an incident, 0 runs",
    "billing-sync: 1 incident, 1h in all; INC-1 is still open",
  ]);
  expect(lines("When luota did not watch", revenue)).toEqual([
    "luota was down from 2026-11-20 15:00:00 to 2026-11-20 15:18:02 UTC (18m 2s)",
  ]);
});
