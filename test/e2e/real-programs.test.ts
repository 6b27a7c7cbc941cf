import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

/** A tree with what trips backups: many files, a deep one, a link, odd names, bytes that are no text. */
function plantTree(rig: Rig): string {
  const tree = rig.path("work", "tree");
  mkdirSync(`${tree}/deep/er/still`, { recursive: true });
  for (let number = 0; number < 50; number += 1) {
    writeFileSync(`${tree}/file-${number}.txt`, `line of ${number}\n`.repeat(number));
  }
  writeFileSync(`${tree}/deep/er/still/ä name with\ttab`, Buffer.from([0, 255, 254, 10, 13]));
  return tree;
}

describe("restic", () => {
  const env = { RESTIC_PASSWORD: "correct-horse-battery" };

  test("a backup, its restore and a wrong password leave three runs, and the tree comes back", async () => {
    using rig = new Rig();
    const tree = plantTree(rig);
    const repository = rig.path("repository");
    expect((await rig.run("restic", ["-r", repository, "init"], { env })).code).toBe(0);

    const restic = ["restic", "-r", repository, "--no-cache"];
    const backup = await rig.luota(["run", "nightly", "--", ...restic, "backup", tree], { env });
    expect(backup).toMatchObject({ code: 0, signal: null });
    const restore = await rig.luota(
      ["run", "restore", "--", ...restic, "restore", "latest", "--target", rig.path("back")],
      { env },
    );
    expect(restore.code).toBe(0);
    expect((await rig.run("diff", ["-r", tree, rig.path("back", tree)])).code).toBe(0);

    const run = await rig.lastRun("nightly");
    expect(run).toMatchObject({
      outcome: "succeeded",
      exitCode: 0,
      command: [...restic, "backup", tree],
      cwd: rig.work,
    });
    expect(run.output?.stdout.head).toContain("snapshot ");
    expect(run.output?.stdout).toMatchObject({
      bytes: Buffer.byteLength(backup.stdout),
      truncated: false,
    });
    expect((await rig.lastRun("restore")).outcome).toBe("succeeded");

    const wrong = { env: { RESTIC_PASSWORD: "wrong-horse-battery" } };
    const refused = await rig.luota(["run", "list", "--", ...restic, "snapshots"], wrong);
    const bare = await rig.run("restic", [...restic.slice(1), "snapshots"], wrong);
    expect(refused).toEqual(bare);
    const list = await rig.lastRun("list");
    expect(list).toMatchObject({ outcome: "failed", exitCode: bare.code });
    expect(list.output?.stderr.head).toContain("wrong password");
  });
});

describe("a pipeline", () => {
  test.each([
    ["--shell", (line: string) => ["--shell", line], (line: string) => ["/bin/sh", "-c", line]],
    ["sh -c", (line: string) => ["--", "sh", "-c", line], (line: string) => ["sh", "-c", line]],
  ])("tar | gzip with %s writes a whole archive", async (_, words, command) => {
    using rig = new Rig();
    const tree = plantTree(rig);
    const line = `tar -C ${tree} -cf - . | gzip > all.tgz && echo packed`;
    const ended = await rig.luota(["run", "pack", ...words(line)]);
    expect(ended).toEqual({ stdout: "packed\n", stderr: "", code: 0, signal: null });
    const back = rig.path("back");
    mkdirSync(back);
    expect((await rig.bash(`tar -xzf all.tgz -C ${back} && diff -r ${tree} ${back}`)).code).toBe(0);
    expect(await rig.lastRun("pack")).toMatchObject({
      outcome: "succeeded",
      command: command(line),
      output: { stdout: { bytes: 7, head: "packed\n" }, stderr: { bytes: 0 } },
    });
  });

  test("an archive on stdout arrives byte for byte, and is counted, not kept", async () => {
    using rig = new Rig();
    const tree = plantTree(rig);
    const line = `cd ${tree} && tar --sort=name -cf - . | gzip -n`;
    const piped = await rig.bash(
      `"$LUOTA" run pack --shell '${line}' | sha256sum; ${line} | sha256sum`,
    );
    const [wrapped, bare] = piped.stdout.split("\n");
    expect(wrapped).toBe(bare);
    const run = await rig.lastRun("pack");
    expect(run.output?.stdout).toMatchObject({ head: null, tail: null, reason: "binary" });
    expect(run.output?.stdout.bytes).toBeGreaterThan(500);
  });
});

describe("sqlite3 .dump", () => {
  async function plantDatabase(rig: Rig): Promise<string> {
    const file = rig.path("work", "shop.db");
    const rows = "with n(i) as (select 1 union all select i+1 from n where i<200)";
    const made = await rig.run("sqlite3", [
      file,
      `create table orders(id, note); insert into orders ${rows} select i, 'note ' || i from n`,
    ]);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    return file;
  }

  test("to a file it is data: whole, counted, not kept", async () => {
    using rig = new Rig();
    const file = await plantDatabase(rig);
    const ended = await rig.bash(`"$LUOTA" run dump -- sqlite3 ${file} .dump > dump.sql`);
    expect(ended).toEqual({ stdout: "", stderr: "", code: 0, signal: null });
    const bare = await rig.run("sqlite3", [file, ".dump"]);
    expect(readFileSync(rig.path("work", "dump.sql"), "utf8")).toBe(bare.stdout);
    expect((await rig.lastRun("dump")).output?.stdout).toEqual({
      bytes: statSync(rig.path("work", "dump.sql")).size,
      head: null,
      tail: null,
      truncated: false,
      reason: "file",
    });
  });

  test("to a pipe it is kept", async () => {
    using rig = new Rig();
    const file = await plantDatabase(rig);
    const ended = await rig.luota(["run", "dump", "--", "sqlite3", file, ".dump"]);
    const { stdout } = (await rig.lastRun("dump")).output ?? {};
    expect(`${stdout?.head ?? ""}${stdout?.tail ?? ""}`).toBe(ended.stdout);
    expect(stdout).toMatchObject({ truncated: false, reason: null });
  });

  test("appended to a log with its errors it is a log: kept, in the order of its lines", async () => {
    using rig = new Rig();
    const line = "echo one; echo two >&2; echo three";
    await rig.bash(`echo before > log; "$LUOTA" run job --shell '${line}' >> log 2>&1`);
    expect(readFileSync(rig.path("work", "log"), "utf8")).toBe("before\none\ntwo\nthree\n");
    expect((await rig.lastRun("job")).output).toMatchObject({
      merged: true,
      stdout: { bytes: 14, head: "one\ntwo\nthree\n", reason: null },
    });
  });
});
