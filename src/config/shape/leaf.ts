import * as z from "zod";
import { fail, ok, type Result } from "../../base/result.ts";
import type { Problem } from "../problem.ts";

/** What an editor may know of a value: a part of JSON Schema. */
export interface LeafSchema {
  readonly type?: string | readonly string[];
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly (string | number)[];
}

export type Leaf<Value> = z.ZodPipe<z.ZodUnknown, z.ZodTransform<Value>>;
export type Read<Value> = (input: unknown) => Result<Value, Problem>;

/** A single value of the config: how it is read, and what an editor is told about it. */
export function leaf<Value>(expected: string, schema: LeafSchema, read: Read<Value>): Leaf<Value> {
  return z
    .unknown()
    .transform((input, context): Value => {
      const result =
        input === undefined
          ? fail<Problem>({ kind: "missing", expected })
          : input === null
            ? fail<Problem>({ kind: "wrong-type", expected, found: "nothing" })
            : read(input);
      if (result.ok) return result.value;
      context.addIssue({ code: "custom", params: { problem: result.failure }, message: "" });
      return z.NEVER;
    })
    .meta({ ...schema });
}

/** A leaf that is written as text. */
export function textLeaf<Value>(
  expected: string,
  schema: LeafSchema,
  read: (text: string) => Result<Value, Problem>,
): Leaf<Value> {
  return leaf(expected, { type: "string", ...schema }, (input) =>
    typeof input === "string"
      ? read(input)
      : fail({ kind: "wrong-type", expected, found: describe(input) }),
  );
}

/** One of a few words. */
export function choice<const Word extends string>(...words: readonly Word[]): Leaf<Word> {
  return leaf(listed(words), { enum: words }, (input) => {
    const word = words.find((each) => each === input);
    if (word !== undefined) return ok(word);
    return typeof input === "string"
      ? fail({ kind: "unknown-word", read: input, allowed: words })
      : fail({ kind: "wrong-type", expected: listed(words), found: describe(input) });
  });
}

export function integer(least: number, most: number): Leaf<number> {
  const expected = `a whole number from ${least} to ${most}`;
  const schema = { type: "integer", minimum: least, maximum: most };
  return leaf(expected, schema, (input) => {
    if (typeof input !== "number" || !Number.isInteger(input)) {
      return fail({ kind: "wrong-type", expected, found: describe(input) });
    }
    if (input >= least && input <= most) return ok(input);
    return fail({
      kind: "out-of-range",
      read: String(input),
      least: String(least),
      most: String(most),
    });
  });
}

export function yesOrNo(): Leaf<boolean> {
  return leaf("true or false", { type: "boolean" }, (input) =>
    typeof input === "boolean"
      ? ok(input)
      : fail({ kind: "wrong-type", expected: "true or false", found: describe(input) }),
  );
}

/** What a value is, in the words of a config file. */
export function describe(input: unknown): string {
  const text = scalarText(input);
  if (text !== null) return typeof input === "string" ? `the text ${clip(text)}` : clip(text);
  if (Array.isArray(input)) return "a list";
  return input === null || input === undefined ? "nothing" : "a mapping";
}

/** A text, number or boolean as it was written; null for anything else. */
export function scalarText(input: unknown): string | null {
  if (typeof input === "string") return input;
  return typeof input === "number" || typeof input === "boolean" ? String(input) : null;
}

function clip(text: string): string {
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

function listed(words: readonly string[]): string {
  return `one of ${words.join(", ")}`;
}
