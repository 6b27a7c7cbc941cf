import { expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { deepestJson, wellFormed } from "../../src/domain/well-formed.ts";

it.each<[string, Json, Json]>([
  ["what is well formed", { a: [1, "b", null, true, {}] }, { a: [1, "b", null, true, {}] }],
  ["a lone surrogate", ["\ud800x"], ["\ufffdx"]],
  ["a lone surrogate in a key", { "\udfff": 1 }, { "\ufffd": 1 }],
  ["a pair", "😀", "😀"],
  ["numbers beyond JSON", [Infinity, -Infinity, NaN], [null, null, null]],
])("%s becomes what can be stored", (_, value, stored) => {
  expect(wellFormed(value)).toEqual(stored);
});

it("keeps a member that is called like the prototype as a member", () => {
  const value = JSON.parse('{"__proto__":{"x":1}}') as Json;
  expect(JSON.stringify(wellFormed(value))).toBe('{"__proto__":{"x":1}}');
});

it("ends at a depth that nobody uses", () => {
  let value: Json = 1;
  for (let level = 0; level < 20_000; level += 1) value = [value];
  const text = JSON.stringify(wellFormed(value));
  expect(text).toBe(`${"[".repeat(deepestJson + 1)}null${"]".repeat(deepestJson + 1)}`);
});
