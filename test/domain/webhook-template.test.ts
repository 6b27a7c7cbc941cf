import { describe, expect, test } from "vitest";
import type { Json } from "../../src/base/json.ts";
import {
  fillTemplate,
  parseTemplate,
  templatePlaces,
  type TemplatePlace,
} from "../../src/domain/webhook-template.ts";

const nothing = Object.fromEntries(templatePlaces.map((name) => [name, null])) as Record<
  TemplatePlace,
  Json
>;

function filled(template: string, values: Partial<Record<TemplatePlace, Json>>): unknown {
  const parsed = parseTemplate(template);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return JSON.parse(fillTemplate(parsed.value, { ...nothing, ...values }));
}

describe("a template becomes", () => {
  test.each<[string, Partial<Record<TemplatePlace, Json>>, unknown]>([
    ['"{{headline}}"', { headline: 'a "b"\n\\' }, 'a "b"\n\\'],
    ['{"a":{"b":[{{count}}]}}', { count: 3 }, { a: { b: [3] } }],
    ['{"a":{{data}}}', { data: { x: 1 } }, { a: { x: 1 } }],
    ['{"a":{"b":{{data}}}}', { data: "}}" }, { a: { b: "}}" } }],
    ['{"a": "{{ host }}{{host}} {{severity}}"}', { host: "h", severity: 2 }, { a: "hh 2" }],
    ['{"a": "say \\"{{host}}\\" \\\\{{host}}"}', { host: '"' }, { a: 'say """ \\"' }],
    ['"{{facts}}"', { facts: ["a", "b"] }, "a\nb"],
    ['"{{data}}"', { data: { x: 1 } }, '{"x":1}'],
    ['"{{output}}"', {}, ""],
    ["{{output}}", {}, null],
    ['"{{headline}}"', { headline: "$& {{host}}" }, "$& {{host}}"],
    ['{"__proto__": "{{host}}"}', { host: "h" }, JSON.parse('{"__proto__": "h"}')],
    ['{"a": "}} { not a place }"}', {}, { a: "}} { not a place }" }],
  ])("%s with %j: %j", (template, values, expected) => {
    expect(filled(template, values)).toEqual(expected);
  });
});

describe("a template is refused", () => {
  test.each([
    ['{"a": "{{hedline}}"}', { kind: "unknown-place", read: "hedline" }],
    ['{"a": {{hedline}}}', { kind: "unknown-place", read: "hedline" }],
    ['{"a": "{{headline"}', { kind: "unknown-place", read: "{{headline" }],
    ['{"a": {{headline}', { kind: "unknown-place" }],
    ['{"a": "{{}}"}', { kind: "unknown-place", read: "" }],
    ['{"a": "{{Headline}}"}', { kind: "unknown-place" }],
    ['{"a": "{{constructor}}"}', { kind: "unknown-place" }],
    ['{"{{monitor}}": 1}', { kind: "place-in-key" }],
    ["{{{monitor}}: 1}", { kind: "unknown-place" }],
    ['{"a": 1, {{monitor}}: 1}', { kind: "place-in-key" }],
    ['"\\u0000hedline"', { kind: "unknown-place" }],
    ["text", { kind: "no-json" }],
    ["", { kind: "no-json" }],
    ['{"a": "{{headline}}",}', { kind: "no-json" }],
    ['{"a": "{{headline}}', { kind: "no-json" }],
    ["[".repeat(16_000), { kind: "no-json" }],
    ["[".repeat(500) + "]".repeat(500), { kind: "no-json", said: "it is nested too deeply" }],
  ])("%.60s", (template, expected) => {
    expect(parseTemplate(template)).toMatchObject({ ok: false, failure: expected });
  });
});
