import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scriptFacts } from "../../src/recorder/script-facts.ts";
import { throwawayFolder } from "./plan.ts";

const long = "x".repeat(5_000);

describe("the script of a command", () => {
  const rows: readonly (readonly [words: readonly string[], script: string | null])[] = [
    [["sh", "job"], "job"],
    [["bash", "-e", "job"], "job"],
    [["python3", "-E", "-u", "job", "-c"], "job"],
    [["node", "-r", "./none", "job"], null],
    [["bash", "-ec", "job"], null],
    [["python3", "-m", "job"], null],
    [["perl", "-E", "job"], null],
    [["perl", "-lne", "job"], null],
    [["php", "-r", "job"], null],
    [["node", "-p", "job"], null],
    [["node", "--eval", "job"], null],
    [["node", "--print", long], null],
    [["ruby", long], null],
    [["sh", "loop/job"], null],
    [["sh", "job/below"], null],
    [["sh", "a\0b"], null],
  ];

  test.each(rows)("%j is %j", (words, script) => {
    using folder = throwawayFolder();
    const path = join(folder.path, "job");
    writeFileSync(path, "echo\n");
    symlinkSync("loop", join(folder.path, "loop"));
    mkdirSync(join(folder.path, "folder"));
    const facts = scriptFacts(words, null, folder.path);
    expect(facts?.path ?? null).toBe(script === null ? null : path);
  });
});
