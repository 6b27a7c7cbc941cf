import { secretNameStrength, type NameStrength } from "./secret-name.ts";
import type { Span } from "./spans.ts";

/** Finds the values that a name beside them declares to be secret. */
export function assignmentSpans(text: string): Span[] {
  const hasSeparator = text.includes("=") || text.includes(":");
  return [
    ...(hasSeparator ? valuesAfter(text, assigned) : []),
    ...(text.includes("-") ? valuesAfter(text, optionWord) : []),
  ];
}

/**
 * A name and what parts it from its value: `password=x`, `"apiKey": "x"`, `?token=x`, `X-Token: x`,
 * `DB_PASSWORD => 'x'`. A name is tried from its first character only, so time stays linear.
 */
const assigned = /(?<![\w.-])([\w.-]{2,128})(\\?["'])?[ \t]{0,2}(?:=>|:=|[=:])[ \t]{0,2}/g;

/** `--password VALUE`: an option that is named like a secret takes the next word. */
const optionWord = /(?<![\w-])(--?[A-Za-z][\w-]{1,64})()[ \t]{1,4}(?!-)/g;

/**
 * A value: quoted, quoted inside a quoted string, or bare. A bare one ends at white space, a quote,
 * `&`, or a comma or semicolon before the next name.
 */
const value =
  /\\"([^"\\\n]+)|"((?:[^"\\\n]|\\[^\n])+)|'([^'\n]+)|((?:[^\s"'<>&,;\\]|\\[^\snr"]|[,;](?!\s|$|[A-Za-z_][\w.-]{0,40}[=:]))+)/y;

/** What is inside a value that stays readable is searched again: it may hold a name of its own. */
function* valuesAfter(text: string, name: RegExp): Generator<Span> {
  const names = new RegExp(name);
  for (let found = names.exec(text); found !== null; found = names.exec(text)) {
    const strength = secretNameStrength(found[1] ?? "");
    if (strength === null) continue;
    value.lastIndex = names.lastIndex;
    const match = value.exec(text);
    const word = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? "";
    const prose = found[2] === undefined && found[0].endsWith(": ");
    if (!isSecretValue(word, strength, prose)) continue;
    yield [value.lastIndex - word.length, value.lastIndex];
    names.lastIndex = value.lastIndex;
  }
}

/**
 * `password: x` is always taken for one, but for plain words and references to variables. A weak name
 * needs a value of some length, and in prose (`token: unexpected`) one that does not read as a word.
 */
function isSecretValue(word: string, strength: NameStrength, prose: boolean): boolean {
  if (word === "" || isPlain(word)) return false;
  if (strength === "strong") return true;
  return word.length >= 8 && (!prose || word.length >= 20 || /[0-9]|[a-z][A-Z]/.test(word));
}

/** Words, placeholders and references to variables, which stand where a secret could. */
function isPlain(word: string): boolean {
  if (word.length > 64) return false;
  return plainWord.test(word) || reference.test(word);
}

const plainWord =
  /^(?:true|false|null|none|nil|yes|no|on|off|set|unset|empty|undefined|missing|required|optional|invalid|expired|changed|unchanged|incorrect|wrong|not|is|was|are|has|for|must|the|a|an|ok|env|file|prompt|hidden|masked|string|default)?[.,;:!)}\]]*$/i;

const reference =
  /^(?:[*\u2022]+|<[\w -]+>|\[redacted\]|\$(?:[A-Z_][A-Z0-9_]*|[0-9@*#]|\{[^}]*\}|\([^)]*\)?)|%[A-Z_]+%|%[sdv]|\{\{.*\}\}|(?:process\.env|os\.environ)\S*)[.,;:)]*$/;
