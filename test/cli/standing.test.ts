import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Stage } from "../rig/stage.ts";
import { at, missOne, openStage, runNow } from "./incident-stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => {
  stage[Symbol.dispose]();
});

describe("status", () => {
  test("gives each promise its verdict, next to the runs", async () => {
    await stage.passUntil(at("14:00:02"));
    runNow(stage, "7k2m0000aaaabbbb");
    await stage.passUntil(at("14:05:02"));
    stage.width = 120;
    expect(await stage.luota("status")).toEqual({
      out: `MONITOR       VERDICT  LAST RUN     HISTORY  STARTED  TOOK  NEXT DUE  LAST SUCCESS  DRILLED
billing-sync  healthy  ✓ succeeded  ✓         5m ago    1s     in 9m        4m ago    never
reports       new      no run yet                                            never    never

0 of 2 routes could be heard; nobody hears billing-sync, reports
watched by luota check (since 14:00:00 UTC), 0s ago
`,
      err: "",
      code: 0,
    });
  });

  test("puts what is broken on top, and ends with 1 while it is", async () => {
    await missOne(stage);
    const said = await stage.luota("status");
    expect(said.code).toBe(1);
    expect(said.out).toMatch(/^INC-1 {2}billing-sync missed its run .*\n {2}promise/u);
    expect(said.out).toMatch(/\nbilling-sync +missed INC-1 /u);
    await stage.luota("resolve", "INC-1");
    expect((await stage.luota("status")).code).toBe(0);
  });

  test("a late one is late before it is missed", async () => {
    await stage.passUntil(at("14:00:02"));
    runNow(stage, "7k2m0000aaaabbbb");
    await stage.passUntil(at("14:16:00"));
    const said = await stage.luota("status");
    expect(said.out).toMatch(/^billing-sync +late .* 1m ago/mu);
    expect(said.code).toBe(0);
  });

  test("fails loudly, with the remedy, where nothing watches", async () => {
    await missOne(stage);
    stage.now += 10 * 60_000;
    const said = await stage.luota("status");
    expect(said.code).toBe(69);
    expect(said.err).toMatch(/NOTHING IS WATCHING \(last 10m ago\): 1 monitor is expected/u);
    expect(said.err).toMatch(/\* \* \* \* \* \/.*\/bin\/luota check\n/u);
    expect(said.out).toContain("billing-sync");
    expect((await stage.luota("status", "--json")).code).toBe(69);
  });

  test("fails as loudly where alerts do not get out", async () => {
    await missOne(stage);
    await stage.passUntil(at("14:22:02"));
    const said = await stage.luota("status");
    expect(said.code).toBe(69);
    expect(said.err).toBe(
      "luota: COULD NOT DELIVER 2 notices, due for 4m: nobody heard of what they tell\n" +
        "why, by route:  luota routes\n",
    );
    expect(said.out).toContain("INC-1");
  });

  test("says in JSON how each stands", async () => {
    await missOne(stage);
    const [billing, reports] = (await stage.json("status")) as readonly unknown[];
    expect(billing).toMatchObject({
      name: "billing-sync",
      verdict: "missed",
      reasons: [{ kind: "cause", cause: { kind: "missed", since: "2026-11-20T14:18:00.000Z" } }],
      incident: "INC-1",
      nextDue: "2026-11-20T14:30:00.000Z",
      owner: "Revenue operations",
      lastDrillAt: null,
      drillOverdue: false,
      recent: [{ id: "7k2m0000aaaabbbb" }],
    });
    expect(reports).toMatchObject({ name: "reports", verdict: "new", incident: null });
  });

  test("shows a drill that is overdue", async () => {
    stage.now += 31 * 86_400_000;
    expect((await stage.luota("status")).out).toMatch(/billing-sync .*never, overdue/u);
    expect(await stage.json("show", "billing-sync")).toMatchObject({ drillOverdue: true });
  });

  test("a monitor without any promise shows its runs alone", async () => {
    await stage.apply("{}");
    runNow(stage, "7k2m0000aaaabbbb", 0, { monitor: "hello" });
    const said = await stage.luota("status");
    expect(said.out).toMatch(/^MONITOR +LAST RUN +HISTORY +STARTED +TOOK +LAST SUCCESS\n/u);
    expect(said.code).toBe(0);
  });
});

test("show NAME says how it stands, before its runs", async () => {
  await missOne(stage);
  const { out } = await stage.luota("show", "billing-sync");
  expect(out).toContain(`
  verdict       missed; missed its run since 14:18:00 UTC
  incident      INC-1 is open
  promise       Stripe invoices are reflected in customer access
  owner         Revenue operations
  runbook       https://wiki.acme.example/stripe-billing-recovery
  cadence       */15 * * * * (UTC)
  next due      2026-11-20 14:30:00 UTC (in 11m)
  drilled       never
`);
});

describe("plan", () => {
  test("lists what is due next", async () => {
    const { out } = await stage.luota("plan");
    expect(out).toBe(`MONITOR       CADENCE             NEXT                            IN
billing-sync  */15 * * * * (UTC)  2026-11-20T14:00:00+00:00       1m
reports       on demand           has no cadence: nothing is due
`);
  });

  test("warns of slots that a change of the clocks moves, of one monitor or all", async () => {
    await stage.apply(
      'monitors: { nightly: { cron: "30 3 * * *", timezone: Europe/Helsinki }, b: { every: 15m } }',
    );
    const words = "! nightly: 2027-03-28: 03:00 becomes 04:00; 03:30 does not come";
    const from = ["--from", "2027-03-20"];
    expect((await stage.luota("plan", ...from)).out).toContain(words);
    const one = await stage.luota("plan", "nightly", "-n", "2", ...from);
    expect(one.out).toContain("  Sat 2027-03-20 03:30:00+02:00   2027-03-20T01:30:00Z\n");
    expect(one.out).toContain(words);
    expect((await stage.luota("plan", "b")).out).toContain("15m after its latest start");
    expect(await stage.json("plan", "b")).toMatchObject([{ everyMs: 900_000, floating: true }]);
  });

  test("a name that the config does not have", async () => {
    const said = await stage.luota("plan", "billing-snyc");
    expect(said).toMatchObject({ out: "", code: 64 });
    expect(said.err).toContain('names no monitor "billing-snyc"; did you mean billing-sync?');
  });
});

describe("config", () => {
  test("apply says what changed, once", async () => {
    expect((await stage.luota("config", "apply")).out).toContain("nothing to change: config 1");
    await stage.apply("monitors: { billing-sync: { every: 15m }, fresh: {} }");
    const [last] = (await stage.json("audit")) as readonly unknown[];
    expect(last).toMatchObject({ kind: "config-applied" });
    expect(await stage.json("config", "apply")).toMatchObject({
      config: { number: 2 },
      changed: false,
    });
  });

  test("a bad one is 78 and changes nothing", async () => {
    await expect(stage.apply("monitors: { a: { evry: 15m } }")).rejects.toThrow("unknown key");
    expect((await stage.luota("config", "apply")).code).toBe(78);
    const [last] = (await stage.json("audit")) as readonly { readonly data: unknown }[];
    expect(JSON.stringify(last)).not.toContain("evry");
  });

  test("diff shows the files against what is in force", async () => {
    expect((await stage.luota("config", "diff")).err).toContain("nothing would change");
    await stage.apply("monitors: { a: { every: 1h } }");
    expect((await stage.luota("config", "diff")).out).toBe("");
  });

  test.each([
    [["config"], "config needs one of: check, apply, show, diff, schema (see luota config --help)"],
    [["config", "chek"], "unknown command 'chek'; did you mean check? (see luota config --help)"],
    [["config", "check", "--jsn"], "did you mean --json? (see luota config check --help)"],
  ])("%j is 64", async (words, why) => {
    const said = await stage.luota(...words);
    expect(said).toMatchObject({ out: "", code: 64 });
    expect(said.err).toContain(why);
  });
});
