import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Rig, root } from "../rig/rig.ts";

const bundle = join(root, "dist", "run.cjs");
/** What bin/luota starts: the bundle, with what V8 compiled of it at build time. */
const entry = join(root, "dist", "run-compiled.cjs");

/** Of Node's own modules a run loads these, beyond what every Node process has. */
const mayLoad = new Set([
  ...["child_process", "dgram", "module", "net", "os", "string_decoder"],
  ...["stream", "stream/promises", "vm"],
]);

/** Writes down, as the process ends, what was loaded in it. */
const witness = `
const before = new Set(process.moduleLoadList);
process.on("exit", () => {
  const added = process.moduleLoadList.filter((name) => !before.has(name));
  const files = Object.keys(require.cache).filter((name) => name !== __filename);
  require("node:fs").writeFileSync(process.env.LOADED, JSON.stringify({ added, files }));
});`;

describe("the run path", () => {
  test("is one small bundle that names only Node's own modules", () => {
    const text = readFileSync(bundle, "utf8");
    const named = [...text.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/gu)];
    const names = named.map(([, name = ""]) => name.replace(/^node:/u, ""));
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !builtinModules.includes(name))).toEqual([]);
    expect(statSync(bundle).size).toBeLessThan(192 * 1024);
  });

  test("starts with compiled code that this Node and the launcher's flags accept", () => {
    const launcher = readFileSync(join(root, "bin", "luota"), "utf8");
    const flags = /^node_flags="(.+)"$/mu.exec(launcher)?.[1]?.split(" ") ?? [];
    const look = `const { readFileSync } = require("node:fs");
      const { Script } = require("node:vm");
      const text = readFileSync(${JSON.stringify(join(root, "dist", "run.function"))}, "latin1");
      const cachedData = readFileSync(${JSON.stringify(join(root, "dist", "run.compiled"))});
      console.log(new Script(text, { cachedData }).cachedDataRejected);`;
    const node = join(root, "node_modules", "node", "bin", "node");
    expect(execFileSync(node, [...flags, "-e", look], { encoding: "utf8" })).toBe("false\n");
  });

  test("loads for a whole run itself, SQLite's addon, and few of Node's modules", async () => {
    using rig = new Rig();
    writeFileSync(rig.path("witness.cjs"), witness);
    const node = join(root, "node_modules", "node", "bin", "node");
    const words = ["--require", rig.path("witness.cjs"), entry, "job", "--", "echo", "ran"];
    const ended = await rig.run(node, words, { env: { LOADED: rig.path("loaded.json") } });
    expect(ended).toMatchObject({ stdout: "ran\n", stderr: "", code: 0 });
    expect(await rig.runs()).toMatchObject([{ monitor: "job", outcome: "succeeded" }]);

    const { added, files } = JSON.parse(readFileSync(rig.path("loaded.json"), "utf8")) as {
      readonly added: readonly string[];
      readonly files: readonly string[];
    };
    expect(files.map((file) => file.replace(root, ""))).toEqual([
      "dist/run-compiled.cjs",
      expect.stringMatching(/^node_modules\/better-sqlite3\/.*\.node$/u),
    ]);
    const ownModules = added
      .filter((name) => name.startsWith("NativeModule ") && !name.includes(" internal/"))
      .map((name) => name.replace("NativeModule ", ""));
    expect(ownModules.length).toBeGreaterThan(0);
    expect(ownModules.filter((name) => !mayLoad.has(name))).toEqual([]);
  });
});
