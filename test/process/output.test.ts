import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runLine, runReported, type Wrapper } from "./wrapper.ts";

let wrapper: Wrapper;
beforeAll(() => {
  wrapper = installWrapper();
});
afterAll(() => {
  wrapper.remove();
});

const counted = (bytes: number | null, reason: string): object => ({
  kind: "counted",
  bytes,
  reason,
});
const text = (head: string, tail = ""): object => ({
  kind: "bytes",
  bytes: head.length + tail.length,
  head,
  tail,
});

describe("what is kept of the output", () => {
  const rows: readonly (readonly [string, string, Record<string, unknown>, object])[] = [
    [
      "both streams, each by itself",
      "$W sh -c 'echo out; echo err >&2'",
      {},
      { stdout: text("out\n"), stderr: text("err\n"), merged: false },
    ],
    [
      "both in one place",
      "$W sh -c 'echo out; echo err >&2; echo more' 2>&1",
      {},
      { stdout: text("out\nerr\nmore\n"), stderr: text(""), merged: true },
    ],
    [
      "a log that is appended to",
      "f=$(mktemp); $W sh -c 'echo out; echo err >&2' >>$f 2>&1; rm $f",
      {},
      { stdout: text("out\nerr\n"), stderr: text(""), merged: true },
    ],
    [
      "output that goes nowhere",
      "$W sh -c 'echo out; echo err >&2' >/dev/null 2>&1",
      {},
      { stdout: text("out\nerr\n"), stderr: text(""), merged: true },
    ],
    [
      "data in a file of its own",
      "f=$(mktemp); { echo before; $W sh -c 'echo data; echo err >&2'; } >$f; rm $f",
      {},
      { stdout: counted(5, "file"), stderr: text("err\n"), merged: false },
    ],
    [
      "binary output",
      "$W printf 'a\\0b'",
      {},
      { stdout: counted(3, "binary"), stderr: text(""), merged: false },
    ],
    [
      "binary output after a text that fills the head",
      "$W printf '0123456789abc\\0d'",
      { keep: { headBytes: 8, tailBytes: 8, marginBytes: 0 } },
      { stdout: counted(15, "binary"), stderr: text(""), merged: false },
    ],
    [
      "only stderr on demand",
      "$W sh -c 'echo out; echo err >&2'",
      { capture: "stderr" },
      { stdout: counted(null, "not-captured"), stderr: text("err\n"), merged: false },
    ],
    [
      "nothing on demand",
      "$W sh -c 'echo out; echo err >&2'",
      { capture: "none" },
      {
        stdout: counted(null, "not-captured"),
        stderr: counted(null, "not-captured"),
        merged: false,
      },
    ],
    [
      "head and tail with their margins",
      "$W printf 0123456789abcdef",
      { keep: { headBytes: 4, tailBytes: 3, marginBytes: 1 } },
      {
        stdout: { kind: "bytes", bytes: 16, head: "01234", tail: "cdef" },
        stderr: text(""),
        merged: false,
      },
    ],
    [
      "all of a stream that just fits",
      "$W printf 012345678",
      { keep: { headBytes: 4, tailBytes: 3, marginBytes: 1 } },
      { stdout: text("01234", "5678"), stderr: text(""), merged: false },
    ],
    [
      "what was closed",
      "$W sh -c 'echo err >&2' >&-",
      {},
      { stdout: counted(null, "not-captured"), stderr: text("err\n"), merged: false },
    ],
  ];

  test.concurrent.each(rows)("%s", async (_sentence, line, options, output) => {
    const { end } = await runReported(wrapper, line, options);
    expect(end.output).toEqual(output);
  });
});

describe("how output gets through", () => {
  test("a line is out as soon as it is written", async () => {
    const seen = await runLine(
      `${wrapper.luota} run x -- sh -c 'echo first; read answer; echo $answer' < <(sleep 0.2; echo in) | { read -r line; echo "got $line"; cat; }`,
    );
    expect(seen.stdout.toString()).toBe("got first\nin\n");
    const fifo = `${wrapper.folder}/answers`;
    const talk = `mkfifo ${fifo}; ${wrapper.luota} run x -- sh -c 'echo question; read answer; echo $answer' <>${fifo} | { read -r line; echo "$line-answered" >${fifo}; cat; }`;
    expect((await runLine(talk)).stdout.toString()).toBe("question-answered\n");
  });

  test("a gibibyte passes whole, in little memory", async () => {
    const { seen, end } = await runReported(
      wrapper,
      `/usr/bin/env bash -c '$W sh -c "head -c 1073741824 /dev/zero | tr \\"\\\\0\\" x; grep VmHWM /proc/\\$PPID/status >&2"' | sha256sum`,
    );
    const digest = createHash("sha256");
    const mebibyte = Buffer.alloc(2 ** 20, "x");
    for (let count = 0; count < 1024; count += 1) digest.update(mebibyte);
    expect(seen.stdout.toString()).toBe(`${digest.digest("hex")}  -\n`);
    expect(end.output.stdout.bytes).toBe(2 ** 30);
    const peak = Number(/VmHWM:\s+(\d+)/u.exec(seen.stderr.toString())?.[1]);
    expect(peak).toBeGreaterThan(10_000);
    expect(peak).toBeLessThan(130_000);
  });

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

  test("sockets, as systemd gives them", async () => {
    const seen = await runLine(
      `${wrapper.luota} run x -- sh -c 'seq 100000; seq 3 >&2; exit 3'; echo $?`,
      { sockets: true },
    );
    const lines = seen.stdout.toString().split("\n");
    expect(lines).toHaveLength(100_002);
    expect(lines.at(-2)).toBe("3");
    expect(seen.stderr.toString()).toBe("1\n2\n3\n");
  });

  test("the pipe shared with others stays a blocking one", async () => {
    const line = `{ ${wrapper.luota} run x -- seq 100000; grep flags /proc/self/fdinfo/1 >&2; } | { sleep 0.5; wc -l; }`;
    const seen = await runLine(line);
    expect(seen.stdout.toString().trim()).toBe("100000");
    const flags = parseInt(/flags:\s+(\d+)/u.exec(seen.stderr.toString())?.[1] ?? "", 8);
    expect(flags & constants.O_NONBLOCK).toBe(0);
    expect(flags & constants.O_WRONLY).not.toBe(0);
  });

  test("a full disk is told once and does not end the job", async () => {
    const seen = await runLine(
      `${wrapper.luota} run x -- sh -c 'for i in 1 2 3 4 5; do echo $i; sleep 0.02; done; exit 6' >/dev/full; echo $?`,
    );
    expect(seen.stdout.toString()).toBe("6\n");
    expect(seen.stderr.toString()).toBe("luota: stdout loses output: ENOSPC\n");
  });
});

describe("held back with -q", () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ["a good run prints nothing", "echo out; echo err >&2", "", ""],
    ["a bad run prints all of it", "echo out; echo err >&2; exit 1", "out\n", "err\n"],
    ["a killed one too", "echo out; kill -KILL $$", "out\n", ""],
  ];

  test.concurrent.each(rows)("%s", async (_sentence, script, stdout, stderr) => {
    const { seen } = await runReported(wrapper, `$W sh -c '${script}'`, { sink: "quiet" });
    expect([seen.stdout.toString(), seen.stderr.toString()]).toEqual([stdout, stderr]);
  });

  test("in the order of writing, where both go to one place", async () => {
    const { seen } = await runReported(
      wrapper,
      "$W sh -c 'for i in 1 2 3; do echo o$i; echo e$i >&2; done; exit 1' 2>&1",
      { sink: "quiet" },
    );
    expect(seen.stdout.toString()).toBe("o1\ne1\no2\ne2\no3\ne3\n");
  });

  test("much of it, in little memory", async () => {
    const { seen, end } = await runReported(
      wrapper,
      "$W sh -c 'seq 20000000; grep VmHWM /proc/$PPID/status >&2; exit 1' | md5sum; seq 20000000 | md5sum",
      { sink: "quiet" },
    );
    const [through, plain] = seen.stdout.toString().split("\n");
    expect(through).toBe(plain);
    expect(end.output.stdout.bytes).toBeGreaterThan(160_000_000);
    expect(Number(/VmHWM:\s+(\d+)/u.exec(seen.stderr.toString())?.[1])).toBeLessThan(130_000);
  });

  test("a process left behind loses neither its life nor luota's time", async () => {
    const { seen } = await runReported(
      wrapper,
      `$W sh -c '(sleep 0.5; echo late; echo late; echo alive >${wrapper.folder}/alive) & echo now'; sleep 1; cat ${wrapper.folder}/alive`,
      { sink: "quiet", drainMs: 50 },
    );
    expect(seen.stdout.toString()).toBe("alive\n");
  });
});
