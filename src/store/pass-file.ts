import { closeSync, openSync, rmSync, statSync, utimesSync } from "node:fs";
import type { EpochMilliseconds } from "../base/time.ts";
import { passLease } from "./pass-claim.ts";

/**
 * Where the store is locked, nobody can ask in it for a pass: a file beside it says that one was sent,
 * so that of very many who wait for the lock one sends a pass. True: the caller is to.
 */
export function claimPassByFile(storePath: string, now: EpochMilliseconds): boolean {
  const file = passFile(storePath);
  try {
    closeSync(openSync(file, "wx", 0o660));
    return true;
  } catch {
    const age = now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age >= 0 && age < passLease) return false;
    utimesSync(file, now / 1_000, now / 1_000);
    return true;
  }
}

/** The next one who finds the store locked sends a pass again. */
export function releasePassFile(storePath: string): void {
  rmSync(passFile(storePath), { force: true });
}

function passFile(storePath: string): string {
  return `${storePath}.pass`;
}
