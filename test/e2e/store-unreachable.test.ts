import { chmodSync, existsSync, rmSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { asNobody, canUnshare, isRoot, nobodyUid } from "../rig/root-only.ts";
import { Rig } from "../rig/rig.ts";
import { spooledFor } from "../rig/spooled.ts";

const line = '"$LUOTA" run job --summary "with $DB_PASSWORD" --shell "echo out; exit 3"';
const env = { DB_PASSWORD: "hunter2-correct-horse" };

describe("where the store can't be written, the job runs and its record goes elsewhere", () => {
  test.skipIf(!canUnshare)("a full disk: into memory, and back when there is room", async () => {
    using rig = new Rig();
    const state = rig.path("state");
    const script = `
      mkdir -p ${state} && mount -t tmpfs -o size=1m none ${state} || exit 99
      "$LUOTA" run earlier -- true
      dd if=/dev/zero of=${state}/filler bs=4k 2>/dev/null
      ${line}; echo "code $?"
      "$LUOTA" runs --json | grep -c '"monitor"'
      rm ${state}/filler
      "$LUOTA" runs job --json`;
    const ended = await rig.run("unshare", ["--mount", "bash", "-c", script], { env });
    const [out, code, before, ...json] = ended.stdout.split("\n");
    expect([out, code, before]).toEqual(["out", "code 3", "1"]);
    expect(ended.stderr).toMatch(
      /^luota: the store ".*" can't be written: its disk \(or quota\) is full; free some space there; the record waits in "\/(run|dev\/shm)\/.*" for the next luota\n/u,
    );
    const runs: unknown = JSON.parse(json.join("\n"));
    expect(runs).toMatchObject([{ outcome: "failed", exitCode: 3, summary: "with [redacted]" }]);
    expect(rig.spooled()).toEqual([]);
  });

  test.skipIf(!isRoot)(
    "another user's folder: what that user left is taken in by root",
    async () => {
      using rig = new Rig();
      cleanUpAfterNobody(rig.store);
      chmodSync(rig.home, 0o755);
      await rig.luota(["run", "earlier", "--", "true"]);
      const [program, ...words] = asNobody;
      const ended = await rig.run(program, [...words, "sh", "-c", line], { env });
      expect(ended).toMatchObject({ stdout: "out\n", code: 3 });
      expect(ended.stderr).toMatch(
        /^luota: the store ".*" may not be opened by this user: .*; the record waits in ".*" for the next luota\n$/u,
      );
      expect(spooledFor(rig.store, nobodyUid).length).toBeGreaterThan(0);
      expect(await rig.runs("job")).toMatchObject([
        { outcome: "failed", exitCode: 3, user: "nobody", reporterUid: nobodyUid },
      ]);
      expect(spooledFor(rig.store, nobodyUid)).toEqual([]);
    },
  );

  test.skipIf(!isRoot || existsSync("/var/lib/luota"))("a home that can't be written", async () => {
    using rig = new Rig();
    chmodSync(rig.home, 0o755);
    const home = rig.path("work");
    const store = rig.path("work", ".local", "state", "luota", "luota.db");
    cleanUpAfterNobody(store);
    const [program, ...words] = asNobody;
    const ended = await rig.run(program, [...words, "env", "-u", "LUOTA_STORE", "sh", "-c", line], {
      env: { ...env, HOME: home },
    });
    expect(ended).toMatchObject({ stdout: "out\n", code: 3 });
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(spooledFor(store, nobodyUid).length).toBeGreaterThan(0);
  });

  test.skipIf(!canUnshare)("nowhere at all: the record is one line of JSON on stderr", async () => {
    using rig = new Rig();
    const readOnly = ["/dev/shm", "/run"].map((folder) => `mount -t tmpfs -o ro none ${folder}`);
    const script = `${readOnly.join(" && ")} && exec ${asNobody.join(" ")} sh -c '${line}'`;
    const ended = await rig.run("unshare", ["--mount", "bash", "-c", script], {
      env: { ...env, LUOTA_STORE: "/nonexistent/luota.db" },
      cwd: "/",
    });
    expect(ended).toMatchObject({ stdout: "out\n", code: 3 });
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(ended.stderr).toMatch(/no spool could be written either, so this is the record: \{/u);
    expect(ended.stderr).not.toContain(env.DB_PASSWORD);
    expect(JSON.parse(ended.stderr.slice(ended.stderr.indexOf("{")))).toMatchObject({
      v: 1,
      store: "/nonexistent/luota.db",
      report: {
        kind: "run-ended",
        start: { monitor: "job" },
        end: { ending: { kind: "exited", exitCode: 3 }, summary: "with [redacted]" },
      },
    });
  });

  test("a device: refused like any other place", async () => {
    using rig = new Rig();
    const ended = await rig.luota(["run", "job", "--store", "/dev/full/x", "--", "echo", "ran"]);
    expect(ended).toMatchObject({ stdout: "ran\n", code: 0 });
    expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
    for (const file of spooledFor("/dev/full/x")) rmSync(file);
  });
});

function cleanUpAfterNobody(store: string): void {
  onTestFinished(() => {
    for (const file of spooledFor(store, nobodyUid)) rmSync(file);
  });
}
