import { readFileSync, statSync } from "node:fs";
import { fail, ok, type Result } from "../base/result.ts";
import { writeReference, type TextOrSecret } from "../domain/secret-reference.ts";
import type { Environment } from "../process/launch.ts";

/** Where secrets are looked up: what the process was given, then the file beside the config. */
export interface SecretSource {
  readonly environment: Environment;
  readonly file: ReadonlyMap<string, string>;
}

export interface SecretFailure {
  readonly kind: "no-secret";
  readonly reference: string;
  readonly reason: string;
}

/** The value of a reference, or why this process can't have it. */
export function resolveSecret(
  value: TextOrSecret,
  { environment, file }: SecretSource,
): Result<string, SecretFailure> {
  const refuse = (reason: string) =>
    fail({ kind: "no-secret", reference: writeReference(value), reason } as const);
  switch (value.kind) {
    case "text":
      return ok(value.text);
    case "env": {
      const found = environment[value.name] ?? file.get(value.name);
      return found === undefined ? refuse("it is neither set nor in envFile") : ok(found);
    }
    case "file":
      try {
        return ok(readFileSync(value.path, "utf8").replace(/\r?\n$/u, ""));
      } catch (error) {
        return refuse(codeOf(error));
      }
  }
}

/** The variables of an envFile: `NAME=value` lines, quoted or not. Nothing where it can't be read. */
export function readEnvFile(path: string): ReadonlyMap<string, string> {
  try {
    return parseEnvFile(readFileSync(path, "utf8"));
  } catch {
    return new Map();
  }
}

/** Changes when the file does. */
export function envFileSignature(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return "";
  }
}

export function parseEnvFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/u)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/u.exec(line);
    const name = match?.[1];
    if (name !== undefined) values.set(name, unquote((match?.[2] ?? "").trim()));
  }
  return values;
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/su.exec(text);
  if (quoted === null) return text;
  const inner = quoted[2] ?? "";
  return quoted[1] === '"' ? inner.replace(/\\(["\\$`])/gu, "$1") : inner;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
