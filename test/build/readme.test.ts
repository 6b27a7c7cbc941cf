import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Rig, root } from "../rig/rig.ts";

describe("the README's first command, on a clean clone", () => {
  test.skipIf(!existsSync(join(root, ".git")))(
    "builds what it needs and leaves a record",
    async () => {
      using rig = new Rig();
      const readme = readFileSync(join(root, "README.md"), "utf8");
      const command = /^npm ci && (npx luota run hello .*)$/mu.exec(readme)?.[1] ?? "";
      expect(command).toBe('npx luota run hello -- echo "it works"');
      const clone = rig.path("clone");
      // The checkout may be another user's: git asks to be told that it is trusted.
      const trusted = ["-c", "safe.directory=*", "clone", "-q", "--no-hardlinks"];
      const cloned = await rig.run("git", [...trusted, root, clone]);
      expect(cloned.code, cloned.stderr).toBe(0);
      // What `npm ci` downloads is taken from here; what it then does, `prepare`, is done anew.
      const modules = `${join(root, "node_modules")} ${clone}/node_modules`;
      const copied = await rig.bash(`cp -al ${modules} 2>/dev/null || cp -a ${modules}`);
      expect(copied.code).toBe(0);
      const env = { PATH: process.env["PATH"] ?? "" };
      const prepared = await rig.run("npm", ["run", "--silent", "prepare"], { cwd: clone, env });
      expect(prepared.code, prepared.stderr).toBe(0);

      const ended = await rig.bash(command, { cwd: clone, env });
      expect(ended).toMatchObject({ stdout: "it works\n", code: 0 });
      const run = await rig.lastRun("hello");
      expect(run).toMatchObject({
        outcome: "succeeded",
        cwd: clone,
        command: ["echo", "it works"],
      });
      expect(run.sha).toBe(
        (await rig.run("git", ["rev-parse", "HEAD"], { cwd: clone })).stdout.trim(),
      );
    },
    120_000,
  );
});
