import {
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
  rmdirSync,
} from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { lockStore } from "../rig/lock-store.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

const job = ["run", "job", "--", "sh", "-c", "echo out; echo err >&2; exit 3"];

/** What can be wrong with a store, and what puts it right. */
interface Trouble {
  readonly name: string;
  readonly says: RegExp;
  readonly make: (rig: Rig) => unknown;
  readonly mend: (rig: Rig) => unknown;
}

const troubles: readonly Trouble[] = [
  {
    name: "is a directory",
    says: /is a directory: name a file in it/u,
    make: (rig) => mkdirSync(rig.store, { recursive: true }),
    mend: (rig) => {
      rmdirSync(rig.store);
    },
  },
  {
    name: "is a file of another kind",
    says: /is not a luota store but another kind of file/u,
    make: (rig) => {
      plantFile(rig, "this is no database, but a letter to my aunt\n".repeat(50));
    },
    mend: (rig) => {
      rmSync(rig.store);
    },
  },
  {
    name: "is another program's database",
    says: /is another program's database/u,
    make: async (rig) => {
      mkdirSync(dirname(rig.store));
      await sql(rig, "create table orders(id)");
    },
    mend: (rig) => {
      rmSync(rig.store);
    },
  },
  {
    name: "has a broken header",
    says: /is not a luota store but another kind of file|is damaged/u,
    make: async (rig) => {
      await plantStore(rig);
      overwrite(rig.store, 0, "BROKEN");
    },
    mend: (rig) => {
      overwrite(rig.store, 0, "SQLite");
    },
  },
  {
    name: "is damaged inside",
    says: /is damaged \(.*\): move it aside/u,
    make: async (rig) => {
      await plantStore(rig);
      copyFileSync(rig.store, rig.path("good.db"));
      overwrite(rig.store, 100, "\u00ff".repeat(8_000));
    },
    mend: (rig) => {
      rmSync(`${rig.store}-wal`, { force: true });
      rmSync(`${rig.store}-shm`, { force: true });
      copyFileSync(rig.path("good.db"), rig.store);
    },
  },
  {
    name: "was written by a newer luota",
    says: /was written by a newer luota \(schema 999, this one knows \d+\): upgrade luota/u,
    make: async (rig) => {
      await plantStore(rig);
      writeFileSync(rig.path("version"), await sql(rig, "pragma user_version"));
      await sql(rig, "pragma user_version = 999");
    },
    mend: async (rig) => {
      await sql(rig, `pragma user_version = ${readFileSync(rig.path("version"), "utf8")}`);
    },
  },
];

describe("a store that", () => {
  test.each(troubles)(
    "$name costs the job nothing, and its record is not lost",
    async (trouble) => {
      using rig = new Rig();
      await trouble.make(rig);
      const ended = await rig.luota(job);
      expect(ended).toMatchObject({ stdout: "out\n", code: 3, signal: null });
      const [first, line, ...rest] = ended.stderr.split("\n");
      expect([first, rest]).toEqual(["err", [""]]);
      expect(line).toMatch(trouble.says);
      const file = /the record waits in "([^"]*)" for the next luota$/u.exec(line ?? "")?.[1] ?? "";
      expect(rig.spooled()).toContain(file);

      const told = await rig.luota(["status"]);
      expect(told).toMatchObject({ stdout: "", code: 74 });
      expect(told.stderr).toMatch(trouble.says);
      expect(told.stderr.trimEnd().split("\n")).toHaveLength(1);

      await trouble.mend(rig);
      const [run, ...others] = await rig.runs("job");
      expect(others).toEqual([]);
      expect(run).toMatchObject({
        outcome: "failed",
        exitCode: 3,
        output: { stdout: { head: "out\n" }, stderr: { head: "err\n" } },
      });
      expect(rig.spooled()).toEqual([]);
      expect((await rig.luota(["audit", "--verify"])).code).toBe(0);
    },
  );

  test("is locked makes nobody wait long; two who come after take the record in once", async () => {
    using rig = new Rig();
    await plantStore(rig);
    const release = await lockStore(rig);
    const ended = await rig.luota(job);
    expect(ended).toMatchObject({ stdout: "out\n", code: 3 });
    expect(ended.stderr).toMatch(
      /^err\nluota: the store ".*" is locked: another program writes to it; the record waits in /u,
    );
    expect(rig.spooled()).toHaveLength(1);
    await release();
    const both = await Promise.all([rig.runs("job"), rig.runs("job")]);
    expect(both.map((runs) => runs.length)).toEqual([1, 1]);
    expect(rig.spooled()).toEqual([]);
    expect((await rig.luota(["audit", "--verify"])).code).toBe(0);
  });

  test("comes back while the job runs: its start was spooled, its end finds the store", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    const child = rig.start(rig.env["LUOTA"] ?? "", [
      "run",
      "job",
      "--",
      "sh",
      "-c",
      "read go; exit 4",
    ]);
    await until("the start waits", () => rig.spooled().length === 1);
    rmdirSync(rig.store);
    const [running] = await rig.runs();
    expect(running).toMatchObject({ monitor: "job", outcome: "running", endedAt: null });
    child.stdin?.end("go\n");
    await until("it ends", () => child.exitCode !== null);
    const runs = await rig.runs();
    expect(runs.map(({ id, outcome, exitCode }) => [id, outcome, exitCode])).toEqual([
      [running?.id, "failed", 4],
    ]);
  });

  test("is away for all of a long run: a spooled start and a spooled end make one run", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    const child = rig.start(rig.env["LUOTA"] ?? "", [
      "run",
      "job",
      "--",
      "sh",
      "-c",
      "read go; exit 4",
    ]);
    await until("the start waits", () => rig.spooled().length === 1);
    child.stdin?.end("go\n");
    await until("it ends", () => child.exitCode !== null);
    expect(rig.spooled()).toHaveLength(2);
    rmdirSync(rig.store);
    const runs = await rig.runs();
    expect(runs.map(({ outcome, exitCode }) => [outcome, exitCode])).toEqual([["failed", 4]]);
    expect(rig.spooled()).toEqual([]);
  });

  test("is told of while it is locked hears it later: beat, start, log, success", async () => {
    using rig = new Rig();
    await plantStore(rig);
    const release = await lockStore(rig);
    const waits = /^luota: the store .* is locked: .*; the record waits in /u;
    expect((await rig.luota(["beat", "worker"])).stderr).toMatch(waits);
    const started = await rig.luota(["start", "import"]);
    expect(started.code).toBe(0);
    const id = started.stdout.trim();
    for (const words of [
      ["log", "--run", id, "half way"],
      ["success", id, "--summary", "done"],
    ]) {
      expect(await rig.luota(words)).toMatchObject({ code: 0, stdout: "" });
    }
    await release();
    expect(await rig.runs("import")).toMatchObject([{ id, outcome: "succeeded", summary: "done" }]);
    expect((await rig.luota(["logs", id])).stdout).toContain("half way");
    expect(rig.spooled()).toEqual([]);
  });
});

describe("a broken or forged file in the spool", () => {
  test("is set aside with its reason, and the others are taken in", async () => {
    using rig = new Rig();
    mkdirSync(rig.store, { recursive: true });
    await rig.luota(job);
    rmdirSync(rig.store);
    const [good = ""] = rig.spooled();
    writeFileSync(good.replace(/[0-9a-z]{10}\.json$/u, "zzzzzzzzzz.json"), '{"v":1,"store":');
    const ended = await rig.luota(["runs"]);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain("job");
    expect(ended.stderr).toMatch(
      /^luota: set aside \S+zzzzzzzzzz\.json \(not a JSON object\): see /u,
    );
    expect((await rig.luota(["runs"])).stderr).toBe("");
  });
});

function plantFile(rig: Rig, text: string): void {
  mkdirSync(dirname(rig.store));
  writeFileSync(rig.store, text);
}

async function plantStore(rig: Rig): Promise<void> {
  await rig.luota(["run", "earlier", "--", "true"]);
  await sql(rig, "pragma wal_checkpoint(truncate)");
}

async function sql(rig: Rig, text: string): Promise<string> {
  const outcome = await rig.run("sqlite3", [rig.store, text]);
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return outcome.stdout.trim();
}

function overwrite(file: string, at: number, text: string): void {
  const opened = openSync(file, "r+");
  writeSync(opened, Buffer.from(text, "latin1"), 0, text.length, at);
  closeSync(opened);
}
