import type { Json } from "../base/json.ts";

/**
 * JSON as RFC 8785 writes it: no white space, keys in UTF-16 order, numbers and strings as
 * ECMAScript prints them. Equal values give equal text, so a digest over it means something.
 *
 * The RFC refuses lone surrogates; here they stay `\udXXX` escapes, so that the text is always valid
 * UTF-8, nothing is lost, and parsing and writing it again gives the same bytes. Throws on what is
 * no JSON at all (NaN, infinities, undefined).
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value === "number") return canonicalNumber(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") return canonicalObject(value);
  throw new TypeError(`no JSON value: ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no JSON number: ${value}`);
  return JSON.stringify(value);
}

function canonicalObject(value: Readonly<Record<string, Json>>): string {
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/** Array.isArray does not narrow readonly arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
