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
import { plantStore, sql } from "../rig/plant-store.ts";
import { Rig } from "../rig/rig.ts";

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
});

function plantFile(rig: Rig, text: string): void {
  mkdirSync(dirname(rig.store));
  writeFileSync(rig.store, text);
}

function overwrite(file: string, at: number, text: string): void {
  const opened = openSync(file, "r+");
  writeSync(opened, Buffer.from(text, "latin1"), 0, text.length, at);
  closeSync(opened);
}
