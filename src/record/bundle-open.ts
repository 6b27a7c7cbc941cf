import {
  closeSync,
  constants,
  fstatSync,
  statSync,
  openSync,
  readdirSync,
  readFileSync,
} from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { unpackBundle, type UnpackFailure } from "./bundle-unpack.ts";
import { readEnvelope } from "./dsse.ts";
import type { Files } from "./verify-check.ts";

/** What somebody gave us to verify. */
export type Opened =
  | { readonly kind: "bundle"; readonly form: "folder"; readonly files: Files }
  | {
      readonly kind: "bundle";
      readonly form: "archive";
      readonly files: Files;
      /** Whether the archive is byte for byte as luota packs these files. */
      readonly isOurs: boolean;
    }
  /** A DSSE envelope on its own. */
  | { readonly kind: "envelope"; readonly text: string };

export type OpenFailure =
  | UnpackFailure
  | { readonly kind: "unreadable"; readonly path: string; readonly code: string }
  | { readonly kind: "too-large"; readonly path: string }
  /** A link, a device or a folder where a file should be. */
  | { readonly kind: "no-file"; readonly path: string }
  | { readonly kind: "unknown-form"; readonly path: string };

/** Bytes: of one file, and of a whole folder. A record has some kilobytes. */
const mostBytes = 64 * 1024 * 1024;

/** Reads a folder, a `.tar.gz` or an envelope into memory. Nothing is ever written. */
export async function openBundle(path: string): Promise<Result<Opened, OpenFailure>> {
  const found = lookAt(path);
  if (!found.ok) return found;
  if (found.value === "folder") return openFolder(path);
  const read = readWhole(path, mostBytes, { follow: true });
  if (!read.ok) return read;
  const bytes = read.value;
  const isTar = bytes.subarray(257, 262).toString("latin1") === "ustar";
  if ((bytes[0] === 0x1f && bytes[1] === 0x8b) || isTar) {
    const unpacked = await unpackBundle(bytes, mostBytes);
    if (!unpacked.ok) return unpacked;
    return ok({ kind: "bundle", form: "archive", ...unpacked.value });
  }
  const text = bytes.toString("utf8");
  return readEnvelope(text) === null
    ? fail({ kind: "unknown-form", path })
    : ok({ kind: "envelope", text });
}

function openFolder(path: string): Result<Opened, OpenFailure> {
  const listed = guarded(path, () => readdirSync(path));
  if (!listed.ok) return listed;
  const files = new Map<string, Uint8Array>();
  let room = mostBytes;
  for (const name of listed.value.sort().slice(0, mostFiles)) {
    const read = readWhole(join(path, name), room, { follow: false });
    if (!read.ok) return read;
    room -= read.value.length;
    files.set(name, read.value);
  }
  return ok({ kind: "bundle", form: "folder", files });
}

/** A bundle has eleven; of more, one that is too many is enough to name. */
const mostFiles = 100;

function lookAt(path: string): Result<"folder" | "file", OpenFailure> {
  return guarded(path, () => (statSync(path).isDirectory() ? "folder" : "file"));
}

/** A regular file, at most so large. */
export function readWhole(
  path: string,
  most: number,
  { follow }: { readonly follow: boolean },
): Result<Buffer, OpenFailure> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW);
  const opened = guarded(path, () => openSync(path, flags));
  if (!opened.ok) {
    const isLink = opened.failure.kind === "unreadable" && opened.failure.code === "ELOOP";
    return isLink ? fail({ kind: "no-file", path }) : opened;
  }
  try {
    const { mode, size } = fstatSync(opened.value);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG) return fail({ kind: "no-file", path });
    if (size > most) return fail({ kind: "too-large", path });
    return guarded(path, () => readFileSync(opened.value));
  } finally {
    closeSync(opened.value);
  }
}

function guarded<Value>(path: string, work: () => Value): Result<Value, OpenFailure> {
  try {
    return ok(work());
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (typeof code !== "string") throw error;
    return fail({ kind: "unreadable", path, code });
  }
}
