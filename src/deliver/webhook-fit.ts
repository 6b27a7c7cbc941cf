import type { Json } from "../base/json.ts";
import { cutText } from "../text/cut-text.ts";

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The beginning of a text, at most so many characters, with a mark where it was cut. */
export function cutTo(text: string, longest: number): string {
  return text.length <= longest ? text : `${cutText(text, Math.max(0, longest - 1))}…`;
}

/** The same in bytes of UTF-8. */
export function cutToBytes(text: string, most: number): string {
  if (byteLength(text) <= most) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(Math.max(0, most - 3)));
  return `${cutText(text, read)}…`;
}

/**
 * A JSON value that takes at most so many bytes: its longest texts are cut first, then its longest
 * lists. Links and what names something are left whole, for half of them is worth nothing.
 */
export function fitJson(value: Json, most: number): Json {
  const fits = (each: Json) => byteLength(JSON.stringify(each)) <= most;
  if (fits(value)) return value;
  for (const [characters, items] of steps) {
    const smaller = cap(value, characters, items);
    if (fits(smaller)) return smaller;
  }
  return cap(value, 40, 3);
}

const steps: readonly (readonly [characters: number, items: number])[] = [
  [8_000, 1_000],
  [4_000, 500],
  [2_000, 200],
  [1_000, 100],
  [500, 50],
  [300, 30],
  [200, 20],
  [100, 10],
];

function cap(value: Json, characters: number, items: number): Json {
  if (typeof value === "string") return cutTo(value, characters);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.slice(0, items).map((each) => cap(each, characters, items));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      whole.has(key) && (typeof each !== "string" || each.length <= 2_000)
        ? each
        : cap(each, characters, items),
    ]),
  );
}

const whole: ReadonlySet<string> = new Set([
  ...["id", "key", "monitor", "run", "lastGoodRun", "hash", "acknowledgeUrl", "proveUrl", "href"],
  ...["dedup_key", "routing_key", "client_url", "code"],
]);

/** Array.isArray does not narrow readonly arrays. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
