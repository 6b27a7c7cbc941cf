import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const run = fileURLToPath(new URL("../../src/cli/run.ts", import.meta.url));

function runBash(line: string): string {
  const folder = mkdtempSync(join(tmpdir(), "luota-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const env = { PATH: process.env["PATH"], HOME: folder, LUOTA_STORE: join(folder, "luota.db") };
  const options = { cwd: folder, env, encoding: "utf8" } as const;
  return spawnSync("/bin/bash", ["-c", line, process.execPath, run], options).stdout;
}

test("a job starts before a warning that nobody reads", () => {
  // A pipe filled to its brim; it is emptied only once the job has run, or was given up.
  const seen = runBash(
    `mkfifo full; exec 5<>full; dd if=/dev/zero of=full bs=1k count=64 oflag=nonblock status=none
     "$0" "$1" job --bogus -- sh -c 'echo ran >log; exit 4' 2>full & luota=$!
     for i in {1..100}; do [ -e log ] && break; sleep 0.05; done; cat log
     exec 6<full; cat <&6 >/dev/null & cat=$!; wait $luota; echo $?; kill $cat`,
  );
  expect(seen).toBe("ran\n4\n");
});

test("whoever reads only the start of the help sees no complaint", () => {
  expect(runBash(`exec 3>&1; { sleep 0.3; "$0" "$1" --help 2>&3; echo $? >&3; } | :`)).toBe("0\n");
});
