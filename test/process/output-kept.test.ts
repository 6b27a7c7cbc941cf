import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runReported, type Wrapper } from "./wrapper.ts";

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
