import type { Json } from "../base/json.ts";
import { fail, ok, type Result } from "../base/result.ts";
import { findInJson, parseJsonPath } from "../domain/probe-path.ts";
import type { JsonExpectation } from "../domain/probe.ts";
import type { JsonSeen } from "../domain/reading.ts";
import { findMatch } from "./match.ts";

const longestValue = 1_000;

/** What lies at the paths asked for, in their order; null where a pattern takes too long. */
export function seeJson(
  asked: readonly JsonExpectation[],
  text: string,
  whole: boolean,
): readonly JsonSeen[] | null {
  if (asked.length === 0) return [];
  const parsed = whole ? parse(text) : fail("the answer is too long to be read as JSON");
  const seen = asked.map((each) =>
    parsed.ok ? seeOne(each, parsed.value) : ({ kind: "no-json", reason: parsed.failure } as const),
  );
  return seen.includes("too-slow") ? null : seen.filter((each) => each !== "too-slow");
}

function parse(text: string): Result<Json, string> {
  try {
    return ok(JSON.parse(text) as Json);
  } catch {
    return fail("the answer is no JSON");
  }
}

function seeOne({ path, value: asked }: JsonExpectation, body: Json): JsonSeen | "too-slow" {
  const found = findInJson(body, parseJsonPath(path) ?? []);
  if (found === undefined) return { kind: "nothing" };
  if (typeof found === "object" && found !== null) return { kind: "many" };
  const value = typeof found === "string" ? found.slice(0, longestValue) : found;
  if (asked.matches === null || value === null) return { kind: "value", value, matched: null };
  const match = findMatch(asked.matches, String(value));
  return match.kind === "too-slow"
    ? match.kind
    : { kind: "value", value, matched: match.kind === "match" };
}
