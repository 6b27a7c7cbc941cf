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

const entry = `INC-1  billing-sync missed its run                              sev 2 · open 11m 58s
  promise       Stripe invoices are reflected in customer access
  expected run  14:15:00 UTC, missed
  last good run 14:00:03 UTC, run 7k2m0000 (29m ago)
  route         ops-slack (waiting), router (waiting)
  owner         Revenue operations; nobody has acknowledged it
  runbook       https://wiki.acme.example/stripe-billing-recovery
  next          luota ack INC-1 · luota show INC-1
`;

describe("incidents", () => {
  test("tell what is open as a review queue", async () => {
    await missOne(stage);
    stage.now = at("14:30:00");
    expect(await stage.luota("incidents")).toEqual({ out: entry, err: "", code: 0 });
  });

  test("are the documented shape in JSON", async () => {
    await missOne(stage);
    expect(await stage.json("incidents")).toEqual([
      {
        id: "INC-1",
        monitor: "billing-sync",
        host: expect.any(String) as string,
        kind: "missed",
        severity: 2,
        state: "opened",
        drill: false,
        happenedAt: "2026-11-20T14:18:00.000Z",
        noticedAt: "2026-11-20T14:18:02.000Z",
        openedAt: "2026-11-20T14:18:02.000Z",
        acknowledgedAt: null,
        acknowledgedBy: null,
        resolvedAt: null,
        causes: [{ kind: "missed", since: "2026-11-20T14:18:00.000Z", until: null }],
        occurrences: 1,
        slot: "2026-11-20T14:15:00.000Z",
        run: null,
        lastGoodRun: "7k2m0000aaaabbbb",
        missing: [],
      },
    ]);
  });

  test("show those resolved lately below, and older ones when asked", async () => {
    await missOne(stage);
    await stage.luota("resolve", "INC-1");
    const said = await stage.luota("incidents");
    expect(said.out).toMatch(/^INCIDENT .*\nINC-1 +billing-sync +missed its run +2 +resolved/u);
    stage.now += 8 * 86_400_000;
    expect((await stage.luota("incidents")).out).toContain("No incident.");
    expect((await stage.luota("incidents", "--all")).out).toContain("INC-1");
    expect((await stage.luota("incidents", "billing-sync")).out).toContain("INC-1");
    expect((await stage.luota("incidents", "--open")).out).toContain("No incident.");
  });

  test.each([
    [["--open", "--all"], "exclude each other"],
    [["--limit", "0"], "--limit"],
    [["--since", "soon"], "--since"],
    [["billing-snyc"], "did you mean billing-sync?"],
    [["INC-1"], "looks like an incident"],
  ])("refuse %j with 64", async (words, why) => {
    const said = await stage.luota("incidents", ...words);
    expect(said).toMatchObject({ code: 64, out: "" });
    expect(said.err).toContain(why);
  });
});

describe("show INC-n", () => {
  test("tells the whole story", async () => {
    await missOne(stage);
    await stage.luota("ack", "INC-1", "--by", "Maya", "--note", "on it");
    stage.now = at("14:20:00");
    stage.width = 120;
    expect((await stage.luota("show", "inc-1")).out).toBe(
      `INC-1  billing-sync missed its run                               sev 2 · open 1m 58s

  promise       Stripe invoices are reflected in customer access
  expected run  14:15:00 UTC, missed
  last good run 14:00:03 UTC, run 7k2m0000 (19m ago)
  route         ops-slack (waiting), router (waiting)
  owner         Revenue operations; acknowledged by Maya 1m ago
  runbook       https://wiki.acme.example/stripe-billing-recovery

  green signals the host was up, and luota watched
  happened      2026-11-20 14:18:00 UTC (2m ago)
  noticed       2026-11-20 14:18:02 UTC
  cause         missed its run since 14:18:00 UTC; ends with the start of a run

  2026-11-20 14:00:03  last good       run 7k2m0000
  2026-11-20 14:15:00  run expected    its grace began
  2026-11-20 14:18:00  opened          no run began for the slot of 2026-11-20 14:15:00 UTC (noticed 2s later)
  2026-11-20 14:18:02  acknowledged    by Maya: on it
  2026-11-20 14:18:02  notice waiting  opened, to ops-slack
  2026-11-20 14:18:02  notice waiting  opened, to router

next
  luota runbook INC-1  what to do
  luota rerun INC-1    runs the job again, after asking
  it ends by itself with the start of a run
`,
    );
  });

  test("says in JSON when each thing happened and when it was noticed", async () => {
    await missOne(stage);
    expect(await stage.json("show", "INC-1")).toMatchObject({
      id: "INC-1",
      owner: "Revenue operations",
      ends: [{ kind: "missed", endsWith: "the start of a run", endedBy: null }],
      timeline: [
        {
          kind: "opened",
          happenedAt: "2026-11-20T14:18:00.000Z",
          noticedAt: "2026-11-20T14:18:02.000Z",
          detail: { slot: "2026-11-20T14:15:00.000Z" },
        },
      ],
    });
  });

  test("of a failure names the run and what ends it", async () => {
    await stage.passUntil(at("14:00:01"));
    runNow(stage, "8888000011112222", 3, { monitor: "reports" });
    await stage.passUntil(at("14:00:05"));
    const { out } = await stage.luota("show", "INC-1");
    expect(out).toMatch(/^INC-1 {2}reports failed +sev 3 · open/u);
    expect(out).toContain("  broken run    run 88880000, failed\n");
    expect(out).toContain("ends with a healthy run");
    expect(out).toContain("  owner         nobody: name one with `owner:` in the config;");
    expect(out).toContain("  route         none: nobody is told\n");
    expect(out).toContain("luota logs 88880000 ");
  });

  test("of one that is not there names those that are open", async () => {
    await missOne(stage);
    expect(await stage.luota("show", "INC-9")).toEqual({
      out: "",
      err: "luota: there is no incident INC-9; open now: INC-1 (billing-sync)\n",
      code: 64,
    });
  });
});

describe("runbook", () => {
  test("prints where to read, of a monitor or an incident", async () => {
    await missOne(stage);
    const out = "https://wiki.acme.example/stripe-billing-recovery\n";
    expect(await stage.luota("runbook", "INC-1")).toEqual({ out, err: "", code: 0 });
    expect(await stage.luota("runbook", "billing-sync")).toEqual({ out, err: "", code: 0 });
  });

  test("where there is none, says so", async () => {
    const said = await stage.luota("runbook", "reports");
    expect(said).toMatchObject({ out: "", code: 1 });
    expect(said.err).toContain('"reports" has no runbook');
  });
});
