import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { bin, Rig } from "../rig/rig.ts";
import { isRoot } from "../rig/root-only.ts";
import { until } from "../rig/until.ts";

const table = "/etc/cron.d";
const canRunCron = isRoot && existsSync("/usr/sbin/cron") && existsSync(table) && !cronRuns();

describe("under cron", () => {
  test.skipIf(!canRunCron)(
    "the daemon itself: one run a minute, recorded like any other",
    async () => {
      using rig = new Rig();
      const name = `luota-test-${process.pid}`;
      const file = `${table}/${name}`;
      const command =
        `${bin} run cron-job -- sh -c 'echo "$PATH"; tty; echo oops >\\&2; exit 3'`.replace(
          "\\&",
          "&",
        );
      writeFileSync(
        file,
        `SHELL=/bin/sh\nLUOTA_STORE=${rig.store}\nMAILTO=""\n* * * * * root ${command}\n`,
      );
      onTestFinished(() => {
        rmSync(file, { force: true });
      });
      const cron = rig.start("/usr/sbin/cron", ["-f"], { env: { PATH: "/usr/bin:/bin" } });
      await until("cron has started it", () => existsSync(rig.store), 130_000);
      const run = await until(
        "it has ended",
        async () => (await rig.runs("--outcome", "failed"))[0],
      );
      rmSync(file);
      cron.kill("SIGTERM");

      expect(run).toMatchObject({
        monitor: "cron-job",
        outcome: "failed",
        exitCode: 3,
        user: "root",
        cwd: "/root",
        parentRun: null,
        output: {
          merged: true,
          stdout: { head: "/usr/bin:/bin\nnot a tty\noops\n", truncated: false },
        },
      });
      expect(Date.parse(run.startedAt) % 60_000).toBeLessThan(20_000);
    },
    150_000,
  );

  test("as cron does it: a bare environment, no terminal, one pipe for both streams", async () => {
    using rig = new Rig();
    const line = `${bin} run cron-job -- sh -c 'echo "$PATH"; tty; echo oops >&2; exit 3'`;
    const mail = rig.path("mail");
    const out = openSync(mail, "w");
    const environment = {
      HOME: rig.home,
      LOGNAME: "someone",
      SHELL: "/bin/sh",
      PATH: "/usr/bin:/bin",
      LUOTA_STORE: rig.store,
    };
    const piped = `{ ${line}; echo "code $?"; } 2>&1 | cat`;
    const child = spawn("setsid", ["--wait", "/bin/sh", "-c", piped], {
      env: environment,
      cwd: rig.home,
      stdio: ["ignore", out, out],
    });
    await until("it ends", () => child.exitCode !== null);
    closeSync(out);
    expect(readFileSync(mail, "utf8")).toBe("/usr/bin:/bin\nnot a tty\noops\ncode 3\n");
    expect(await rig.lastRun("cron-job")).toMatchObject({
      outcome: "failed",
      exitCode: 3,
      cwd: rig.home,
      output: { merged: true, stdout: { head: "/usr/bin:/bin\nnot a tty\noops\n" } },
    });
  });

  test("the line of the README's crontab finds its Node through a link, with nothing in the environment", () => {
    using rig = new Rig();
    const linked = spawnSync("ln", ["-s", bin, rig.path("luota")]);
    expect(linked.status).toBe(0);
    const words = ["-i", "PATH=/usr/bin:/bin", `HOME=${rig.home}`, `LUOTA_STORE=${rig.store}`];
    const ended = spawnSync("env", [...words, rig.path("luota"), "run", "job", "--", "env"], {
      cwd: "/",
      encoding: "utf8",
    });
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    const names = ended.stdout
      .trimEnd()
      .split("\n")
      .map((each) => each.split("=")[0] ?? "");
    expect(names.sort()).toEqual([
      "HOME",
      "LUOTA_MONITOR",
      "LUOTA_ROOT_RUN",
      "LUOTA_RUN_ID",
      "LUOTA_STORE",
      "PATH",
    ]);
  });
});

/** Whether a cron runs here already: a second one is refused, and that one is not ours to use. */
function cronRuns(): boolean {
  return readdirSync("/proc").some(
    (pid) => /^\d+$/u.test(pid) && existsSync(`/proc/${pid}/comm`) && nameOf(pid) === "cron",
  );
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
