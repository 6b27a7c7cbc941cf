import type { Json } from "../base/json.ts";
import { redact, secretSpans } from "./redact.ts";
import { secretNameStrength } from "./secret-name.ts";
import type { Secrets } from "./secrets.ts";
import { coverSpans, redactedMark } from "./spans.ts";

/** Deeper values would exhaust the stack of whoever walks them. */
const deepest = 64;

/** A payload without secrets: in its texts, in its keys, and whatever a key named like a secret holds. */
export function redactJson(value: Json, secrets: Secrets): Json {
  return redactWithin(value, secrets, false, 0);
}

function redactWithin(value: Json, secrets: Secrets, isSecret: boolean, depth: number): Json {
  if (depth > deepest) return "[nested too deep]";
  if (typeof value === "string") {
    return isSecret && value !== "" ? redactedMark : redact(value, secrets);
  }
  if (typeof value === "number") return isSecret ? redactedMark : value;
  if (value === null || typeof value === "boolean") return value;
  if (isArray(value)) return value.map((item) => redactWithin(item, secrets, isSecret, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      redact(key, secrets),
      redactWithin(member, secrets, isSecret || announces(key, member), depth + 1),
    ]),
  );
}

/** `tokens: 512` and `keys: {…}` are counts and collections; `token: 512123` is a one-time code. */
function announces(key: string, member: Json): boolean {
  const strength = secretNameStrength(key);
  if (strength === "strong") return true;
  return strength === "weak" && (typeof member === "string" || typeof member === "number");
}

export function redactTags(
  tags: Readonly<Record<string, string>>,
  secrets: Secrets,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      redact(key, secrets),
      secretNameStrength(key) === null ? redact(value, secrets) : redactedMark,
    ]),
  );
}

/**
 * A command's words. They are looked at together, so that `--password x` is seen although it is two
 * words, and a word after such an option goes whole, with the spaces in it.
 */
export function redactCommand(words: readonly string[], secrets: Secrets): string[] {
  const line = words.join(" ");
  const spans = secretSpans(line, secrets);
  let start = 0;
  return words.map((word, index) => {
    const end = start + word.length;
    const covered = coverSpans(line, spans, start, end);
    start = end + 1;
    const before = words[index - 1] ?? "";
    if (isSecretOption(before) && word !== "" && !word.startsWith("-")) return redactedMark;
    return redactAssigned(word, covered);
  });
}

function isSecretOption(word: string): boolean {
  return /^--?[A-Za-z][\w-]+$/u.test(word) && secretNameStrength(word) === "strong";
}

/** `--password=two words` and `PGPASSWORD=two words` as one word: all of the value goes. */
function redactAssigned(word: string, covered: string): string {
  const name = /^(-{0,2}[A-Za-z_][\w.-]*=)[^\s]+\s/u.exec(word)?.[1];
  const isSecret = name !== undefined && secretNameStrength(name) === "strong";
  return isSecret ? name + redactedMark : covered;
}

/** Array.isArray does not narrow readonly arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
