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
  }, 120_000);

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
