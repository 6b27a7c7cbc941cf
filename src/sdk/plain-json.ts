import type { Json } from "../base/json.ts";
import { deepestJson } from "../domain/well-formed.ts";

/** A payload is a note about a run, not the data it worked on; in UTF-16 units of its JSON. */
const longest = 65_536;
/** More members than this are not even looked at. */
const mostMembers = 50_000;

interface Walk {
  /** The objects that the present one lies in. */
  readonly above: Set<object>;
  left: number;
}

/**
 * Any value as JSON that can be kept: what JSON has no word for becomes a text, and what is too large is
 * told by its size and beginning. Never throws.
 */
export function plainJson(value: unknown): Json {
  try {
    const plain = plainly(value, { above: new Set(), left: mostMembers }, 0);
    const text = JSON.stringify(plain);
    if (text.length <= longest) return plain;
    return { tooLarge: true, characters: text.length, begins: text.slice(0, 1_024) };
  } catch {
    return "(a value that can't be shown)";
  }
}

function plainly(value: unknown, walk: Walk, depth: number): Json {
  walk.left -= 1;
  if (walk.left < 0) return "(too much to be kept)";
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      return String(value);
    case "undefined":
    case "function":
    case "symbol":
      return null;
    case "object":
      return value === null ? null : composed(value, walk, depth);
    default:
      return null;
  }
}

function composed(value: object, walk: Walk, depth: number): Json {
  if (walk.above.has(value)) return "(the same object again)";
  if (depth >= deepestJson) return "(nested too deep)";
  if ("toJSON" in value && typeof value.toJSON === "function") {
    const told: unknown = (value as { toJSON: (key: string) => unknown }).toJSON("");
    if (told !== value) return plainly(told, walk, depth + 1);
  }
  if (value instanceof Error) return { name: value.name, message: value.message };
  walk.above.add(value);
  const plain = membersOf(value, walk, depth);
  walk.above.delete(value);
  return plain;
}

function membersOf(value: object, walk: Walk, depth: number): Json {
  if (walk.left <= 0) return "(too much to be kept)";
  const each = (member: unknown) => plainly(member, walk, depth + 1);
  if (Array.isArray(value)) return value.map(each);
  if (value instanceof Set) return Array.from(value, each);
  if (ArrayBuffer.isView(value)) return `(${value.byteLength} bytes)`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries
      .filter(([, member]) => member !== undefined && typeof member !== "function")
      .map(([name, member]) => [String(name), each(member)]),
  );
}
