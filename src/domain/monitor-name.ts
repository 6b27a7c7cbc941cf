import { fail, ok, type Result } from "../base/result.ts";

export interface NameFailure {
  readonly kind: "bad-name";
  readonly name: string;
  readonly reason:
    | "empty"
    | "too-long"
    | "bad-character"
    | "no-letter"
    | "looks-like-an-incident"
    | "looks-like-an-option";
}

const longest = 128;

/** A monitor's name: letters, digits, `.`, `_`, `-`, `/`, at most 128, with a letter or digit among them, and not of the form `INC-4`. */
export function parseMonitorName(name: string): Result<string, NameFailure> {
  const bad = (reason: NameFailure["reason"]) => fail({ kind: "bad-name" as const, name, reason });
  if (name === "") return bad("empty");
  if (name.startsWith("-")) return bad("looks-like-an-option");
  if (!/^[A-Za-z0-9._\-/]+$/u.test(name)) return bad("bad-character");
  // A path of nothing but `.`, `..` and `/` names no job.
  if (!/[A-Za-z0-9]/u.test(name)) return bad("no-letter");
  if (name.length > longest) return bad("too-long");
  if (/^INC-\d+$/i.test(name)) return bad("looks-like-an-incident");
  return ok(name);
}
