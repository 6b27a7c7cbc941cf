import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runLine, runReported, type Wrapper } from "./wrapper.ts";

let wrapper: Wrapper;
beforeAll(() => {
  wrapper = installWrapper();
});
afterAll(() => {
  wrapper.remove();
});

describe("output that is slow to be read, or comes late", () => {
  test.each([
    ["a timeout", { timeoutMs: 500, drainMs: 100 }, ":", 124],
    ["TERM", { drainMs: 100 }, "{ sleep 0.5; kill -TERM $job; }", 143],
  ])("%s ends a job whose reader stalls", async (_name, options, killer, code) => {
    const fifo = `${wrapper.folder}/stalled-${code}`;
    const { seen, end } = await runReported(
      wrapper,
      `mkfifo ${fifo}; sleep 15 <${fifo} & reader=$!; $W yes >${fifo} & job=$!; ${killer}; wait $job; echo $?; kill $reader`,
      options,
    );
    expect(seen.stdout.toString()).toBe(`${code}\n`);
    expect(end.durationMs).toBeLessThan(10_000);
  });

  test("what a stalled reader has not taken yet still comes", async () => {
    const seen = await runLine(
      `${wrapper.luota} run x --drainMs 100 -- sh -c 'seq 40000 >&2; seq 40000' 2>/dev/null | { sleep 1.5; md5sum; }; seq 40000 | md5sum`,
    );
    const [through, plain] = seen.stdout.toString().split("\n");
    expect(through).toBe(plain);
  });

  test("what a slow reader took in part is not sent twice", async () => {
    // The reader takes 10 kB of what is stuck, then waits past the drain time before it takes the rest.
    const seen = await runLine(
      `${wrapper.luota} run x --drainMs 1500 -- sh -c 'seq 25000; seq 3 >&2' 2>/dev/null | { sleep 0.5; head -c 10000 | md5sum; sleep 2.5; md5sum; }; seq 25000 | { head -c 10000 | md5sum; md5sum; }`,
    );
    const [first, rest, plainFirst, plainRest] = seen.stdout.toString().split("\n");
    expect([first, rest]).toEqual([plainFirst, plainRest]);
  });

  test.each([20, 65_000, 80_000])(
    "behind a socket whose reader stalls, %d lines and a late one come in order and whole",
    async (count) => {
      const job = `seq ${count}; (sleep 0.5; echo late; echo later) &`;
      // The shell outlives luota: Node reads what is left as soon as its own child has ended.
      const line = `${wrapper.luota} run x --drainMs 100 -- sh -c '${job}'; sleep 2`;
      const child = spawn("/bin/sh", ["-c", line], { stdio: ["ignore", "pipe", "inherit"] });
      const chunks: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
      child.stdout.pause();
      // A job that can not end while nobody reads would wait for ever.
      const stall = setTimeout(() => child.stdout.resume(), 4_000);
      await new Promise((resolve) => child.stdout.on("close", resolve));
      clearTimeout(stall);
      const plain = Array.from({ length: count }, (_, index) => `${index + 1}\n`).join("");
      expect(Buffer.concat(chunks).toString() === `${plain}late\nlater\n`).toBe(true);
    },
  );

  test.each([
    ["for the drain time by luota", 5_000],
    ["after it by a process of its own", 50],
  ])("processes left behind keep their output: %s", async (_name, drainMs) => {
    const { seen, end } = await runReported(
      wrapper,
      "$W sh -c '(sleep 0.5; echo late; sleep 0.2; echo later; echo err >&2) & echo now'",
      { drainMs },
    );
    expect(seen.stdout.toString()).toBe("now\nlate\nlater\n");
    expect(seen.stderr.toString()).toBe("err\n");
    expect(end.ending).toEqual({ kind: "exited", exitCode: 0 });
    expect(end.durationMs).toBeLessThan(500);
    expect(end.output.stdout.bytes).toBe(drainMs === 50 ? 4 : 15);
  });

  test("a process left behind does not hold up luota", async () => {
    const seen = await runLine(
      `exec 3>&1; ${wrapper.luota} run x --drainMs 50 -- sh -c 'sleep 1 & echo now' | cat >/dev/null & wait $!; ${wrapper.luota} run x --drainMs 50 -- sh -c '(sleep 1; echo late) & echo now' >>${wrapper.folder}/log; cat ${wrapper.folder}/log; sleep 1.5; cat ${wrapper.folder}/log`,
    );
    expect(seen.stdout.toString()).toBe("now\nnow\nlate\n");
  });
});
