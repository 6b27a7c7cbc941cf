import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deploySha } from "../../src/recorder/deploy-sha.ts";
import { readSmallFile } from "../../src/recorder/small-file.ts";
import { throwawayFolder } from "./plan.ts";

const sha = "0123456789abcdef".repeat(3).slice(0, 40);

describe("a small file", () => {
  const rows: readonly (readonly [string, (path: string) => void, string | null])[] = [
    [
      "is read",
      (path) => {
        writeFileSync(path, "text\n");
      },
      "text\n",
    ],
    [
      "may be empty",
      (path) => {
        writeFileSync(path, "");
      },
      "",
    ],
    [
      "in /proc has no size",
      (path) => {
        symlinkSync("/proc/sys/kernel/ostype", path);
      },
      "Linux\n",
    ],
    [
      "is not read beyond the cap",
      (path) => {
        writeFileSync(path, "x".repeat(100_000));
      },
      "x".repeat(65_536),
    ],
    ["that is a pipe is none", (path) => execFileSync("mkfifo", [path]), null],
    [
      "that is a device without end is none",
      (path) => {
        symlinkSync("/dev/zero", path);
      },
      null,
    ],
    [
      "that is a folder is none",
      (path) => {
        mkdirSync(path);
      },
      null,
    ],
    ["that is not there is none", () => undefined, null],
  ];

  test.each(rows)("%s", (_sentence, make, content) => {
    using folder = throwawayFolder();
    const path = join(folder.path, "file");
    make(path);
    expect(readSmallFile(path)).toBe(content);
  });

  test("may be larger where that is asked for: packed refs of many branches", () => {
    using folder = throwawayFolder();
    const git = join(folder.path, ".git");
    mkdirSync(git);
    writeFileSync(join(git, "HEAD"), "ref: refs/heads/zebra\n");
    const others = `${"f".repeat(40)} refs/heads/other\n`.repeat(5_000);
    writeFileSync(join(git, "packed-refs"), `${others}${sha} refs/heads/zebra\n`);
    expect(deploySha(null, {}, folder.path)).toBe(sha);
  });
});
