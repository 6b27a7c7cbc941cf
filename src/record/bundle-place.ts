import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { allNames, type BundleFile } from "./bundle-names.ts";

export type PlaceFailure =
  | { readonly kind: "exists"; readonly path: string }
  /** A folder that holds other things than a bundle is not taken away. */
  | { readonly kind: "not-a-bundle"; readonly path: string }
  | { readonly kind: "unwritable"; readonly path: string; readonly code: string };

/** The file has its name once it is whole; it is private, as the store is. */
export function placeFile(
  path: string,
  bytes: Uint8Array,
  overwrite: boolean,
): Result<void, PlaceFailure> {
  const unnamed = `${path}.new-${Math.random().toString(36).slice(2)}`;
  try {
    writeWhole(unnamed, bytes);
    if (overwrite) renameSync(unnamed, path);
    else linkSync(unnamed, path);
    return ok(undefined);
  } catch (error) {
    return fail(placeFailure(error, path));
  } finally {
    rmSync(unnamed, { force: true });
  }
}

export function placeFolder(
  path: string,
  files: readonly BundleFile[],
  overwrite: boolean,
): Result<void, PlaceFailure> {
  let unnamed: string | null = null;
  try {
    if (existsSync(path)) {
      if (!overwrite && readdirSync(path).length > 0) return fail({ kind: "exists", path });
      if (!isBundle(path)) return fail({ kind: "not-a-bundle", path });
    }
    unnamed = mkdtempSync(`${path}.new-`);
    for (const { name, bytes } of files) writeWhole(join(unnamed, name), bytes);
    const old = existsSync(path) ? `${unnamed}-old` : null;
    if (old !== null) renameSync(path, old);
    renameSync(unnamed, path);
    if (old !== null) rmSync(old, { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    return fail(placeFailure(error, path));
  } finally {
    if (unnamed !== null) rmSync(unnamed, { recursive: true, force: true });
  }
}

/** Empty, or with nothing in it that a bundle has not. */
function isBundle(path: string): boolean {
  if (!lstatSync(path).isDirectory()) return false;
  return readdirSync(path).every((name) => allNames.includes(name));
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, "wx", 0o600);
  try {
    writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What was thrown without a code is a bug, and stays one. */
function placeFailure(error: unknown, path: string): PlaceFailure {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (typeof code !== "string") throw error;
  return code === "EEXIST" ? { kind: "exists", path } : { kind: "unwritable", path, code };
}
