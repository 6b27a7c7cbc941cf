import type { Json, JsonObject } from "../base/json.ts";

/**
 * `key=value` words as values: plain decimals and true and false as what they are, everything else as
 * text, so that an id such as `007` or `12e4` stays one. Gives the first word that is none.
 */
export function parseValues(
  words: readonly string[],
): { readonly values: JsonObject } | { readonly bad: string } {
  const values: Record<string, Json> = {};
  for (const word of words) {
    const match = /^([A-Za-z_][A-Za-z0-9_.-]{0,63})=([\s\S]*)$/u.exec(word);
    if (match === null) return { bad: word };
    values[match[1] ?? ""] = parseValue(match[2] ?? "");
  }
  return { values };
}

function parseValue(text: string): Json {
  if (text === "true" || text === "false") return text === "true";
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u.test(text)) return text;
  const number = Number(text);
  // A number that can't be held exactly is rather an id.
  const isExact = text.includes(".") ? text.length <= 16 : Number.isSafeInteger(number);
  return isExact ? number : text;
}
