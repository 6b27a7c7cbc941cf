import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Json } from "../base/json.ts";
import { fail, ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Report } from "../domain/report.ts";
import { deepestJson, wellFormed } from "../domain/well-formed.ts";
import { isTrustworthy, type SpoolPlace } from "./spool-places.ts";
import { spoolName, unfinishedName } from "./spool-name.ts";
import { systemCode } from "./system-code.ts";

/** A report with both outputs at their longest stays well below this. */
export const longestReport = 4 * 1024 * 1024;

export type SpoolFailure =
  | { readonly kind: "too-large"; readonly bytes: number }
  /** No place would take it; each with the system's own code, or `untrusted`. */
  | {
      readonly kind: "no-place";
      readonly tried: readonly { readonly folder: string; readonly code: string }[];
    };

export interface WaitingReport {
  readonly storePath: string;
  readonly report: Report;
  readonly now: EpochMilliseconds;
}

/** The text of a spool file, also fit for a last word on stderr. */
export function spoolText({ storePath, report }: WaitingReport): string {
  // Reports are JSON by construction, which their interfaces cannot tell the compiler.
  const envelope = { v: 1, store: storePath, report: report as unknown as Json };
  // A payload lies two levels deeper here than where the store cuts it, so both cut alike.
  return `${JSON.stringify(wellFormed(envelope, deepestJson + 2))}\n`;
}

/** Leaves a report in the first place that takes it, on disk before this returns. Gives its path. */
export function writeSpool(
  places: readonly SpoolPlace[],
  waiting: WaitingReport,
): Result<string, SpoolFailure> {
  const bytes = new TextEncoder().encode(spoolText(waiting));
  if (bytes.length > longestReport) return fail({ kind: "too-large", bytes: bytes.length });
  const name = spoolName(waiting.storePath, waiting.now);
  const tried: { folder: string; code: string }[] = [];
  for (const place of places) {
    try {
      if (!makeReady(place)) {
        tried.push({ folder: place.folder, code: "untrusted" });
        continue;
      }
      writeWhole(place.folder, name, bytes);
      return ok(join(place.folder, name));
    } catch (error) {
      tried.push({ folder: place.folder, code: systemCode(error) });
    }
  }
  return fail({ kind: "no-place", tried });
}

/** Makes the folder where it is missing; false where what is there can't be trusted. */
function makeReady(place: SpoolPlace): boolean {
  const known = isTrustworthy(place);
  if (known !== null) return known;
  const mode = place.kind === "common" ? 0o1733 : 0o700;
  mkdirSync(place.folder, { mode });
  if (place.kind === "common") chmodSync(place.folder, mode);
  return isTrustworthy(place) === true;
}

/** Under another name first: who takes in never meets half a report. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  const part = join(folder, unfinishedName(name));
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const file = openSync(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    fchmodSync(file, 0o600);
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    fsyncSync(file);
    renameSync(part, join(folder, name));
  } catch (error) {
    removePart(part);
    throw error;
  } finally {
    closeSync(file);
  }
  syncFolder(folder);
}

function removePart(part: string): void {
  try {
    unlinkSync(part);
  } catch (error) {
    systemCode(error);
  }
}

/** In a folder of mode 1733 only its owner may do this; the rename itself is already done. */
function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    systemCode(error);
  }
}
