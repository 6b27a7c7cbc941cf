import type { Json } from "../base/json.ts";
import { canonicalJson } from "../text/canonical-json.ts";

/** The canonical form (RFC 8785) of a record or a proof: what is hashed and signed. No newline follows. */
export function canonicalRecord(document: Json): string {
  return canonicalJson(document);
}

/** The same for people: keys in our order, indented. */
export function prettyRecord(document: Json): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
