import type { Json } from "../base/json.ts";
import { canonicalJson } from "../text/canonical-json.ts";

/** Text that is exactly the UTF-8 it says; null where it is not. */
export function readText(bytes: Uint8Array | undefined): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A value whose text is its canonical form, so that nothing hides in how it is written. */
export function readCanonical(text: string | null): { readonly value: Json } | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Json;
    return canonicalJson(value) === text ? { value } : null;
  } catch {
    return null;
  }
}

/** One canonical value per line, each ended; or the number of the first line that is none. */
export function readLines(
  bytes: Uint8Array | undefined,
): { readonly values: readonly Json[] } | { readonly line: number } {
  const text = readText(bytes);
  if (text === null) return { line: 1 };
  if (text === "") return { values: [] };
  const lines = text.split("\n");
  if (lines.pop() !== "") return { line: lines.length + 1 };
  const values: Json[] = [];
  for (const [index, line] of lines.entries()) {
    const read = readCanonical(line);
    if (read === null) return { line: index + 1 };
    values.push(read.value);
  }
  return { values };
}
