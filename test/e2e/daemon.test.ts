import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { configOf, Daemon, ended, monitor, often, runsOf, writeConfig } from "../rig/watcher.ts";

describe("the daemon", () => {
  const job = monitor("job", ...often, 'command: "true"', "isolate: never");

  test("is one for each store: a second one says who holds it", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(job));
    const first = new Daemon(rig);
    await first.heard("config-applied");
    const second = await rig.luota(["daemon", "--config", rig.path("luota.yaml")]);
    expect(second.code).toBe(75);
    expect(second.stderr).toContain(`another daemon watches this store: process ${first.pid} of `);
    expect(await first.stop()).toBe(0);
    const third = new Daemon(rig);
    await third.heard("watching");
    expect(await third.stop()).toBe(0);
  });

  test("takes a new config on HUP, and by itself once its file rests; a bad one changes nothing", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(job));
    const daemon = new Daemon(rig);
    await daemon.heard("config-applied");
    const other = monitor("other", ...often, 'command: "true"', "isolate: never");
    writeConfig(rig, configOf(job, other));
    daemon.child.kill("SIGHUP");
    await daemon.heard("config-applied", (line) => line["number"] === 2);
    await ended(rig, "other");

    writeConfig(rig, `${configOf(job)}wrong: 1\nmonitors2: {}\n`);
    daemon.child.kill("SIGHUP");
    const refused = await daemon.heard("config-refused");
    const problems = daemon.lines.filter((line) => line.event === "config-problem");
    expect(problems).toHaveLength(Number(refused["problems"]));
    expect(problems.map((line) => line.message).join("\n")).toMatch(
      /luota\.yaml:\d+:\d+: .*wrong/u,
    );
    await ended(rig, "other", (await runsOf(rig, "other")).length + 1);
    // It is not told again and again.
    expect(daemon.lines.filter((line) => line.event === "config-refused")).toHaveLength(1);

    const third = monitor("third", ...often, 'command: "true"', "isolate: never");
    writeConfig(rig, configOf(job, third));
    await daemon.heard("config-applied", (line) => line["number"] === 3);
    await ended(rig, "third");
    expect(await daemon.stop()).toBe(0);
  }, 60_000);

  test("on TERM starts nothing more and waits for its own jobs", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("job", ...often, "command: sleep 2", "isolate: never")));
    const daemon = new Daemon(rig);
    await daemon.heard("started");
    expect(await daemon.stop()).toBe(0);
    const events = daemon.lines.map((line) => line.event);
    expect(events.slice(events.indexOf("stopping"))).not.toContain("started");
    expect((await runsOf(rig, "job")).map((run) => run.outcome)).not.toContain("running");
    expect(await rig.lastRun("job")).toMatchObject({ outcome: "succeeded" });
  });

  test("ends jobs that take longer than it may wait, so that their end is known", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("job", ...often, "command: sleep 300", "isolate: never")));
    const daemon = new Daemon(rig, ["--drain", "300ms"]);
    await daemon.heard("started");
    expect(await daemon.stop()).toBe(0);
    const runs = await runsOf(rig, "job");
    expect(runs.at(-1)).toMatchObject({ outcome: "killed", signal: "SIGTERM" });
  });

  test("asked twice ends at once", async () => {
    using rig = new Rig();
    const stubborn = 'trap "" TERM; sleep 30';
    const keys = [`command: '${stubborn}'`, "isolate: never"];
    writeConfig(rig, configOf(monitor("job", ...often, ...keys)));
    const daemon = new Daemon(rig);
    await daemon.heard("started");
    const { pid } = await rig.lastRun("job");
    if (pid !== null) rig.mind(pid);
    daemon.child.kill("SIGTERM");
    await daemon.heard("stopping");
    const asked = performance.now();
    expect(await daemon.stop("SIGINT")).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  test("notices what others record within a second", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(monitor("wrapped", "every: 1h")));
    const daemon = new Daemon(rig);
    await daemon.heard("config-applied");
    await rig.luota(["run", "wrapped", "--", "false"]);
    const line = await daemon.heard("incident");
    const [run] = await runsOf(rig, "wrapped");
    const noticed = Date.parse(line.at) - Date.parse(run?.endedAt ?? "");
    expect(line).toMatchObject({ monitor: "wrapped", state: "opened" });
    // Twice what is promised: this machine may be busy with other tests.
    expect(noticed).toBeLessThan(2_000);
    await daemon.stop();
  });

  test("goes on when nobody reads its log any more", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(job));
    const daemon = new Daemon(rig);
    await daemon.heard("started");
    daemon.child.stderr?.destroy();
    await ended(rig, "job", (await runsOf(rig, "job")).length + 2);
    expect(await daemon.stop()).toBe(0);
  });

  test("tells systemd of its states, and gives signs of life", async () => {
    using rig = new Rig();
    writeConfig(rig, configOf(job));
    const listen = rig.path("listen.py");
    const said = rig.path("said");
    const line = "import socket, sys\ns = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n";
    const loop =
      "s.bind(sys.argv[1])\nwhile True:\n  t = s.recv(4096)\n  open(sys.argv[2], 'ab').write(t + b'\\n')\n";
    writeFileSync(listen, line + loop);
    writeFileSync(said, "");
    const socket = rig.path("notify");
    rig.start("python3", [listen, socket, said]);
    await until("the socket", () => rig.run("test", ["-S", socket]).then(({ code }) => code === 0));
    const env = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: "600000" };
    const daemon = new Daemon(rig, [], env);
    const heard = async (word: string) =>
      await until(`systemd hears ${word}`, () => readFileSync(said, "utf8").includes(word));
    await heard("READY=1");
    await heard("WATCHDOG=1");
    daemon.child.kill("SIGHUP");
    await heard("RELOADING=1\nMONOTONIC_USEC=");
    await daemon.stop();
    await heard("STOPPING=1");
  });
});
