import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { unreachable } from "../base/unreachable.ts";
import { isObject } from "../domain/decode.ts";
import { decodeReport } from "../domain/report-decode.ts";
import type { Report } from "../domain/report.ts";
import { neutraliseLine } from "../text/neutralise.ts";
import { longestReport } from "./spool-write.ts";
import { systemCode } from "./system-code.ts";

export interface FoundReport {
  readonly kind: "report";
  readonly report: Report;
  /** The owner of the file: who reports. */
  readonly reporterUid: number;
  readonly content: Uint8Array;
}

export interface BrokenFile {
  readonly kind: "broken";
  /** Harmless for a terminal. */
  readonly reason: string;
  /** What was read of it; null where there was nothing to read. */
  readonly content: Uint8Array | null;
}

export type SpoolFile =
  | FoundReport
  /** Not for us: another store's, a later luota's, another user's, or already taken in. */
  | { readonly kind: "left" }
  | BrokenFile;

/** Reads one file of a spool without trusting anything about it. */
export function readSpoolFile(path: string, storePath: string): SpoolFile {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  let file: number;
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    return unopened(systemCode(error));
  }
  try {
    return readOpened(file, storePath);
  } catch (error) {
    return broken(`not readable: ${systemCode(error)}`);
  } finally {
    closeSync(file);
  }
}

function broken(reason: string, content: Uint8Array | null = null): BrokenFile {
  return { kind: "broken", reason: neutraliseLine(reason), content };
}

function unopened(code: string): SpoolFile {
  if (code === "ELOOP") return broken("a symbolic link");
  if (code === "ENXIO") return broken("not a regular file");
  return { kind: "left" };
}

function readOpened(file: number, storePath: string): SpoolFile {
  const stat = fstatSync(file);
  if (!stat.isFile()) return broken("not a regular file");
  if (stat.nlink > 1) return broken("a file with several names");
  if (stat.nlink === 0) return { kind: "left" };
  if (stat.size > longestReport) return broken("too large");
  const content = readBytes(file, stat.size);
  const text = decodeText(content);
  if (text === null) return broken("not UTF-8", content);
  const found = readEnvelope(text, storePath);
  switch (found.kind) {
    case "report":
      return { ...found, reporterUid: stat.uid, content };
    case "broken":
      return broken(found.reason, content);
    case "left":
      return found;
    default:
      return unreachable(found);
  }
}

/** As long as it was when it was looked at; what its owner adds meanwhile is not read. */
function readBytes(file: number, size: number): Uint8Array {
  const bytes = Buffer.alloc(size);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, length, size - length, null);
    length += read;
    if (read === 0 || length === size) break;
  }
  return bytes.subarray(0, length);
}

function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    systemCode(error);
    return null;
  }
}

type Envelope =
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "left" }
  | { readonly kind: "broken"; readonly reason: string };

function readEnvelope(text: string, storePath: string): Envelope {
  const value = parse(text);
  if (!isObject(value)) return { kind: "broken", reason: "not a JSON object" };
  const { v, store, report } = value;
  if (typeof v === "number" && v > 1) return { kind: "left" };
  if (v !== 1 || typeof store !== "string") return { kind: "broken", reason: "not a report" };
  if (store !== storePath) return { kind: "left" };
  const decoded = decodeReport(report);
  if (decoded.ok) return { kind: "report", report: decoded.value };
  const { at, expected } = decoded.failure;
  return { kind: "broken", reason: `${at.slice(0, 200)}: expected ${expected}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
