import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { Rig, root } from "../rig/rig.ts";

describe("the packed package", () => {
  test("works in an empty project, with nothing but its dependencies beside it", async () => {
    using rig = new Rig();
    const modules = rig.path("project", "node_modules");
    mkdirSync(join(modules, "luota"), { recursive: true });
    mkdirSync(join(modules, ".bin"));
    // As built before: to build again would swap dist under the tests that run beside this one.
    const npm = join(root, "node_modules", ".bin");
    const packed = await rig.bash(
      `npm pack ${root} --ignore-scripts --silent --pack-destination ${rig.home} && tar -xzf ${rig.home}/*.tgz -C ${modules}/luota --strip-components 1`,
      { env: { PATH: `${npm}:${process.env["PATH"] ?? ""}` } },
    );
    expect(packed.code, packed.stderr).toBe(0);
    for (const name of [...Object.keys(manifest.dependencies), "node"]) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, "node_modules", name), join(modules, name));
    }
    symlinkSync("../luota/bin/luota", join(modules, ".bin", "luota"));
    expect(readdirSync(join(modules, "luota")).sort()).toEqual(
      expect.arrayContaining([
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "bin",
        "dist",
        "package.json",
      ]),
    );

    const luota = join(modules, ".bin", "luota");
    const cwd = rig.path("project");
    const ended = await rig.run(luota, ["run", "x", "--", "echo", "it works"], { cwd });
    expect(ended).toEqual({ stdout: "it works\n", stderr: "", code: 0, signal: null });
    const status = await rig.run(luota, ["status"], { cwd });
    expect(status.stdout).toMatch(/^x +✓ succeeded/mu);
    const version = await rig.run(luota, ["--version"], { cwd });
    expect(version.stdout).toBe(`${manifest.version}\n`);
  });
});
