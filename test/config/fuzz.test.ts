import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileConfig } from "../../src/config/compiled.ts";
import { explainFailure, explainNoteAt } from "../../src/config/explain/explain.ts";
import { read } from "./read.ts";

/** A small generator with a seed, so that a failure can be had again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  "",
  " ",
  "\n",
  "\t",
  ":",
  "- ",
  "{",
  "}",
  "[",
  "]",
  "'",
  '"',
  "*",
  "&a ",
  "*a",
  "#",
  "|",
  ">",
  "---\n",
  "null",
  "~",
  "0",
  "-1",
  "1e999",
  "99999999999999999999",
  "true",
  "!!set ",
  "<<: ",
  "\u0000",
  "\ud800",
  "__proto__: ",
  "constructor: ",
  "🙂",
  "every",
  "monitors:\n",
  "  ",
  "env:",
  "? ",
  "%YAML 9\n",
  "é",
];

function mutate(text: string, random: (below: number) => number): string {
  let mutated = text;
  for (let round = random(4) + 1; round > 0; round -= 1) {
    const at = random(mutated.length + 1);
    const length = random(3) === 0 ? random(40) : random(3);
    const piece =
      random(4) === 0
        ? text.slice(random(text.length)).slice(0, 30)
        : pieces[random(pieces.length)];
    mutated = mutated.slice(0, at) + (piece ?? "") + mutated.slice(at + length);
  }
  return mutated;
}

const root = join(import.meta.dirname, "../..");
const good = join(import.meta.dirname, "fixtures/good");
const seeds = [
  join(root, "luota.example.yaml"),
  ...readdirSync(good)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(good, name)),
];

test.each(seeds.map((file) => [file.slice(root.length + 1), file]))(
  "%s, spoilt in many ways, is read or refused in words, and never throws",
  (_, file) => {
    const text = readFileSync(file, "utf8");
    const rounds = text.length > 2000 ? 60 : 150;
    for (let seed = 0; seed < rounds; seed += 1) {
      const spoilt = mutate(text, randomOf(seed));
      const result = read(spoilt, { "conf.d/x.yaml": mutate(text, randomOf(seed + 7777)) });
      if (result.ok) {
        compileConfig(result.value.config);
        result.value.notes.map(explainNoteAt);
        continue;
      }
      expect(result.failure.length).toBeGreaterThan(0);
      for (const failure of result.failure) {
        const { line, column, endColumn } = failure.place;
        expect(line >= 1 && column >= 1 && endColumn > column).toBe(true);
        expect(explainFailure(failure)).toMatch(/^\S+:\d+:\d+: ./u);
        expect(explainFailure(failure)).not.toMatch(/undefined|\[object/u);
      }
    }
  },
);
