import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { jsonSchema } from "../../src/config/json-schema.ts";

const root = join(import.meta.dirname, "../..");
const inRoot = (file: string) => readFileSync(join(root, file), "utf8");
const fixture = (file: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, "fixtures", file), "utf8"));

describe("the JSON Schema for editors", () => {
  const schema = z.fromJSONSchema(JSON.parse(jsonSchema()) as z.core.JSONSchema.JSONSchema);

  test("is the one in the repository (luota config schema > luota.schema.json, formatted)", () => {
    expect(JSON.parse(inRoot("luota.schema.json"))).toEqual(JSON.parse(jsonSchema()));
  });

  test("is what the example points at", () => {
    expect(inRoot("luota.example.yaml")).toMatch(
      /^# yaml-language-server: \$schema=\.\/luota\.schema\.json\n/u,
    );
  });

  test("takes the example", () => {
    const checked = schema.safeParse(parse(inRoot("luota.example.yaml")));
    expect(checked.error?.issues ?? []).toEqual([]);
  });

  test.each(["aliases", "odd-but-right"])("takes the good config %s", (name) => {
    expect(schema.safeParse(fixture(`good/${name}.yaml`)).error?.issues ?? []).toEqual([]);
  });

  test.each([
    "unknown-keys",
    "wrong-types",
    "wrong-values",
    "durations",
    "jobs",
    "regexes",
    "list",
  ])("refuses the bad config %s", (name) => {
    expect(schema.safeParse(fixture(`bad/${name}.yaml`)).success).toBe(false);
  });

  test("has a sentence on each key", () => {
    const silent: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      const properties = "properties" in node ? (node.properties as Record<string, object>) : {};
      for (const [key, value] of Object.entries(properties)) {
        if (!("description" in value)) silent.push(`${path}.${key}`);
        walk(value, `${path}.${key}`);
      }
      for (const key of ["items", "additionalProperties"] as const) {
        if (key in node) walk((node as Record<string, unknown>)[key], `${path}[]`);
      }
      for (const each of "anyOf" in node ? (node.anyOf as unknown[]) : []) walk(each, path);
    };
    walk(JSON.parse(jsonSchema()), "");
    expect(silent).toEqual([]);
  });
});
