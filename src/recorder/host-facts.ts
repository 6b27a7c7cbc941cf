import { readlinkSync } from "node:fs";
import type { RecorderIdentity } from "../domain/run.ts";
import { readSmallFile } from "./small-file.ts";

export { readSmallFile };

export function hostName(): string {
  return readSmallFile("/proc/sys/kernel/hostname")?.trim() ?? "localhost";
}

function bootId(): string | null {
  return readSmallFile("/proc/sys/kernel/random/boot_id")?.trim() ?? null;
}

/** Who this process is, so that its death can be told from a later process with the same pid. */
export function recorderIdentity(): RecorderIdentity {
  return {
    pid: process.pid,
    startTicks: startTicks(readSmallFile("/proc/self/stat") ?? ""),
    bootId: bootId() ?? "",
    machineId: (
      readSmallFile("/etc/machine-id") ??
      readSmallFile("/var/lib/dbus/machine-id") ??
      ""
    ).trim(),
    pidNamespace: pidNamespace(),
  };
}

/** Field 22; the second field, the program's name, may itself hold blanks and parentheses. */
function startTicks(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? 0);
}

function pidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/gu, "");
  } catch {
    return "";
  }
}
