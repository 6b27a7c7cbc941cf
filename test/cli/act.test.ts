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

async function auditKinds(): Promise<readonly string[]> {
  const events = (await stage.json("audit")) as readonly { readonly kind: string }[];
  return events.map(({ kind }) => kind).filter((kind) => !/^(?:watch|store)-/u.test(kind));
}

describe("ack and resolve", () => {
  test("keep who did it, for whom, and why", async () => {
    await missOne(stage);
    const acked = await stage.luota("ack", "INC-1", "--by", "Maya", "--note", "on it");
    expect(acked).toEqual({
      out: "INC-1 is acknowledged by Maya; reminders and escalations stop\n",
      err: "",
      code: 0,
    });
    const [event] = (await stage.json("audit")) as readonly unknown[];
    expect(event).toMatchObject({
      kind: "incident-acknowledged",
      actor: { user: expect.any(String) as string, host: expect.any(String) as string },
    });
    const { timeline } = (await stage.json("show", "INC-1")) as { timeline: readonly unknown[] };
    expect(timeline.at(-1)).toMatchObject({ kind: "acknowledged", by: "Maya", note: "on it" });
  });

  test("a second time change nothing, and say who was first", async () => {
    await missOne(stage);
    await stage.luota("ack", "INC-1", "--by", "Maya");
    const before = await auditKinds();
    const again = await stage.luota("ack", "billing-sync");
    expect(again).toEqual({
      out: "",
      err: "luota: INC-1 was acknowledged already by Maya (2026-11-20 14:18:02 UTC); nothing changed\n",
      code: 0,
    });
    expect(await auditKinds()).toEqual(before);
  });

  test("resolve closes it, and what breaks after that is told anew", async () => {
    await missOne(stage);
    const said = await stage.json("resolve", "INC-1", "--note", "restored by hand");
    expect(said).toMatchObject({ id: "INC-1", state: "resolved" });
    expect((await stage.luota("resolve", "INC-1")).err).toContain("is resolved already");
    expect((await stage.luota("show", "INC-1")).out).toContain("restored by hand");
    expect((await stage.luota("ack", "billing-sync")).code).toBe(64);
  });

  test.each([
    ["INC-7", "there is no incident INC-7; open now: INC-1 (billing-sync)"],
    ["billing-snyc", "did you mean billing-sync?; open now: INC-1 (billing-sync)"],
  ])("%s is none: those that are open are named", async (word, why) => {
    await missOne(stage);
    const said = await stage.luota("ack", word);
    expect(said).toMatchObject({ out: "", code: 64 });
    expect(said.err).toContain(why);
  });

  test("on a host where nothing was ever recorded", async () => {
    stage[Symbol.dispose]();
    expect(await stage.luota("ack", "INC-1")).toMatchObject({ code: 64, out: "" });
  });
});

describe("pause and resume", () => {
  test("nothing is missed while it is paused, and the verdict says so", async () => {
    await stage.passUntil(at("14:00:01"));
    runNow(stage, "7k2m0000aaaabbbb");
    const said = await stage.luota("pause", "billing-sync", "--for", "2h", "--reason", "new disks");
    expect(said).toEqual({
      out: "billing-sync is paused until 16:00:01 UTC (2h); luota resume billing-sync ends it\n",
      err: "",
      code: 0,
    });
    await stage.passUntil(at("15:00:00"));
    expect((await stage.luota("incidents")).out).toContain("No incident.");
    expect((await stage.luota("status")).out).toMatch(/billing-sync +paused/u);
    expect((await stage.luota("pause")).out).toMatch(
      /billing-sync +2026-11-20 16:00:01 .*new disks/u,
    );
    expect((await stage.luota("resume", "billing-sync")).out).toBe(
      "billing-sync is watched again; it was to be paused until 16:00:01 UTC\n",
    );
    expect(await stage.json("pause")).toEqual([]);
    expect((await auditKinds()).slice(0, 2)).toEqual(["pause-ended", "pause-began"]);
  });

  test("what is broken already stays open, which is said", async () => {
    await missOne(stage);
    const said = await stage.luota("pause", "billing-sync", "--until", "2026-11-21T06:00Z");
    expect(said.err).toContain("INC-1 of billing-sync stays open");
  });

  test.each([
    [["pause", "billing-sync"], "an end is needed"],
    [["pause", "billing-sync", "--for", "soon"], "is no length of time"],
    [["pause", "billing-sync", "--for", "2h", "--until", "2027-01-01"], "exclude each other"],
    [["pause", "billing-sync", "--until", "2020-01-01"], "is over already"],
    [["pause", "billing-snyc", "--for", "2h"], "did you mean billing-sync?"],
    [["resume", "billing-snyc"], "did you mean billing-sync?"],
    [["silence", "billing-*", "--for", "2h"], "needs a reason"],
    [["silence", "billing sync", "--for", "2h", "--reason", "x"], "no monitor's name or pattern"],
    [["silence", "billing-*", "--end"], "no silence of"],
  ])("%j is refused with 64", async (words, why) => {
    const said = await stage.luota(...words);
    expect(said).toMatchObject({ out: "", code: 64 });
    expect(said.err).toContain(why);
  });
});

describe("silence", () => {
  test("holds the notices back, and the incident opens as ever", async () => {
    const said = await stage.luota("silence", "billing-*", "--for", "2h", "--reason", "new disks");
    expect(said.out).toBe(
      "nobody is told of billing-* (1 monitor) until 15:59:00 UTC (2h); incidents open as ever\n",
    );
    await missOne(stage);
    expect(await stage.json("show", "INC-1")).toMatchObject({
      notices: [
        { heldUntil: "2026-11-20T15:59:00.000Z" },
        { heldUntil: "2026-11-20T15:59:00.000Z" },
      ],
    });
    expect((await stage.luota("status")).out).toContain(
      "silenced until 15:59:00 UTC: billing-* (new disks)",
    );
    expect(await stage.luota("silence", "billing-*", "--end")).toMatchObject({ code: 0 });
    expect((await stage.luota("silence")).out).toContain("Nothing is silenced");
  });
});
