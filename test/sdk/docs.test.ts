import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root, Rig } from "../rig/rig.ts";

const page = readFileSync(join(root, "docs", "sdk.md"), "utf8");

/** The programs of the page; the first line of each names its file. */
const programs = [...page.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/gu)].map(
  ([, name = "", text = ""]) => ({ name, text }),
);

const tsconfig = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: "es2024",
    module: "nodenext",
    types: ["node"],
    noEmit: true,
  },
};

/** An empty project with luota as it was built, and Node's types beside it. */
function makeProject(rig: Rig): string {
  const project = rig.path("project");
  mkdirSync(join(project, "node_modules", "@types"), { recursive: true });
  symlinkSync(root, join(project, "node_modules", "luota"));
  for (const name of ["@types/node", "undici-types"])
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(tsconfig));
  for (const { name, text } of programs) writeFileSync(join(project, name), text);
  return project;
}

const misuses = [
  ["start without a monitor", "await luota.runs.start({ externalRunId: 'e' });"],
  ["a monitor that is a number", "await luota.beat(4);"],
  ["an outcome of another shape", "await luota.runs.success('id', { sumary: 'x' });"],
  ["a state that there is not", "await luota.runs.evidence('id', 's', {}, { state: 'fine' });"],
  ["a number for a text", "const n: string = await luota.wrap('m', () => 3); void n;"],
] as const;

describe("docs/sdk.md", () => {
  test("its programs do what the page says, from the built package", async () => {
    using rig = new Rig();
    const cwd = makeProject(rig);
    expect(programs.map(({ name }) => name)).toEqual(["billing-sync.ts", "nightly-report.ts"]);
    for (const { name } of programs) {
      const ended = await rig.run(process.execPath, [name], { cwd });
      expect(ended).toMatchObject({ code: 0, stderr: "" });
    }
    const runs = await rig.runs();
    expect(
      runs.map(({ monitor, outcome, externalId, summary }) => [
        monitor,
        outcome,
        externalId,
        summary,
      ]),
    ).toEqual([
      ["daily-report", "succeeded", null, "3 reports sent"],
      ["billing-sync", "failed", "evt_2", "Billing sync failed"],
      ["billing-sync", "succeeded", "evt_1", "Billing sync completed"],
    ]);
    expect(runs[1]?.error).toMatch(
      /^Error: no invoice\n[\s\S]*\ncaused by: TypeError: empty id\n/u,
    );
    expect(runs[2]?.payload).toEqual({ customerId: "cus_1", invoiceId: "in_1" });
  });

  test("its programs and every misuse are told apart by the exported types", async () => {
    using rig = new Rig();
    const cwd = makeProject(rig);
    const lines = misuses.map(([what, line]) => `// @ts-expect-error ${what}\n${line}`);
    const text = `import { Luota } from "luota";\nconst luota = new Luota();\n${lines.join("\n")}\n`;
    writeFileSync(join(cwd, "misuse.ts"), text);
    const words = [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", cwd];
    const checked = await rig.run(process.execPath, words, { cwd });
    expect(checked.stdout).toBe("");
    expect(checked.code).toBe(0);
  });
});
