import { fail, ok, type Result } from "../../base/result.ts";
import type { SecretReference, TextOrSecret } from "../../domain/secret-reference.ts";
import { secretNameStrength } from "../../text/secret-name.ts";
import type { Problem } from "../problem.ts";
import { describe, leaf, scalarText, textLeaf, type Leaf } from "./leaf.ts";
import { badForm } from "./texts.ts";

const referenceForm = "^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.+)$";

/**
 * The place of a secret. The secret itself is refused: this file is read by more people and
 * programs than may know it, and what is compiled from it is stored.
 */
export function secret(what: string, variable: string): Leaf<SecretReference> {
  const expected = `a reference to ${what}, env:${variable} or file:/path`;
  const schema = { pattern: referenceForm, examples: [`env:${variable}`] };
  const refuse = fail<Problem>({ kind: "literal-secret", what, variable });
  return leaf(expected, { type: "string", ...schema }, (input) => {
    const given = scalarText(input);
    if (given === null) {
      return fail({ kind: "wrong-type", expected, found: describe(input) });
    }
    return looksLikeReference(given) ? readReference(given) : refuse;
  });
}

/** An http(s) URL, or the place of one. A URL that carries a secret has to be a reference. */
export function urlOrSecret(variable: string): Leaf<TextOrSecret> {
  const schema = { pattern: `${referenceForm}|^https?://`, examples: [`env:${variable}`] };
  return textLeaf<TextOrSecret>("a URL, or env:NAME or file:/path", schema, (given) => {
    if (looksLikeReference(given)) return readReference(given);
    const url = readUrl(given);
    if (!url.ok) return url;
    return carriesSecret(url.value)
      ? fail({ kind: "literal-secret", what: "a URL with a secret in it", variable })
      : ok({ kind: "text", text: given });
  });
}

/** A plain http(s) URL. */
export function url(example: string): Leaf<string> {
  const schema = { pattern: "^https?://", examples: [example] };
  return textLeaf("an http or https URL", schema, (given) => {
    const read = readUrl(given);
    if (!read.ok) return read;
    if (!carriesSecret(read.value)) return ok(given);
    return fail({
      kind: "bad-form",
      read: "***",
      expected: "a URL without user or password",
      example,
    });
  });
}

/** A text that may be the place of one: the value of a variable. */
export function textOrSecret(): Leaf<TextOrSecret> {
  return textOrSecretOf((text) => !text.includes("\0"), "a text without NUL");
}

/** The same for the value of a header, where a line ending would begin a header of its own. */
export function headerValue(): Leaf<TextOrSecret> {
  return textOrSecretOf((text) => /^[\t\x20-\x7e]*$/u.test(text), "one line of plain characters");
}

function textOrSecretOf(fits: (text: string) => boolean, expected: string): Leaf<TextOrSecret> {
  const schema = { type: ["string", "number", "boolean"], examples: ["env:NAME"] };
  return leaf<TextOrSecret>("a text, or env:NAME or file:/path", schema, (input) => {
    const given = scalarText(input);
    if (given === null) {
      return fail({ kind: "wrong-type", expected: "a text", found: describe(input) });
    }
    if (!fits(given)) return badForm(given, expected);
    return looksLikeReference(given) ? readReference(given) : ok({ kind: "text", text: given });
  });
}

/** Whether a written-out value under this name is a secret, and not the name of a file with one. */
export function isLiteralSecret(name: string, value: TextOrSecret): boolean {
  if (value.kind !== "text" || value.text.length < 4) return false;
  return secretNameStrength(name) !== null && !/^(?:\/|\d+$|true$|false$)/u.test(value.text);
}

function looksLikeReference(given: string): boolean {
  return /^(?:env|file):(?!\/\/[^/])/u.test(given);
}

function readReference(given: string): Result<SecretReference, Problem> {
  const [, kind, rest = ""] = /^(env|file):(.*)$/su.exec(given) ?? [];
  if (kind === "env" && /^[A-Za-z_][A-Za-z0-9_]*$/u.test(rest)) {
    return ok({ kind: "env", name: rest });
  }
  if (kind === "file" && /^\/[^\0\n]+$/u.test(rest)) return ok({ kind: "file", path: rest });
  return kind === "env"
    ? badForm(given, "the name of an environment variable after env:", "env:SMTP_PASSWORD")
    : badForm(given, "an absolute path after file:", "file:/etc/luota/router.key");
}

function readUrl(given: string): Result<URL, Problem> {
  const parsed = URL.parse(given);
  const isWeb = parsed !== null && /^https?:$/u.test(parsed.protocol) && !/\s/u.test(given);
  return isWeb ? ok(parsed) : badForm(given, "an http or https URL", "https://example.org/path");
}

function carriesSecret(parsed: URL): boolean {
  if (parsed.password !== "" || parsed.username !== "") return true;
  if (/^hooks\.slack\.com$|^discord(?:app)?\.com$/u.test(parsed.hostname)) return true;
  return [...parsed.searchParams.keys()].some((name) => secretNameStrength(name) !== null);
}
