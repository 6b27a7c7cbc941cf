import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CommandProbe } from "../../src/domain/probe.ts";
import { until } from "../rig/until.ts";
import { anyValue, Folder, look, looking, lookInWords, noText } from "./looking.ts";

const run = (
  command: CommandProbe["command"],
  asked: Partial<CommandProbe["expect"]> = {},
): CommandProbe => ({
  ...{ kind: "command", ...looking, command },
  expect: { exitCodes: [0], output: noText, value: null, ...asked },
});
const atMost = (max: number) => ({ value: { ...anyValue, max } });

describe("a command", () => {
  test.each<[string, CommandProbe, string | RegExp]>([
    ["that ends well is good", run("exit 0"), "good"],
    ["a list needs no shell", run(["test", "a b", "=", "a b"]), "good"],
    ["that fails is bad", run("echo lag; exit 3"), "bad: exit code 3 (lag)"],
    ["a code that is asked for is good", run("exit 3", { exitCodes: [0, 3] }), "good"],
    ["says why on stderr", run("echo no >&2; exit 1"), "bad: exit code 1 (no)"],
    ["its number is compared", run("echo 12.5", atMost(20)), "good"],
    ["a large number is bad", run("echo 25", atMost(20)), /^bad: its value is "?25"?, at most 20/u],
    [
      "the number may be a part of what it prints",
      run("echo 'rows: 25'", { ...atMost(20), output: { matches: "rows: (\\d+)", not: null } }),
      /^bad: its value is "?25"?, at most 20/u,
    ],
    ["several lines are no number", run("echo 1; echo 2", atMost(20)), /^unknown: it printed no/u],
    ["nothing printed is no number", run("true", atMost(20)), /^unknown: it printed no/u],
    [
      "both its streams are searched",
      run("echo good; echo ERROR >&2", { output: { matches: "^good$", not: "ERROR" } }),
      "bad: its output matches ERROR",
    ],
    ["that is not there is unknown", run(["/nowhere/x"]), /^unknown: \/nowhere\/x is not there/u],
    ["that no shell finds is unknown", run("nowhere-x"), /^unknown: the command can't be run/u],
    ["a killed one is unknown", run("kill -9 $$"), "unknown: the command was ended by SIGKILL"],
    ["reads nothing", run("cat; echo end", { output: { matches: "^end$", not: null } }), "good"],
  ])("%s", async (_, probe, words) => {
    const told = await lookInWords(probe);
    if (typeof words === "string") expect(told).toBe(words);
    else expect(told).toMatch(words);
  });

  test("a file that nobody may run is unknown", async () => {
    using folder = new Folder();
    writeFileSync(folder.in("x"), "#!/bin/sh\n");
    chmodSync(folder.in("x"), 0o644);
    expect(await lookInWords(run([folder.in("x")]))).toMatch(/^unknown: .* permission denied$/u);
    expect(await lookInWords(run(folder.in("x")))).toMatch(/^unknown: .*exit code 126/u);
  });

  test("at its limit it is ended with all that it started, also what does not heed TERM", async () => {
    using folder = new Folder();
    const pids = folder.in("pids");
    const stubborn = `trap '' TERM; echo $$ >> ${pids}; while :; do sleep 0.1; done`;
    const probe = run(`sh -c "${stubborn.replaceAll("$", "\\$")}" & ${stubborn}`);
    const { weighed } = await look({ ...probe, timeoutMs: 700 });
    expect(weighed.problems.join()).toMatch(/^(?:the command did not end|no end) within 700ms$/u);
    expect(weighed.state).toBe("unknown");
    const started = readFileSync(pids, "utf8").trim().split("\n");
    expect(started).toHaveLength(2);
    await until("none of them lives", () => !started.some((pid) => existsSync(`/proc/${pid}`)));
  });

  test("what it leaves in the background does not hold it up, and is ended", async () => {
    using folder = new Folder();
    const pid = folder.in("pid");
    const { weighed } = await look(run(`sleep 60 & echo $! > ${pid}; echo 5`, atMost(20)));
    expect(weighed.state).toBe("good");
    const left = readFileSync(pid, "utf8").trim();
    await until("it does not live", () => {
      const stat = existsSync(`/proc/${left}/stat`)
        ? readFileSync(`/proc/${left}/stat`, "utf8")
        : "Z";
      return /\) [ZX]|^Z$/u.test(stat);
    });
  });

  test("of a flood, its beginning and its end are kept", async () => {
    const flood = "echo first; head -c 50000000 /dev/zero | tr '\\0' 'x'; echo; echo last";
    const both = { matches: "^first\\n[^]*^last$", not: null };
    const { weighed, reading } = await look(run(flood, { output: both }));
    expect(weighed.state).toBe("good");
    expect(JSON.stringify(reading).length).toBeLessThan(4_000);
  });

  test("finds what it is given, and no more", async () => {
    const asked = { output: { matches: "^A=1$", not: "^HOME=" } };
    expect(await lookInWords(run("env", asked), { A: "1" })).toBe("good");
  });

  test("it is looked again before a bad reading counts", async () => {
    using folder = new Folder();
    const mark = folder.in("mark");
    const second = run(`test -e ${mark} || { touch ${mark}; exit 1; }`);
    const { weighed, reading } = await look({ ...second, attempts: 3 });
    expect([weighed.state, reading.attempts]).toEqual(["good", 2]);
  });
});
