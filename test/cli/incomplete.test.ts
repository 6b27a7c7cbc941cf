import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("a luota without its packages says so in one line and what to do", () => {
  const folder = mkdtempSync(join(tmpdir(), "luota-test-"));
  try {
    cpSync(fileURLToPath(new URL("../../src", import.meta.url)), join(folder, "src"), {
      recursive: true,
    });
    const main = join(folder, "src/cli/main.ts");
    const seen = spawnSync(process.execPath, [main, "status"], { encoding: "utf8" });
    expect(seen.stderr).toMatch(
      /^luota: a part of it is missing \(.*commander.*\): run npm ci in its folder\n$/u,
    );
    expect(seen.status).toBe(70);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
