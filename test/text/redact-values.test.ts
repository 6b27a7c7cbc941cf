import { expect, test } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { redactCommand, redactJson, redactTags } from "../../src/text/redact-values.ts";
import { secretsFrom } from "../../src/text/secrets.ts";

const secrets = secretsFrom(["correct horse"]);
const hidden = "[redacted]";

test.each<[string, Json, Json]>([
  ["known values in texts", { a: ["the correct horse"] }, { a: [`the ${hidden}`] }],
  ["known values in keys", { "correct horse": 1 }, { [hidden]: 1 }],
  ["what a secret's key holds", { password: "abc", pin: 1 }, { password: hidden, pin: 1 }],
  ["numbers under such a key", { accessToken: 123456 }, { accessToken: hidden }],
  [
    "all below credentials",
    { credentials: { user: "ana", list: ["x"] } },
    { credentials: { user: hidden, list: [hidden] } },
  ],
  [
    "not counts of tokens",
    { tokens: 512, usage: { tokens: { in: 1 } } },
    { tokens: 512, usage: { tokens: { in: 1 } } },
  ],
  [
    "not whether there is one",
    { password: true, secret: null, token: "" },
    { password: true, secret: null, token: "" },
  ],
  [
    "plain values stay",
    [1, "ok", null, { key: "customer-1" }],
    [1, "ok", null, { key: "customer-1" }],
  ],
])("redactJson: %s", (_, value, redacted) => {
  expect(redactJson(value, secrets)).toEqual(redacted);
});

test("redactJson keeps a key named __proto__ as a key", () => {
  const value = JSON.parse('{"__proto__":{"a":"correct horse"}}') as Json;
  expect(JSON.stringify(redactJson(value, secrets))).toBe(`{"__proto__":{"a":"${hidden}"}}`);
});

test("redactJson takes the deepest nesting that fits in an argument", () => {
  const value = JSON.parse("[".repeat(60_000) + "]".repeat(60_000)) as Json;
  expect(JSON.stringify(redactJson(value, secrets))).toContain("[nested too deep]");
});

test("redactTags looks at names and values", () => {
  expect(redactTags({ customer: "acme", token: "x", note: "correct horse" }, secrets)).toEqual({
    customer: "acme",
    token: hidden,
    note: hidden,
  });
});

test.each([
  [
    "an option and its word",
    ["pg", "--password", "two words", "-v"],
    ["pg", "--password", hidden, "-v"],
  ],
  ["an option with its value", ["pg", "--password=two words"], ["pg", `--password=${hidden}`]],
  ["a variable", ["env", "PGPASSWORD=x y", "pg"], ["env", `PGPASSWORD=${hidden}`, "pg"]],
  ["a token's option", ["gh", "--token", "abcdefgh1"], ["gh", "--token", hidden]],
  ["an option without a word", ["pg", "--password", "-v"], ["pg", "--password", "-v"]],
  [
    "a known value across nothing",
    ["say", "the correct horse", "x"],
    ["say", `the ${hidden}`, "x"],
  ],
  ["a known value that two words make", ["say", "correct", "horse"], ["say", hidden, hidden]],
  [
    "a program's own habit",
    ["mysqldump", "-phunter2", "shop"],
    ["mysqldump", `-p${hidden}`, "shop"],
  ],
  [
    "a script of the shell",
    ["sh", "-c", "curl -u me:pw x"],
    ["sh", "-c", `curl -u me:${hidden} x`],
  ],
  ["empty words stay", ["a", "", "b"], ["a", "", "b"]],
])("redactCommand: %s", (_, words, redacted) => {
  expect(redactCommand(words, secrets)).toEqual(redacted);
});
