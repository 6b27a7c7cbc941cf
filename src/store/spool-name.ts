import type { EpochMilliseconds } from "../base/time.ts";
import { sha256Hex } from "../text/digest.ts";

/** How many reports this process has named, so that those of one millisecond keep their order. */
let named = 0;

/** A file name that sorts by time, tells its store, and is used once. */
export function spoolName(storePath: string, now: EpochMilliseconds): string {
  named += 1;
  const time = String(Math.max(0, Math.trunc(now))).padStart(14, "0");
  const order = String(named).padStart(6, "0");
  const random = Math.random().toString(36).slice(2, 12).padEnd(10, "0");
  return `${time}-${order}-${storeKey(storePath)}-${random}.json`;
}

/** Whether a name is that of a whole report for this store; others are not opened at all. */
export function isSpoolName(name: string, key: string): boolean {
  return isReportName(name) && name.includes(`-${key}-`);
}

/** The same for any store. */
export function isReportName(name: string): boolean {
  return /^\d{14}-\d{6,}-[0-9a-f]{16}-[0-9a-z]{10}\.json$/u.test(name);
}

/** When a report was written, as its name says. */
export function timeOfName(name: string): EpochMilliseconds {
  return Number(name.slice(0, 14));
}

/** Several stores may share a spool folder. */
export function storeKey(storePath: string): string {
  return sha256Hex(storePath).slice(0, 16);
}

/** The name of a file that is being written. */
export function unfinishedName(name: string): string {
  return `.${name}.part`;
}

export function isUnfinishedName(name: string): boolean {
  return name.startsWith(".") && name.endsWith(".json.part");
}
