import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runLine, type Wrapper } from "../process/wrapper.ts";
import { runWordRows } from "./run-word-rows.ts";

const shells = ["/bin/dash", "/bin/bash", "/usr/bin/busybox ash"];

describe.each(shells)("a luota that can't run, in %s", (shell) => {
  let wrapper: Wrapper;
  beforeAll(() => {
    wrapper = installWrapper(shell);
    rmSync(`${wrapper.folder}/dist/run-compiled.cjs`);
  });
  afterAll(() => {
    wrapper.remove();
  });

  const rows: readonly (readonly [words: string, stdout: string, code: number])[] = [
    ["run x -- sh -c 'echo $0; exit 9' a", "a\n", 9],
    ["run x sh -c 'echo $0; exit 9' a", "a\n", 9],
    ["run x echo -- a", "-- a\n", 0],
    ["run x --timeout 3m -q --tag a=b --no-overlap --capture=both echo a", "a\n", 0],
    ["run x --shell 'echo a | tr a b; exit 4'", "b\n", 4],
    ["run x --shell='echo a; exit 4'", "a\n", 4],
    ["run x --bogus -- echo a", "a\n", 0],
    ["run x --bogus word -- echo a", "a\n", 0],
    ["run x --bogus=1 echo a", "a\n", 0],
    ["run --bogus -- echo a", "a\n", 0],
    ["run x -- kill-not-there", "", 127],
    ["run x --bogus echo a", "", 64],
    ["run x", "", 64],
    ["run", "", 64],
    ["run x --", "", 64],
    ["run x --timeout", "", 64],
    ["run x --shell", "", 64],
    ["status", "", 70],
    ["", "", 70],
  ];

  test.concurrent.each(rows)("luota %s", async (words, stdout, code) => {
    const seen = await runLine(`${wrapper.luota} ${words}`);
    expect([seen.stdout.toString(), seen.code]).toEqual([stdout, code]);
    expect(seen.stderr.toString()).toMatch(/^luota: .* is missing \(npm ci in .*\)(?::.*)?\n/u);
  });

  test.concurrent.each(runWordRows)("luota run %j: %j", async (words, command) => {
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const seen = await runLine(`${wrapper.luota} run ${quoted}`);
    const printed = command === null ? "" : `${command.slice(1).join(" ")}\n`;
    expect([seen.stdout.toString(), seen.code]).toEqual([printed, command === null ? 64 : 0]);
  });

  test("leaves the command all it had", async () => {
    const job = `sh -c 'echo "$NODE_OPTIONS"; cat <&3; ulimit -Sn; grep SigIgn /proc/self/status; for n in 3 4 5 6 7 8 9 10 11; do [ -e /proc/$$/fd/$n ] && printf $n; done; umask'`;
    const around =
      "exec 3<&0; ulimit -Sn 300; trap '' HUP; umask 026; export NODE_OPTIONS='--a b';";
    const plain = await runLine(`${around} ${job}`, { input: "in" });
    const wrapped = await runLine(`${around} ${wrapper.luota} run x -- ${job}`, { input: "in" });
    expect(wrapped.stdout.toString()).toBe(plain.stdout.toString());
  });
});
