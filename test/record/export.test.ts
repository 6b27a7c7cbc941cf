import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncidentRecordDocument } from "../../src/record/document.ts";
import { recordJsonSchema, recordShape } from "../../src/record/schema.ts";
import { sha256Hex } from "../../src/text/digest.ts";
import { at, missOne, openStage, runNow } from "../cli/incident-stage.ts";
import type { Stage } from "../rig/stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => {
  stage[Symbol.dispose]();
});

/** Missed at 14:15, taken by Maya, healed by a run, reviewed. */
async function wholeStory(): Promise<void> {
  await missOne(stage);
  await stage.luota("ack", "INC-1", "--by", "Maya", "--note", "on it");
  await stage.passUntil(at("14:20:00"));
  await stage.luota("note", "INC-1", "customers", "were", "told");
  await stage.passUntil(at("14:21:00"));
  runNow(stage, "9999000011112222");
  await stage.passUntil(at("14:22:00"));
  await stage.luota("review", "INC-1", "--impact", "3 paid late", "--action", "alert on 401");
}

async function exported(): Promise<IncidentRecordDocument> {
  const said = await stage.luota("export", "INC-1", "--format", "json");
  expect(said).toMatchObject({ code: 0, err: "" });
  return JSON.parse(said.out) as IncidentRecordDocument;
}

describe("the record of an incident", () => {
  test("tells the whole story, each line with what says so", async () => {
    await wholeStory();
    const record = await exported();
    expect(record).toMatchObject({
      schema: "luota.record/1",
      id: "INC-1",
      drill: null,
      headline:
        "billing-sync missed its run of 2026-11-20 14:15:00 UTC; at stake: Stripe invoices are reflected in customer access",
      standing: "severity 2 · mended after 3m 1s",
      promise: { owner: "Revenue operations", severity: 2, routes: ["ops-slack", "router"] },
      expected: { slot: "2026-11-20T14:15:00.000Z" },
      gap: { words: "no run began for the slot of 2026-11-20 14:15:00 UTC" },
      delivery: { noticedAfterMs: 2_000, acknowledgedAfterMs: 2_000, firstReceiptAt: null },
      acknowledgements: [{ by: "Maya", note: "on it", claimed: null }],
      notes: [{ text: "customers were told" }],
      reviews: [{ impact: "3 paid late", cause: null, action: "alert on 401" }],
    });
    const story = record.timeline.map(({ phase, title, source }) => [
      phase,
      title,
      source.seq === null ? source.kind : `audit ${typeof source.seq}`,
    ]);
    expect(story).toEqual([
      ["before", "last good run: succeeded", "audit number"],
      ["before", "run expected", "schedule"],
      ["broken", "opened", "audit number"],
      ["broken", "acknowledged", "audit number"],
      ["acknowledged", "noted", "audit number"],
      ["acknowledged", "cause ended", "audit number"],
      ["acknowledged", "run succeeded", "audit number"],
      ["acknowledged", "resolved", "audit number"],
      ["resolved", "reviewed", "audit number"],
    ]);
  });

  test("names the events of the chain that say so", async () => {
    await wholeStory();
    const record = await exported();
    const audit = await stage.luota("audit", "--limit", "1000", "--json");
    const events = new Map(
      (JSON.parse(audit.out) as { seq: number; kind: string; subject: string }[]).map((event) => [
        event.seq,
        event,
      ]),
    );
    for (const { source } of record.timeline) {
      if (source.seq === null) continue;
      const event = events.get(source.seq);
      expect(event?.subject).toBe(source.kind === "audit" ? "INC-1" : event?.subject);
      expect(event?.kind).toBe(source.kind === "audit" ? source.name : "run-ended");
    }
  });

  test("fits the schema that is published, which is the one of the code", async () => {
    await wholeStory();
    expect(recordShape.safeParse(await exported()).error).toBeUndefined();
    const published = new URL("../../luota.record.schema.json", import.meta.url);
    expect(JSON.parse(readFileSync(published, "utf8"))).toEqual(JSON.parse(recordJsonSchema()));
  });

  test("of a drill says first that it is one", async () => {
    await stage.passUntil(at("14:00:02"));
    runNow(stage, "7k2m0000aaaabbbb");
    await stage.tick();
    const drill = stage.luota("drill", "billing-sync", "--keep", "--wait", "30s");
    stage.now += 2_000;
    const pass = setInterval(() => {
      stage.now += 1_000;
      void stage.tick();
    }, 50);
    await drill;
    clearInterval(pass);
    const record = await exported();
    expect(record.drill).toMatchObject({ kind: "missed" });
    expect(record.headline).toMatch(/^This is a drill, nothing was really broken: /u);
    for (const format of ["markdown", "html"])
      expect((await stage.luota("export", "INC-1", "--format", format)).out).toContain("DRILL");
  });
});

describe("luota export", () => {
  beforeEach(async () => {
    await missOne(stage);
  });

  const events = async () =>
    (
      JSON.parse((await stage.luota("audit", "--json")).out) as { kind: string; data: unknown }[]
    ).filter(({ kind }) => kind === "record-exported");

  test("each time is an event with the digest of what was handed out", async () => {
    const said = await stage.luota("export", "INC-1", "--format", "html");
    expect(await events()).toMatchObject([
      { data: { format: "html", digest: sha256Hex(said.out) } },
    ]);
    expect((await stage.luota("audit", "--verify")).code).toBe(0);
  });

  test.each([
    ["x.json", "{"],
    ["x.html", "<!doctype html>"],
    ["x.md", "# INC-1: billing-sync"],
  ])("a file is what its name says: %s", async (name, begin) => {
    const said = await stage.luota("export", "billing-sync", "-o", name);
    expect(said).toMatchObject({ code: 0, out: "" });
    const path = join(stage.home, name);
    expect(readFileSync(path, "utf8").startsWith(begin)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("writes over nothing, unless forced, and says so without an event", async () => {
    const path = join(stage.home, "x.md");
    writeFileSync(path, "mine");
    const said = await stage.luota("export", "INC-1", "-o", path);
    expect(said.code).toBe(1);
    expect(said.err).toContain("is there already; --force writes over it");
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(await events()).toEqual([]);
    expect((await stage.luota("export", "INC-1", "-o", path, "--force")).code).toBe(0);
    expect(readFileSync(path, "utf8")).toContain("INC-1");
  });

  test("leaves nothing behind where it can't write", async () => {
    const said = await stage.luota("export", "INC-1", "-o", "nowhere/x.md");
    expect(said.code).toBe(1);
    expect(said.err).toContain("can't be written (ENOENT)");
    expect(existsSync(join(stage.home, "nowhere"))).toBe(false);
  });

  test("hands out a signed bundle", async () => {
    const said = await stage.luota("export", "INC-1", "-o", "x.tar.gz");
    expect(said.code).toBe(0);
    expect((await stage.luota("verify", join(stage.home, "x.tar.gz"))).code).toBe(0);
  });

  test.each([
    [["INC-9"], "there is no incident INC-9"],
    [["reports"], "has had no incident"],
    [["biling-sync"], "did you mean billing-sync?"],
    [["INC-1", "--format", "pdf"], "none of json, markdown, html, bundle"],
    [[], "the proof of a period"],
    [["billing-sync", "--all"], "one of NAME, --all and --owner"],
    [["billing-sync", "--since", "soon"], "--since"],
    [["--owner", "nobody"], "no monitor belongs to"],
    [["billing-sync", "--since", "1h", "--until", "2h"], "--since is not before --until"],
  ])("%j is 64", async (words, why) => {
    const said = await stage.luota("export", ...words);
    expect(said).toMatchObject({ code: 64, out: "" });
    expect(said.err).toContain(why);
  });
});

describe("the proof of a period", () => {
  test("counts what was due and what came of it", async () => {
    await wholeStory();
    const said = await stage.luota("export", "billing-sync", "--since", "7d", "--format", "json");
    const proof = JSON.parse(said.out) as { monitors: unknown[] };
    expect(proof).toMatchObject({
      schema: "luota.proof/1",
      scope: { kind: "monitor", name: "billing-sync" },
      monitors: [
        {
          slots: { met: 1, late: 1, missed: 0 },
          runs: { total: 2, succeeded: 2, failed: 0 },
          incidents: [{ id: "INC-1", noticedAfterMs: 2_000, firstReceiptAfterMs: null }],
          delivery: { incidents: 1, told: 0 },
        },
      ],
    });
  });

  test("of all, or of an owner, names each", async () => {
    await wholeStory();
    const all = await stage.luota("export", "--all", "--since", "7d");
    expect(all.out).toContain("## billing-sync");
    expect(all.out).toContain("## reports");
    const owned = await stage.luota("export", "--owner", "revenue", "--since", "7d");
    expect(owned.out).not.toContain("## reports");
  });
});
