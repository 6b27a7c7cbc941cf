import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Why the store could not be used. Each is expected somewhere; the job goes on in any case. */
export type StoreFailure = StoreTrouble & { readonly path: string };

type StoreTrouble =
  /** Somebody else is writing, and the wait was over. */
  | { readonly kind: "locked" }
  | { readonly kind: "full" }
  | { readonly kind: "read-only" }
  | { readonly kind: "no-permission" }
  | { readonly kind: "corrupt"; readonly detail: string }
  /** A file of another kind: not SQLite at all, or another program's database. */
  | { readonly kind: "not-a-store"; readonly reason: "not-sqlite" | "other-program" }
  /** Written by a later luota than this one. */
  | { readonly kind: "newer"; readonly schema: number; readonly known: number }
  /** Waits to be migrated, which a wrapper never does. */
  | { readonly kind: "older"; readonly schema: number; readonly known: number }
  | { readonly kind: "is-a-directory" }
  | { readonly kind: "missing-directory"; readonly directory: string }
  /** Several processes cannot share a write-ahead log there. */
  | { readonly kind: "network-file-system"; readonly fileSystem: string }
  /** SQLite itself did not load: another platform, or a damaged installation. */
  | { readonly kind: "unloadable"; readonly detail: string }
  | { readonly kind: "io"; readonly code: string; readonly detail: string };

/** Turns what SQLite or the system threw into a failure; whatever else was thrown is a bug and stays one. */
export function storeFailure(error: unknown, path: string): StoreFailure {
  const code = codeOf(error);
  if (code === null) throw error;
  return { path, ...trouble(code, (error as Error).message, path) };
}

function trouble(code: string, detail: string, path: string): StoreTrouble {
  if (code === "SQLITE_BUSY" || code.startsWith("SQLITE_BUSY_")) return { kind: "locked" };
  if (code.startsWith("SQLITE_LOCKED")) return { kind: "locked" };
  if (code === "SQLITE_NOTADB") return { kind: "not-a-store", reason: "not-sqlite" };
  if (code.startsWith("SQLITE_CORRUPT")) return { kind: "corrupt", detail };
  if (code === "ERR_DLOPEN_FAILED" || code === "MODULE_NOT_FOUND") {
    return { kind: "unloadable", detail };
  }
  return spaceOrPermission(code, path) ?? lookAtFile(path) ?? { kind: "io", code, detail };
}

function spaceOrPermission(code: string, path: string): StoreTrouble | null {
  switch (code) {
    case "SQLITE_FULL":
    case "ENOSPC":
    case "EDQUOT":
      return { kind: "full" };
    case "EROFS":
      return { kind: "read-only" };
    case "EACCES":
    case "EPERM":
    case "SQLITE_PERM":
      return { kind: "no-permission" };
    case "EISDIR":
      return { kind: "is-a-directory" };
    case "ENOTDIR":
      return { kind: "missing-directory", directory: dirname(path) };
    case "ENOENT":
      // Else the name itself is a link into nowhere.
      return existsSync(dirname(path))
        ? null
        : { kind: "missing-directory", directory: dirname(path) };
    default:
      return code.startsWith("SQLITE_READONLY")
        ? (lookAtFile(path) ?? { kind: "read-only" })
        : null;
  }
}

/** SQLite says "unable to open" for many reasons; the system knows which. */
function lookAtFile(path: string): StoreTrouble | null {
  try {
    if (statSync(path).isDirectory()) return { kind: "is-a-directory" };
    accessSync(path, constants.R_OK | constants.W_OK);
    // The write-ahead log lies beside the file.
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = codeOf(error);
    return code === null ? null : spaceOrPermission(code, path);
  }
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
