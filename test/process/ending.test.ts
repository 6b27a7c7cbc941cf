import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { installWrapper, runLine, runReported, type Wrapper } from "./wrapper.ts";

let wrapper: Wrapper;
beforeAll(() => {
  wrapper = installWrapper();
});
afterAll(() => {
  wrapper.remove();
});

describe("how a job ended", () => {
  const rows: readonly (readonly [string, string, Record<string, unknown>, object, number])[] = [
    ["an exit code", "$W sh -c 'exit 7'", {}, { kind: "exited", exitCode: 7 }, 7],
    [
      "127 from the command itself",
      "$W sh -c 'exit 127'",
      {},
      { kind: "exited", exitCode: 127 },
      127,
    ],
    [
      "not found",
      "$W luota-no-such-command",
      {},
      { kind: "unstartable", exitCode: 127, reason: "not found" },
      127,
    ],
    [
      "not executable",
      "f=$(mktemp); $W $f; code=$?; rm $f; exit $code",
      {},
      { kind: "unstartable", exitCode: 126, reason: "permission denied" },
      126,
    ],
    [
      "a directory",
      "$W /usr",
      {},
      { kind: "unstartable", exitCode: 126, reason: "is a directory" },
      126,
    ],
    [
      "an unshared signal",
      "$W sh -c 'kill -KILL $$'; exit $?",
      {},
      { kind: "signaled", signal: "SIGKILL" },
      137,
    ],
    [
      "a timeout",
      "$W sleep 20; exit $?",
      { timeoutMs: 200 },
      { kind: "timed-out", signal: "SIGTERM", exitCode: null },
      124,
    ],
    [
      "a timeout that the job meets with an exit of its own",
      "$W bash -c 'trap \"exit 0\" TERM; sleep 20 & wait'; exit $?",
      { timeoutMs: 500, drainMs: 0 },
      { kind: "timed-out", signal: null, exitCode: 0 },
      124,
    ],
    [
      "a job that ignores TERM",
      "$W sh -c 'trap \"\" TERM; echo on; sleep 20; sleep 20'; exit $?",
      { timeoutMs: 300, killAfterMs: 200 },
      { kind: "timed-out", signal: "SIGKILL", exitCode: null },
      124,
    ],
    [
      "a stopped job meets its timeout",
      "$W sh -c 'kill -STOP $$; sleep 20'; exit $?",
      { timeoutMs: 300, killAfterMs: 5_000 },
      { kind: "timed-out", signal: "SIGTERM", exitCode: null },
      124,
    ],
    [
      "a line for the shell",
      "$W; exit $?",
      { command: { kind: "shell", line: "echo a | grep -c a; exit 3" } },
      { kind: "exited", exitCode: 3 },
      3,
    ],
  ];

  test.concurrent.each(rows)("%s", async (_sentence, line, options, ending, code) => {
    const { seen, end } = await runReported(wrapper, line, options);
    expect({ ending: end.ending, code: seen.code }).toEqual({ ending, code });
  });

  test("a command that can't be started is told in one line", async () => {
    const seen = await runLine(`${wrapper.luota} run x -- luota-no-such-command`);
    expect(seen.stderr.toString()).toBe("luota: luota-no-such-command: not found\n");
  });

  test.each(["INT", "TERM", "HUP", "PIPE"])("luota dies of %s like its job", async (name) => {
    const seen = await runLine(`exec ${wrapper.luota} run x -- sh -c 'kill -${name} $$'`);
    expect(seen.signal).toBe(`SIG${name}`);
  });

  test.each(["TERM", "INT", "HUP", "QUIT", "USR1", "USR2"] as const)(
    "%s without a terminal reaches the whole group",
    async (name) => {
      const job = `ulimit -c 0; trap "wait; echo outer; exit 9" ${name}; (trap "echo inner; exit" ${name}; echo ready; while :; do sleep 0.05; done) 2>/dev/null & wait`;
      const child = spawn(wrapper.luota, ["run", "x", "--", "bash", "-c", job], {
        stdio: ["ignore", "pipe", "inherit"],
        detached: true,
      });
      onTestFinished(() => {
        child.kill("SIGTERM");
      });
      let shown = "";
      child.stdout.on("data", (chunk: Buffer) => {
        shown += chunk.toString();
        if (shown === "ready\n") child.kill(`SIG${name}`);
      });
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect([shown.split("\n").sort(), code]).toEqual([["", "inner", "outer", "ready"], 9]);
    },
  );

  test("TERM for luota, ignored by the job, becomes KILL after the grace period", async () => {
    const { seen, end } = await runReported(
      wrapper,
      `$W sh -c 'trap "" TERM; kill -TERM $PPID; sleep 20; sleep 20'; exit $?`,
      { killAfterMs: 200 },
    );
    expect(end.ending).toEqual({ kind: "signaled", signal: "SIGKILL" });
    expect(seen.code).toBe(137);
  });

  test("time, CPU and memory are measured", async () => {
    const { end } = await runReported(
      wrapper,
      "$W bash -c 'i=0; while ((i < 300000)); do ((i++)); done; sleep 0.1'",
    );
    expect(end.durationMs).toBeGreaterThan(100);
    expect(end.cpuMs?.user).toBeGreaterThanOrEqual(10);
    expect(end.peakMemory).toBeGreaterThan(1_000_000);
  });

  test("a job too short for a look at its memory has none, rather than a guess", async () => {
    const { end } = await runReported(wrapper, "$W true");
    expect(end.peakMemory).toBeNull();
  });
});
