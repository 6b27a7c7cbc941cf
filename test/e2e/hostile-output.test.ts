import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

/** What a terminal, or a reader's eye, would obey. */
const hostile = [
  ["colours and cursor moves", "\u001b[31mred\u001b[2J\u001b[H"],
  ["the clipboard (OSC 52)", "\u001b]52;c;ZXZpbA==\u0007"],
  ["the title (OSC 0) ended by ST", "\u001b]0;pwned\u001b\\"],
  ["C1 controls", "\u009b31m\u009d0;x\u009c"],
  ["a carriage return over the line", "fine\rgone"],
  ["backspaces", "abc\b\b\bxyz"],
  ["letters that turn round", "abc\u202edesrever\u2066\u2069"],
  ["a bell and its like", "a\u0001b\u0007"],
] as const;

// eslint-disable-next-line no-control-regex -- these are what must not come out
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

describe("what a job prints can't act on the terminal that shows it", () => {
  test.each(hostile)("%s", async (_, text) => {
    using rig = new Rig();
    writeFileSync(rig.path("work", "out"), `before ${text} after\n`);
    const words = ["run", "job", "--summary", text, "--tag", "k=\u001b[31m"];
    const ended = await rig.luota([...words, "--", "cat", "out"]);
    expect(ended.stdout).toBe(`before ${text} after\n`);
    const views = [["show", "job"], ["logs", "job"], ["runs"], ["status"]];
    const shown = await Promise.all(views.map(async (view) => await rig.luota(view)));
    for (const { stdout, stderr, code } of shown) {
      expect(code).toBe(0);
      expect(stdout).not.toMatch(obeyed);
      expect(stderr).toBe("");
    }
    expect(shown[1]?.stdout).toContain("before ");
    expect(shown[1]?.stdout).toContain(" after");
  });

  test("nor can the name of a program, an argument or a log line", async () => {
    using rig = new Rig();
    const evil = "\u001b]52;c;ZXZpbA==\u0007";
    const complaint = await rig.luota(["run", `name${evil}`, "--", "true"]);
    expect(complaint.stderr).not.toMatch(obeyed);
    await rig.luota(["run", "job", "--", "sh", "-c", `"$LUOTA" log "told ${evil}"`, evil]);
    const unknown = await rig.luota(["show", `job${evil}`]);
    const shown = [unknown.stderr];
    for (const view of [
      ["show", "job"],
      ["logs", "job"],
    ])
      shown.push((await rig.luota(view)).stdout);
    for (const text of shown) expect(text).not.toMatch(obeyed);
    expect(shown[2]).toContain("told ");
  });
});
