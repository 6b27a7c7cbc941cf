import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { outcomeOf } from "../rig/outcome-of.ts";
import { bin, Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

const config = `
owners: { revenue: { name: Revenue operations, routes: [router] } }
routes: { router: { webhook: { url: "https://router.acme.example/hook" } } }
defaults: { owner: revenue }
monitors:
  billing-sync:
    promise: Stripe invoices are reflected in customer access
    runbook: https://wiki.acme.example/stripe-billing-recovery
    every: 1h
`;

interface DrillJson {
  readonly state: string;
  readonly incident: { readonly id: string; readonly drill: boolean; readonly state: string };
  readonly steps: readonly { readonly state: string }[];
  readonly score: {
    readonly noticedAfterMs: number | null;
    readonly acknowledgedAfterMs: number | null;
    readonly resolvedAfterMs: number | null;
    readonly routes: readonly unknown[];
    readonly notProven: readonly unknown[];
  };
}

async function prepare(rig: Rig): Promise<void> {
  mkdirSync(rig.path(".config", "luota"), { recursive: true });
  writeFileSync(rig.path(".config", "luota", "luota.yaml"), config);
  expect(await rig.luota(["config", "apply"])).toMatchObject({ code: 0 });
  await rig.luota(["run", "billing-sync", "--", "true"]);
}

/** Looks as a crontab would, until the drill ends. */
async function drillWatched(
  rig: Rig,
  words: readonly string[],
  meanwhile?: () => Promise<boolean>,
) {
  const child = rig.start(bin, ["drill", "billing-sync", "--json", ...words]);
  const ended = outcomeOf(child);
  let isOver = false;
  void ended.then(() => (isOver = true));
  let isDone = meanwhile === undefined;
  await until("the end of the drill", async () => {
    if (isOver) return true;
    await rig.luota(["check"]);
    if (!isDone && meanwhile !== undefined) isDone = await meanwhile();
    return isOver;
  });
  const { stdout, stderr, code } = await ended;
  return { drill: JSON.parse(stdout) as DrillJson, story: stderr, code };
}

describe("a drill, judged by luota check", () => {
  test.each(["missed", "failing", "unproven", "stale"])("%s: noticed, and over", async (kind) => {
    using rig = new Rig();
    await prepare(rig);
    const { drill, story, code } = await drillWatched(rig, ["--kind", kind]);
    expect(code).toBe(0);
    expect(drill).toMatchObject({
      state: "over",
      incident: { id: "INC-1", drill: true, state: "resolved", kind },
      steps: [{ state: "done" }, { state: "done" }, { state: "open" }, { state: "open" }],
      score: {
        acknowledgedAfterMs: null,
        routes: [{ route: "router", afterMs: null }],
        notProven: [{ kind: "no-receipt", route: "router" }, { kind: "not-acknowledged" }],
      },
    });
    expect(drill.score.noticedAfterMs).toBeGreaterThan(0);
    expect(drill.score.resolvedAfterMs).toBeGreaterThanOrEqual(drill.score.noticedAfterMs ?? 0);
    expect(story).toMatch(/armed: .*\n[^]*INC-1 opened/u);

    const [monitor] = (await rig.json(["status"])) as readonly Record<string, unknown>[];
    expect(monitor).toMatchObject({ verdict: "healthy", incident: null, runCount: 1 });
    expect(monitor?.["lastDrillAt"]).toEqual(expect.any(String));
    expect(await rig.json(["incidents"])).toEqual([]);
  });

  test("waits for luota ack where it is asked to, and scores it", async () => {
    using rig = new Rig();
    await prepare(rig);
    const { drill, story } = await drillWatched(rig, ["--ack-within", "30s"], async () => {
      const acked = await rig.luota(["ack", "billing-sync", "--by", "maya"]);
      return acked.code === 0;
    });
    expect(drill.score.acknowledgedAfterMs).toBeGreaterThan(0);
    expect(drill.score.notProven).toEqual([{ kind: "no-receipt", route: "router" }]);
    expect(story).toContain("acknowledged by maya");
  });

  test("kept, it stays open until it is ended; statistics and status are untouched", async () => {
    using rig = new Rig();
    await prepare(rig);
    const { drill } = await drillWatched(rig, ["--keep"]);
    expect(drill).toMatchObject({ state: "broken", incident: { state: "opened" } });
    expect((await rig.luota(["status"])).code).toBe(0);
    const second = await rig.luota(["drill", "billing-sync"]);
    expect(second.stderr).toContain("another one goes on; luota resolve INC-1 ends it");
    expect(await rig.luota(["resolve", "INC-1"])).toMatchObject({
      stdout: "INC-1 is resolved, and its drill is over\n",
      code: 0,
    });
    expect((await rig.luota(["drill", "billing-sync", "--end"])).stderr).toContain("no drill");
  });

  test("interrupted, it is over, and the next one may begin", async () => {
    using rig = new Rig();
    await prepare(rig);
    const child = rig.start(bin, ["drill", "billing-sync"]);
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await until("the drill is armed", () => said.includes("armed:"));
    child.kill("SIGINT");
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(130);
    const ended = await rig.luota(["drill", "billing-sync", "--end"]);
    expect(ended.stderr).toContain("no drill on billing-sync goes on");
  });
});
