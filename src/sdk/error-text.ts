import { plainJson } from "./plain-json.ts";

/** How much of an error is kept: it may hold the whole answer of a server, and its causes as well. */
const limits = { levels: 6, message: 2_000, frames: 20, framesOfCause: 8, errors: 5, all: 16_384 };

/** What was thrown, as text: name, message, code and stack, then its causes, innermost last. Never throws. */
export function errorText(thrown: unknown): string {
  const seen = new Set<unknown>();
  return describe(thrown, 0, seen).join("\n").slice(0, limits.all);
}

function describe(thrown: unknown, level: number, seen: Set<unknown>): string[] {
  if (level >= limits.levels) return ["(further causes are left out)"];
  if (typeof thrown === "object" && thrown !== null) {
    if (seen.has(thrown)) return ["(the same error again)"];
    seen.add(thrown);
  }
  if (!isErrorLike(thrown)) return [plainText(thrown)];
  const own = [headline(thrown), ...frames(thrown, level)];
  const cause = member(thrown, "cause");
  const causes = cause === undefined ? [] : caused("caused by", cause, level, seen);
  return [...own, ...joined(thrown, level, seen), ...causes];
}

function caused(word: string, thrown: unknown, level: number, seen: Set<unknown>): string[] {
  const [first = "", ...rest] = describe(thrown, level + 1, seen);
  return [`${word}: ${first}`, ...rest];
}

/** The errors that an AggregateError joins. */
function joined(thrown: object, level: number, seen: Set<unknown>): string[] {
  const errors = member(thrown, "errors");
  if (!Array.isArray(errors)) return [];
  const told = errors.slice(0, limits.errors);
  return told.flatMap((each, index) => caused(`error ${index + 1}`, each, level, seen));
}

/** Errors of other realms (a vm, a worker) are none by instanceof. */
function isErrorLike(thrown: unknown): thrown is object {
  if (thrown instanceof Error) return true;
  if (typeof thrown !== "object" || thrown === null) return false;
  return typeof member(thrown, "message") === "string";
}

function headline(thrown: object): string {
  const name = textMember(thrown, "name") ?? "Error";
  const message = (textMember(thrown, "message") ?? "").slice(0, limits.message);
  const code = member(thrown, "code");
  const isTelling = (typeof code === "string" || typeof code === "number") && code !== "";
  const known = isTelling && !message.includes(String(code)) ? ` (${code})` : "";
  return `${message === "" ? name : `${name}: ${message}`}${known}`;
}

/** The stack without its heading, which repeats name and message. */
function frames(thrown: object, level: number): string[] {
  const lines = (textMember(thrown, "stack") ?? "").split("\n");
  const most = level === 0 ? limits.frames : limits.framesOfCause;
  return lines.filter((line) => /^\s+at /u.test(line)).slice(0, most);
}

function textMember(of: object, name: string): string | null {
  const value = member(of, name);
  return typeof value === "string" ? value : null;
}

/** A getter may throw, as may a proxy. */
function member(of: object, name: string): unknown {
  try {
    return (of as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}

function plainText(thrown: unknown): string {
  const text = typeof thrown === "string" ? thrown : JSON.stringify(plainJson(thrown));
  return text.slice(0, limits.message);
}
