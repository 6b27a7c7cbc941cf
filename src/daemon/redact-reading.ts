import type { Json } from "../base/json.ts";
import type { Reading, WeighedReading } from "../domain/reading.ts";
import { redact } from "../text/redact.ts";
import type { Secrets } from "../text/secrets.ts";

/** A reading as it may be kept and shown: what was looked at may answer with what it was asked with. */
export function redactReading(
  { reading, weighed }: WeighedReading,
  secrets: Secrets,
): WeighedReading {
  const hide = (words: readonly string[]) => words.map((each) => redact(each, secrets));
  // A reading is plain data, which an interface can't say to the compiler.
  const seen = redactDeep(reading.seen as unknown as Json, secrets);
  return {
    reading: { ...reading, seen: seen as unknown as Reading["seen"] },
    weighed: { ...weighed, problems: hide(weighed.problems), facts: hide(weighed.facts) },
  };
}

function redactDeep(value: Json, secrets: Secrets): Json {
  if (typeof value === "string") return redact(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((each) => redactDeep(each, secrets));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      plain.has(key) ? each : redactDeep(each, secrets),
    ]),
  );
}

/** These are luota's own words and measures. */
const plain: ReadonlySet<string> = new Set(["kind", "sha256"]);
