import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Stage } from "../rig/stage.ts";
import { at, missOne, openStage, runNow } from "./incident-stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await stage.passUntil(at("14:00:02"));
  runNow(stage, "7k2m0000aaaabbbb");
  await stage.tick();
});
afterEach(() => {
  stage[Symbol.dispose]();
});

describe("a drill", () => {
  test("that nobody judges is never judged by itself: 69 and the remedy", async () => {
    const said = await stage.luota("drill", "billing-sync", "--wait", "0s");
    expect(said.code).toBe(69);
    expect(said.err).toMatch(
      /nobody noticed within 0ms: NOTHING IS WATCHING HERE.*\n.*luota check/u,
    );
    expect(said.out).toContain(`drill/billing-sync  ready to prove
  01 ✓ create billing-sync  owner, cadence, route and runbook are set
  02 ✓ one healthy run      run 7k2m0000, 0s ago
  03 ○ miss the next run    now
  04 - export the record    once it broke: luota export billing-sync
`);
    await stage.passUntil(at("14:01:00"));
    expect((await stage.luota("incidents", "--all")).out).toContain("No incident.");
    expect((await stage.luota("status")).out).toMatch(/billing-sync .*never\n/u);
  });

  test("is refused while an incident is open, with the reason", async () => {
    await missOne(stage);
    const said = await stage.luota("drill", "billing-sync");
    expect(said).toMatchObject({ out: "", code: 1 });
    expect(said.err).toContain("no drill on billing-sync: INC-1 is open");
  });

  test.each([
    [["pause", "billing-sync", "--for", "2h"], "it is paused until 2026-11-20 16:00:02 UTC"],
    [["silence", "b*", "--for", "2h", "--reason", "x"], "it is silenced until 2026-11-20 16:00:02"],
  ])("is refused after %j", async (words, why) => {
    await stage.luota(...words);
    const said = await stage.luota("drill", "billing-sync");
    expect(said).toMatchObject({ out: "", code: 1 });
    expect(said.err).toContain(why);
  });

  test.each([
    [["drill", "billing-snyc"], "did you mean billing-sync?"],
    [["drill", "billing-sync", "--kind", "late"], "none of missed, failing, unproven, stale"],
    [["drill", "billing-sync", "--wait", "long"], "--wait"],
    [["drill", "billing-sync", "--ack-within", "long"], "--ack-within"],
  ])("%j is 64", async (words, why) => {
    const said = await stage.luota(...words);
    expect(said).toMatchObject({ out: "", code: 64 });
    expect(said.err).toContain(why);
  });

  test("on a monitor that lacks something says what, and is allowed", async () => {
    const said = await stage.luota("drill", "reports", "--wait", "0s");
    expect(said.out).toContain(
      "create reports     it has no owner, no cadence, no route, no runbook",
    );
    expect(said.out).toContain("none is recorded: luota run reports -- COMMAND");
  });
});
