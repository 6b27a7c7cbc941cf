import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small file system of its own; needs root. */
export class TinyDisk implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "luota-disk-"));

  constructor(size: string) {
    execFileSync("mount", [
      "-t",
      "tmpfs",
      "-o",
      `size=${size},mode=0777`,
      "luota-test",
      this.folder,
    ]);
  }

  makeReadOnly(): void {
    execFileSync("mount", ["-o", "remount,ro", this.folder]);
  }

  [Symbol.dispose](): void {
    execFileSync("umount", ["-l", this.folder]);
    rmdirSync(this.folder);
  }
}

/** Whether this machine lets the tests mount one. */
export function canMount(): boolean {
  try {
    using disk = new TinyDisk("64k");
    return disk.folder !== "";
  } catch {
    return false;
  }
}
