import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { childrenOf } from "../rig/end-tree.ts";
import type { RunJson } from "../rig/json.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

/** Each of so many runs is there, once, and the chain of them holds. */
async function expectAll(rig: Rig, count: number): Promise<RunJson[]> {
  const runs = await rig.runs("--limit", "1000");
  const payloads = runs.map(({ payload }) => Number(payload)).sort((left, right) => left - right);
  expect(payloads).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  expect(new Set(runs.map(({ id }) => id)).size).toBe(count);
  expect(new Set(runs.map(({ outcome }) => outcome))).toEqual(new Set(["succeeded"]));
  expect(rig.spooled()).toEqual([]);
  const audit = await rig.luota(["audit", "--verify"]);
  expect(audit).toMatchObject({ code: 0, stderr: "" });
  expect(audit.stdout).toContain(`The chain holds: ${count + 1} events`);
  return runs;
}

const many = (count: number, words: string) =>
  `for i in $(seq ${count}); do "$LUOTA" run "crowd/$((i % 7))" --payload "$i" -- ${words} & done; wait`;

describe("many at once", () => {
  test("forty first runs on a machine without a store", async () => {
    using rig = new Rig();
    const ended = await rig.bash(many(40, "sh -c 'echo $LUOTA_RUN_ID'"));
    expect(ended.code).toBe(0);
    const runs = await expectAll(rig, 40);
    expect(new Set(ended.stdout.trimEnd().split("\n"))).toEqual(new Set(runs.map(({ id }) => id)));

    // Forty ids have 32 letters to begin with.
    const letters = runs.map(({ id }) => id[0] ?? "");
    const shared = letters.find((letter, index) => letters.indexOf(letter) !== index) ?? "";
    const ambiguous = await rig.luota(["show", shared]);
    expect(ambiguous).toMatchObject({ code: 64, stdout: "" });
    expect(ambiguous.stderr).toMatch(/^luota: ".*" is the beginning of several runs: /u);
    const [first] = runs;
    expect(await rig.json(["show", first?.id.slice(0, 8) ?? ""])).toMatchObject({ ...first });
  });

  test("a hundred", async () => {
    using rig = new Rig();
    expect((await rig.bash(many(100, "echo hello"))).stdout).toBe("hello\n".repeat(100));
    await expectAll(rig, 100);
  });

  test("two hundred that end together", async () => {
    using rig = new Rig();
    const crowdLine = many(200, "cat gate 9>&-").replace("wait", "read go; exec 9>&-; wait");
    const crowd = rig.start("/bin/bash", ["-c", `mkfifo gate; exec 9<>gate; ${crowdLine}`]);
    await until("all two hundred run", () => catsUnder(crowd.pid ?? 0) === 200, 60_000);
    crowd.stdin?.end("go\n");
    await until("all have ended", () => crowd.exitCode !== null, 60_000);
    expect(crowd.exitCode).toBe(0);
    await expectAll(rig, 200);
  }, 120_000);
});

function catsUnder(pid: number): number {
  const children = childrenOf(pid);
  return children.reduce((sum, child) => sum + catsUnder(child), isCat(pid) ? 1 : 0);
}

function isCat(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8") === "cat\n";
  } catch {
    return false;
  }
}
