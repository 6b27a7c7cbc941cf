import { readFileSync, readlinkSync } from "node:fs";
import type { Sight } from "../domain/lost.ts";

/** What this process sees of itself and of others, read from /proc. */
export function readSight(): Sight {
  return {
    bootId: readText("/proc/sys/kernel/random/boot_id") ?? "",
    machineId: readText("/etc/machine-id") ?? readText("/var/lib/dbus/machine-id") ?? "",
    pidNamespace: pidNamespace(),
    bootedAt: bootedAt(),
    startTicksOf,
  };
}

/** A process that ended and waits for its parent (a zombie) does not live any more. */
function startTicksOf(pid: number): number | null | "hidden" {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return seesOthers() ? null : "hidden";
  // The second field, the program's name, may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isGone = fields[0] === "Z" || fields[0] === "X";
  return isGone ? null : Number(fields[19] ?? 0);
}

/** Under hidepid only one's own processes show; the first process, which always lives, then does not. */
function seesOthers(): boolean {
  return readText("/proc/1/stat") !== null;
}

function bootedAt(): number | null {
  const seconds = /^btime (\d+)$/mu.exec(readText("/proc/stat") ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds) * 1_000;
}

function pidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/gu, "");
  } catch {
    return "";
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return null;
  }
}
