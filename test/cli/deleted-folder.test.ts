import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

test.each([["status"], ["runs --json"], ["--help"]])(
  "luota %s works in a directory that was deleted",
  async (words) => {
    const folder = mkdtempSync(join(tmpdir(), "luota-test-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const line = `mkdir gone; cd gone; rmdir "$PWD"; exec "$0" "$1" ${words}`;
    const env = { PATH: process.env["PATH"], HOME: folder, LUOTA_STORE: join(folder, "luota.db") };
    const { stdout, stderr } = await promisify(execFile)(
      "/bin/sh",
      ["-c", line, process.execPath, main],
      { cwd: folder, env },
    );
    expect(stderr).toBe("");
    expect(stdout).not.toBe("");
  },
);
