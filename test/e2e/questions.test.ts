import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bin, Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

const terminal = fileURLToPath(new URL("../process/terminal.py", import.meta.url));

type Step = readonly ["expect" | "send", string];

/** Plays a person at a terminal that a command of luota asks. */
async function answer(rig: Rig, words: readonly string[], steps: readonly Step[]) {
  const played = await rig.run("python3", [terminal, JSON.stringify(steps), bin, ...words]);
  return JSON.parse(played.stdout) as { shown: string; code: number; trouble: string | null };
}

describe("on a terminal", () => {
  test("init asks, and leaves nothing behind for who leaves", async () => {
    using rig = new Rig();
    const file = rig.path("luota.yaml");
    const asked = ["init", "--config", file];
    const left = await answer(rig, asked, [
      ["expect", "What is all this called"],
      ["send", "\u0003"],
    ]);
    expect(left).toMatchObject({ code: 64, trouble: null });
    expect(left.shown).toContain("nothing was written");
    expect(existsSync(file)).toBe(false);

    const told = await answer(rig, asked, [
      ["expect", "called"],
      ["send", "acme\r"],
      ["expect", "clock"],
      ["send", "\r"],
      ["expect", "answers"],
      ["send", "Revenue operations\r"],
      ["expect", "Slack"],
      ["send", "\r"],
      ["expect", "mail"],
      ["send", "none\r"],
    ]);
    expect(told).toMatchObject({ code: 0, trouble: null });
    expect(readFileSync(file, "utf8")).toContain("name: Revenue operations");
  });

  test.each([
    ["n\r", 75, 1],
    ["\r", 75, 1],
    ["y\r", 3, 2],
  ])("rerun asks, and %j is exit %i", async (typed, code, runs) => {
    using rig = new Rig();
    await rig.luota(["beat", "sync"]);
    await rig.luota(["run", "sync", "--", "sh", "-c", "exit 3"]);
    await rig.luota(["check"]);
    const asked = await answer(
      rig,
      ["rerun", "sync"],
      [
        ["expect", "[y/N]"],
        ["send", typed],
      ],
    );
    expect(asked).toMatchObject({ code, trouble: null });
    expect(await rig.runs("sync")).toHaveLength(runs);
  });

  test.each([
    ["\r", "acknowledged by "],
    ["n\r", "nobody acknowledged it"],
    ["\u0003", "nobody acknowledged it"],
  ])("a drill asks for an acknowledgement: %j is %s", async (typed, words) => {
    using rig = new Rig();
    mkdirSync(rig.path(".config", "luota"), { recursive: true });
    writeFileSync(rig.path(".config", "luota", "luota.yaml"), "monitors: { sync: { every: 1h } }");
    await rig.luota(["config", "apply"]);
    const asked = answer(
      rig,
      ["drill", "sync"],
      [
        ["expect", "Enter acknowledges"],
        ["send", typed],
      ],
    );
    await until("the drill is noticed", async () => {
      await rig.luota(["check"]);
      return ((await rig.json(["incidents", "--all"])) as readonly unknown[]).length > 0;
    });
    const { shown, code, trouble } = await asked;
    expect({ code, trouble }).toEqual({ code: 0, trouble: null });
    expect(shown).toContain(words);
    expect(shown).toContain("the score of drill/sync");
  });
});
