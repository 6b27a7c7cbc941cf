import type { Json } from "../base/json.ts";

/** JSON nested deeper than this is nobody's data, and would exhaust the stack of whoever walks it. */
export const deepestJson = 110;

/**
 * The same value with only what survives being written as UTF-8 and as JSON: lone surrogates become
 * U+FFFD; numbers that JSON can't hold, and what lies absurdly deep, become null. Then what is stored
 * equals what was digested.
 */
export function wellFormed(value: Json, levels = deepestJson): Json {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  if (levels < 0) return null;
  if (isArray(value)) return value.map((item) => wellFormed(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.toWellFormed(),
      wellFormed(member, levels - 1),
    ]),
  );
}

/** Array.isArray does not narrow readonly arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
