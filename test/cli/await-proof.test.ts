import { describe, expect, test } from "vitest";
import { awaitProof } from "../../src/cli/commands/await-proof.ts";
import { withWatch } from "../../src/cli/commands/with-watch.ts";
import type { Io } from "../../src/cli/io.ts";
import { Door } from "../http/door.ts";

/** Waits as `luota routes prove` does, at a terminal where these are typed, then nothing more. */
async function waitAt(door: Door, typed: readonly (string | null)[], waitMs: number) {
  const said = { out: "", err: "", asked: 0 };
  const route = door.rules.routeNamed("ops-slack");
  if (route === null) throw new Error("no such route");
  const terminal = {
    out: (text: string) => (said.out += text),
    err: (text: string) => (said.err += `${text}\n`),
  };
  const { store, now } = door.stage;
  const uid = process.getuid?.() ?? -1;
  const io = { terminal, environment: {}, uid, cwd: "/", now: () => now } as unknown as Io;
  const ask = async (_: string, until: AbortSignal) => {
    const answer = typed[said.asked];
    said.asked += 1;
    if (answer !== undefined) return answer;
    return await new Promise<null>((resolve) => {
      until.addEventListener("abort", () => {
        resolve(null);
      });
    });
  };
  const asked = { route, code: "012345", by: "Sam", waitMs, json: false, ask };
  const code = await withWatch({ store }, io, (scene) => awaitProof(asked, scene));
  return { ...said, code };
}

const proved = "ops-slack is proved: Sam answered through it\n";

describe("a person at the terminal", () => {
  test.each<readonly [string, readonly (string | null)[], object]>([
    ["types the code", ["012345"], { code: 0, out: proved, asked: 1 }],
    ["types it with a space", ["012 345 "], { code: 0, out: proved, asked: 1 }],
    ["mistypes it once", ["12345", "012345"], { code: 0, out: proved, asked: 2 }],
    ["guesses", ["1", "2", "3", "4", "5", "012345"], { code: 69, out: "", asked: 5 }],
    ["leaves", [null], { code: 69, out: "", asked: 1 }],
    ["does nothing", [], { code: 69, out: "", asked: 1 }],
  ])("%s", async (_, typed, said) => {
    await using door = await Door.open();
    expect(await waitAt(door, typed, 300)).toMatchObject(said);
    const names = (await door.records()).map(({ provedBy }) => provedBy);
    expect(names).toEqual("out" in said && said.out === proved ? ["Sam"] : []);
  });

  test("need not type it once somebody pressed the link", async () => {
    await using door = await Door.open();
    const waiting = waitAt(door, [], 20_000);
    const link = door.path((links) => links.prove("ops-slack", "", door.stage.now));
    await door.press(link, { name: "Maya" });
    expect(await waiting).toMatchObject({
      ...{ code: 0, out: "ops-slack is proved: Maya answered through it\n" },
    });
  });
});
