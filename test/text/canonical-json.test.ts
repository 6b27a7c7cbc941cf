import { describe, expect, test } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { canonicalJson } from "../../src/text/canonical-json.ts";

describe("the vectors of RFC 8785", () => {
  test("the sample of section 3.2.2 comes out as 3.2.3 shows it", () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as Json;
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test("keys are ordered by UTF-16 code units, so an emoji comes before U+FB33", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\u{1f600}": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    const names = Object.values(JSON.parse(canonicalJson(value)) as Record<string, string>);
    expect(names.map((name) => name.split(" ")[0])).toEqual([
      "One",
      "Carriage",
      "Control",
      "Latin",
      "Euro",
      "Emoji:",
      "Hebrew",
    ]);
  });

  /** IEEE-754 bits from the RFC's appendix B. */
  test.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("the double %s is written %s", (bits, text) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    expect(canonicalJson(view.getFloat64(0))).toBe(text);
  });
});

test.each<[string, Json, string]>([
  ["an empty object", {}, "{}"],
  ["an empty array", [], "[]"],
  ["nested order", { b: [{ z: 1, a: 2 }], a: "" }, '{"a":"","b":[{"a":2,"z":1}]}'],
  ["numeric keys as text", { "10": 1, "9": 2 }, '{"10":1,"9":2}'],
  ["a __proto__ key", JSON.parse('{"b":1,"__proto__":2}') as Json, '{"__proto__":2,"b":1}'],
  ["a lone surrogate as its escape", ["a\ud800", "\udc00b"], String.raw`["a\ud800","\udc00b"]`],
  ["a pair as itself", "\u{1f600}", '"\u{1f600}"'],
])("writes %s", (_, value, text) => {
  expect(canonicalJson(value)).toBe(text);
  expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
});

test.each([NaN, Infinity, -Infinity, undefined])("%s is no JSON: a bug, so it throws", (value) => {
  expect(() => canonicalJson({ a: value as unknown as Json })).toThrow(TypeError);
});
