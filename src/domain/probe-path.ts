import type { Json } from "../base/json.ts";

/** One step into a JSON value: the key of a mapping, or the place in a list (negative: from its end). */
export type JsonStep = string | number;

/** Reads `$.items[0].state`, `$["odd key"]`, `$.items[-1]`; null where it is none. */
export function parseJsonPath(text: string): readonly JsonStep[] | null {
  if (!text.startsWith("$")) return null;
  const steps: JsonStep[] = [];
  let rest = text.slice(1);
  while (rest !== "") {
    const match = step.exec(rest);
    if (match === null) return null;
    const [whole, key, place, quoted] = match as (string | undefined)[];
    const read = key ?? (place === undefined ? unquote(quoted ?? "") : Number(place));
    if (read === null) return null;
    steps.push(read);
    rest = rest.slice((whole ?? "").length);
  }
  return steps;
}

const step =
  /^(?:\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[(-?\d{1,9})\]|\[("(?:[^"\\]|\\.)*"|'[^'\\]*')\])/u;

function unquote(quoted: string): string | null {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}

/** What lies there; undefined where nothing does. */
export function findInJson(value: Json, steps: readonly JsonStep[]): Json | undefined {
  let here: Json | undefined = value;
  for (const each of steps) {
    if (typeof here !== "object" || here === null) return undefined;
    if (typeof each === "number") {
      if (!Array.isArray(here)) return undefined;
      here = (here as readonly Json[]).at(each);
    } else {
      if (Array.isArray(here) || !Object.hasOwn(here, each)) return undefined;
      here = (here as Readonly<Record<string, Json>>)[each];
    }
  }
  return here;
}
