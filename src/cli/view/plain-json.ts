import type { Json } from "../../base/json.ts";
import { toIso } from "../../base/time.ts";

/**
 * A value of the domain as JSON for people and scripts: instants, which are numbers inside, become
 * ISO-8601, however deep they lie. `key` is the name that the value goes by.
 */
export function plainJson(value: unknown, key = ""): Json {
  if (typeof value === "number" && instants.includes(key)) return toIso(value);
  if (Array.isArray(value)) return value.map((each) => plainJson(each, key));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([inner, each]): [string, Json] => [inner, plainJson(each, inner)]),
    );
  return value as Json;
}

const instants = ["at", "slot", "from", "until", "since", "missedAt", "noticedAt"];
