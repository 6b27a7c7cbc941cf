import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

/** Twenty nights at once, told by a program: each with the rows that it dumped. */
const nights = (rows: string) => `
import { Luota } from "luota-sdk";
const luota = new Luota();
for (let night = 0; night < ${rows === "small" ? 1 : 25}; night += 1) {
  await luota.wrap("dump", (run) => run.evidence("dumped", { rows: ${rows === "small" ? 800 : "5000 + (night % 5) * 10"} }));
}
`;

async function dump(rig: Rig, rows: "usual" | "small"): Promise<void> {
  const sdk = JSON.stringify(new URL("../../src/sdk/index.ts", import.meta.url).pathname);
  const file = rig.path(`${rows}.mts`);
  writeFileSync(file, nights(rows).replace('"luota-sdk"', sdk));
  const ended = await rig.run(process.execPath, [file]);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
}

const called = /dumped\.rows 800, usually 50[0-9]{2} \(-84 %; median of \d+ healthy runs before\)/u;

describe("a dump that shrinks by 84 %", () => {
  test("is told where one looks, and nobody is woken", async () => {
    using rig = new Rig();
    await dump(rig, "usual");
    expect((await rig.luota(["show", "dump"])).stdout).not.toContain("drift");
    await dump(rig, "small");
    const shown = await rig.luota(["show", "dump"]);
    expect(shown.stdout.replace(/\s+/gu, " ")).toMatch(called);
    expect(await rig.json(["show", "dump"])).toMatchObject({
      drift: [{ name: "dumped.rows", value: 800, usual: 5_020, rhythm: "recent" }],
    });
    expect(await rig.json(["incidents"])).toEqual([]);
  });

  test(
    "is an incident where that is asked for, and the next usual one mends it",
    { timeout: 120_000 },
    async () => {
      using rig = new Rig();
      const config = rig.path("luota.yaml");
      writeFileSync(
        config,
        "monitors: { dump: { promise: All rows are dumped, drift: incident } }\n",
      );
      const env = { LUOTA_CONFIG: config };
      const applied = await rig.luota(["config", "apply"], { env });
      expect(applied.code, applied.stderr).toBe(0);
      await dump(rig, "usual");
      await rig.luota(["check"], { env });
      expect(await rig.json(["incidents"], { env })).toEqual([]);
      await dump(rig, "small");
      await rig.luota(["check"], { env });
      expect(await rig.json(["incidents"], { env })).toMatchObject([
        { monitor: "dump", kind: "drift", state: "opened" },
      ]);
      const why = (await rig.luota(["why", "dump"], { env })).stdout.replace(/\s+/gu, " ");
      expect(why).toMatch(called);
      expect(why).toContain("the run ended well, but one of its numbers is far from what is usual");
      await dump(rig, "usual");
      await rig.luota(["check"], { env });
      expect(await rig.json(["incidents", "--all"], { env })).toMatchObject([
        { state: "resolved" },
      ]);
    },
  );
});
