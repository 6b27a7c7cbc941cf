import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RunJson } from "../rig/json.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { configOf, Daemon, ended, monitor, runsOf, writeConfig } from "../rig/watcher.ts";

/** Lets the hour of a job be now: its slots begin a second after its config is in force. */
async function startNow(rig: Rig, ...keys: readonly string[]): Promise<Daemon> {
  writeConfig(rig, configOf(monitor("job", "every: 2s", "grace: 60s", "jitter: 0s", ...keys)));
  const daemon = new Daemon(rig);
  await until("a running job", async () => {
    const [run] = await runsOf(rig, "job");
    return run?.pid !== null && run?.outcome === "running" ? run : null;
  });
  return daemon;
}

function isAlive(run: RunJson | undefined): boolean {
  try {
    process.kill(run?.pid ?? -1, 0);
    return !/\) Z /u.test(readFileSync(`/proc/${run?.pid ?? 0}/stat`, "latin1"));
  } catch {
    return false;
  }
}

async function first(rig: Rig): Promise<RunJson | undefined> {
  return (await runsOf(rig, "job")).at(-1);
}

describe("when the daemon is killed", () => {
  test("an isolated job goes on, and the next daemon hears of its end", async () => {
    using rig = new Rig();
    const wait = `while [ -e "$HOME/wait" ]; do sleep 0.1; done; echo done`;
    await rig.bash("touch ~/wait");
    const daemon = await startNow(rig, `command: '${wait}'`, "isolate: always");
    const run = await first(rig);
    rig.mind(run?.pid ?? -1);
    expect(await daemon.stop("SIGKILL")).toBe("SIGKILL");
    expect(isAlive(run)).toBe(true);
    expect((await first(rig))?.outcome).toBe("running");
    const next = new Daemon(rig);
    // Overlap counts the run that goes on.
    const skipped = await until("a skipped slot", async () =>
      (await runsOf(rig, "job")).find((each) => each.outcome === "skipped"),
    );
    expect(skipped.slot).not.toBe(run?.slot);
    await rig.bash("rm ~/wait");
    const done = await until("its end", async () => {
      const seen = await first(rig);
      return seen?.endedAt === null ? null : seen;
    });
    expect(done).toMatchObject({ id: run?.id, outcome: "succeeded", exitCode: 0, lost: null });
    await next.heard("started", (line) => line["slot"] !== run?.slot);
    expect(await next.stop()).toBe(0);
  });

  test("a job that shares its fate is lost, and while it lives no other one starts", async () => {
    using rig = new Rig();
    const daemon = await startNow(rig, "command: sleep 300 >/dev/null 2>&1", "isolate: never");
    const run = await first(rig);
    rig.mind(run?.pid ?? -1);
    await daemon.stop("SIGKILL");
    expect(isAlive(run)).toBe(true);
    const next = new Daemon(rig, ["--drain", "300ms"]);
    await next.heard("run-lost", (line) => line["run"] === run?.id);
    expect(await first(rig)).toMatchObject({ outcome: "lost", lost: { jobAlive: true } });
    await until("a skipped slot", async () =>
      (await runsOf(rig, "job")).some((each) => each.outcome === "skipped"),
    );
    process.kill(-(run?.pid ?? 0), "SIGKILL");
    await next.heard("started", (line) => line["run"] !== run?.id);
    await next.stop();
  });

  test("on TERM it leaves isolated jobs alone", async () => {
    using rig = new Rig();
    const daemon = await startNow(rig, "command: sleep 3; echo done", "isolate: always");
    const run = await first(rig);
    expect(await daemon.stop()).toBe(0);
    expect(isAlive(run)).toBe(true);
    const done = await until("its end", async () =>
      (await runsOf(rig, "job")).find((each) => each.id === run?.id && each.endedAt !== null),
    );
    expect(done.outcome).toBe("succeeded");
  });
});

describe("slots that fell into a downtime", () => {
  const keys = ["every: 1s", "grace: 60s", 'command: "true"'];
  const missing = async (rig: Rig, until_: string) => {
    const slots = (await runsOf(rig, "job")).map((run) => Date.parse(run.slot ?? "")).sort();
    const [from = 0] = slots;
    const to = Date.parse(until_);
    const all = Array.from({ length: (to - from) / 1_000 + 1 }, (_, index) => from + index * 1_000);
    expect(new Set(slots).size).toBe(slots.length);
    return all.filter((slot) => slot <= to && !slots.includes(slot)).length;
  };

  /** Runs a daemon, has it down for three seconds, and runs it again until it caught up. */
  async function interrupted(rig: Rig, catchUp: string): Promise<number> {
    const jobs = monitor("job", ...keys, `catchUp: ${catchUp}`, "isolate: never", "jitter: 0s");
    writeConfig(rig, configOf(jobs));
    const daemon = new Daemon(rig);
    await ended(rig, "job", 2);
    await daemon.stop("SIGKILL");
    const downAt = Date.now();
    await until("three seconds of downtime", () => Date.now() > downAt + 3_000);
    const next = new Daemon(rig);
    const up = await next.heard("watching");
    await ended(rig, "job", (await runsOf(rig, "job")).length + 7);
    await next.stop();
    return await missing(
      rig,
      new Date(Math.floor(Date.parse(up.at) / 1_000) * 1_000).toISOString(),
    );
  }

  test("all of them are run where that is asked for, each once", async () => {
    using rig = new Rig();
    expect(await interrupted(rig, "all")).toBe(0);
  });

  test("only the latest is run where once is asked for", async () => {
    using rig = new Rig();
    expect(await interrupted(rig, "once")).toBeGreaterThanOrEqual(2);
  });
});
