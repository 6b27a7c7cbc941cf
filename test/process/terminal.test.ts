import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { play, type Shown, type Step } from "./terminal-player.ts";
import { installWrapper, readReport, type Wrapper } from "./wrapper.ts";

let wrapper: Wrapper;
beforeAll(() => {
  wrapper = installWrapper();
});
afterAll(() => {
  wrapper.remove();
});

const interrupt = "\u0003";
const suspend = "\u001a";

/** Each row is played twice on a terminal, with and without the wrapper at `$W`, and must show the same. */
const rows: readonly (readonly [sentence: string, line: string, steps: readonly Step[]])[] = [
  [
    "the job's streams are terminals",
    "$W sh -c 'for n in 0 1 2; do [ -t $n ] && echo tty $n; done'",
    [],
  ],
  ["a size can be asked for", "stty rows 33 cols 77; $W stty size", []],
  [
    "a question on /dev/tty is answered",
    "$W sh -c 'printf name? >/dev/tty; read name </dev/tty; echo hello $name' 2>/dev/null",
    [
      ["expect", "name?"],
      ["send", "ada\n"],
    ],
  ],
  [
    "Ctrl-C reaches the job once",
    `$W bash -c 'trap "echo caught" INT; echo ready; for i in 1 2 3 4 5; do sleep 0.1; done; exit 5'; echo code $?`,
    [
      ["expect", "ready"],
      ["send", interrupt],
    ],
  ],
  [
    "Ctrl-C ends a shell's loop",
    "for i in 1 2 3; do echo ready; $W sleep 5; done; echo not reached",
    [
      ["expect", "ready"],
      ["send", interrupt],
    ],
  ],
  [
    "Ctrl-C on a job that ends well lets the loop go on",
    `for i in 1 2; do $W bash -c 'trap "echo bye; exit 0" INT; echo ready$0; sleep 5 & wait' $i; done; echo reached`,
    [
      ["expect", "ready1"],
      ["send", interrupt],
      ["expect", "ready2"],
      ["send", interrupt],
    ],
  ],
  [
    "Ctrl-\\ ends the job",
    "$W sh -c 'echo ready; exec sleep 5'; echo code $?",
    [
      ["expect", "ready"],
      ["send", "\u001c"],
    ],
  ],
  [
    "one stream on the terminal, one in a pipe",
    "$W sh -c '[ -t 1 ] && echo out; [ -t 2 ] && echo err >&2; echo more' | cat",
    [],
  ],
  [
    "the job sees its own group in front",
    "$W sh -c '[ $(ps -o tpgid= -p $$) -eq $(ps -o pgid= -p $$) ] && echo front'",
    [],
  ],
];

describe("on a terminal", () => {
  test.concurrent.each(rows)("%s", async (_sentence, line, steps) => {
    const quiet = "ulimit -c 0; stty -echo -echoctl; ";
    const plain = await play(steps, quiet + line.replaceAll("$W", ""));
    const wrapped = await play(steps, quiet + line.replaceAll("$W", `${wrapper.luota} run x --`));
    const tidy = (shown: Shown): object => ({
      ...shown,
      shown: shown.shown.replace(/bash: line.*\r\n/gu, ""),
    });
    expect(tidy(wrapped)).toEqual(tidy(plain));
    expect(plain.trouble).toBeNull();
  });

  test("Ctrl-Z stops luota and its job, fg lets both go on", async () => {
    const line = `set -m; ${wrapper.luota} run x -- sh -c 'echo ready; sleep 0.5; echo over'; echo stopped $?; jobs; fg >/dev/null; echo ended $?`;
    const { shown, trouble } = await play(
      [
        ["expect", "ready"],
        ["send", suspend],
        ["expect", "ended 0"],
      ],
      line,
    );
    expect(trouble).toBeNull();
    expect(shown).toMatch(/ready[^]*stopped 148[^]*Stopped[^]*over\r\nended 0/u);
  });

  test("TERM for luota alone ends the job, and the record says that nothing was seen", async () => {
    const report = `${wrapper.folder}/terminal-report`;
    const { shown, code } = await play(
      [
        ["expect", "ready"],
        ["signal", "SIGTERM", "luota="],
      ],
      `exec ${wrapper.luota} run x --report ${report} -- sh -c 'echo luota=$PPID; echo ready; exec sleep 20'`,
    );
    const end = readReport(report);
    expect(shown).toContain("ready");
    expect(code).toBe(-15);
    expect(end.ending).toEqual({ kind: "signaled", signal: "SIGTERM" });
    expect(end.output.stdout).toEqual({ kind: "counted", bytes: null, reason: "terminal" });
  });

  test("a timeout ends a whole tree that shares luota's group", async () => {
    const { shown, code } = await play(
      [],
      `exec ${wrapper.luota} run x --timeoutMs 300 -- sh -c 'sleep 20; echo not reached'`,
    );
    expect({ shown, code }).toEqual({ shown: "", code: 124 });
  });
});
