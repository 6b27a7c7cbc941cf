import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { fail, ok, type Result } from "../base/result.ts";
import { codeOf } from "./error-code.ts";
import type { Environment } from "./launch.ts";

/** Why a command could not be started, with the exit code a shell gives for it. */
export interface Unstartable {
  readonly exitCode: 126 | 127;
  readonly reason: string;
}

const notFound: Unstartable = { exitCode: 127, reason: "not found" };

/** What the system takes where PATH is not set. */
const defaultPath = "/usr/local/bin:/usr/bin:/bin";

/** Finds the file a shell would run for a word: its own path where it has a slash, else the first fit in PATH. */
export function findProgram(
  word: string,
  env: Environment,
  cwd: string | null,
): Result<string, Unstartable> {
  if (word.includes("/")) return checkProgram(word, cwd);
  let first = notFound;
  if (word !== "") {
    for (const folder of (env["PATH"] ?? defaultPath).split(":")) {
      const found = checkProgram(`${folder === "" ? "." : folder}/${word}`, cwd);
      if (found.ok) return found;
      if (found.failure.reason === "permission denied") first = found.failure;
    }
  }
  return fail(first);
}

function checkProgram(path: string, cwd: string | null): Result<string, Unstartable> {
  const seen = cwd === null || path.startsWith("/") ? path : `${cwd}/${path}`;
  try {
    // Throwing is what costs in a long PATH, so what is simply not there does not.
    const stat = statSync(seen, { throwIfNoEntry: false });
    if (stat === undefined) return fail(notFound);
    if (stat.isDirectory()) return fail({ exitCode: 126, reason: "is a directory" });
    if (!stat.isFile()) return fail({ exitCode: 126, reason: "permission denied" });
    accessSync(seen, constants.X_OK);
    return ok(path);
  } catch (error) {
    return fail(unstartableFor(error));
  }
}

/** Turns a failed system call into what a shell says and exits with. */
export function unstartableFor(error: unknown): Unstartable {
  const code = codeOf(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return notFound;
    case "EACCES":
    case "EPERM":
      return { exitCode: 126, reason: "permission denied" };
    case "E2BIG":
      return { exitCode: 126, reason: "argument list too long" };
    case "ENOEXEC":
      return { exitCode: 126, reason: "not a program this system can run" };
    default:
      return { exitCode: 126, reason: code };
  }
}

/** A script's interpreter, where its first line names one that is not there; null where all is well. */
export function missingInterpreter(path: string): string | null {
  const interpreter = readInterpreter(path);
  if (interpreter === null) return null;
  try {
    accessSync(interpreter, constants.X_OK);
    return null;
  } catch {
    return interpreter;
  }
}

function readInterpreter(path: string): string | null {
  try {
    const file = openSync(path, constants.O_RDONLY);
    const start = Buffer.allocUnsafe(256);
    const length = readSync(file, start, 0, start.length, 0);
    closeSync(file);
    if (start[0] !== 0x23) return null;
    const match = /^#![ \t]*([^ \t\n]+)/u.exec(start.toString("latin1", 0, length));
    return match?.[1] ?? null;
  } catch {
    // A program may be executable and not readable.
    return null;
  }
}
