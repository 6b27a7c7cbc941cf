import type { Context } from "hono";
import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";
import { renderWords } from "./page.ts";
import { readSmallBody } from "./small-body.ts";
import { fail, ok, type Result } from "../base/result.ts";

/** What a person typed. */
export interface Typed {
  readonly name: string;
  /** Null where they left it empty. */
  readonly note: string | null;
}

/** What was typed and won't do, to be shown again. */
export interface Mistyped {
  readonly name: string;
  readonly note: string;
  readonly problem: string;
}

export const longestName = 80;
export const longestNote = 1_000;

/** Bytes of a form: each character may take twelve. */
const largestForm = 16 * 1_024;

/** The form that was posted; a response where it can't be one. */
export async function readForm(context: Context): Promise<Result<Typed, Mistyped> | Response> {
  const body = await readSmallBody(context, largestForm);
  if (!body.ok) {
    const isLarge = body.failure === "too-large";
    const title = isLarge ? "That is too long" : "Only a part of it came";
    const page = renderWords(title, "A name and a note are enough.");
    return await context.html(page, isLarge ? 413 : 408);
  }
  const fields = new URLSearchParams(body.value);
  return checkForm(fields.get("name") ?? "", fields.get("note") ?? "");
}

function checkForm(typedName: string, typedNote: string): Result<Typed, Mistyped> {
  const name = neutraliseLine(typedName.trim());
  const note = neutraliseLines(typedNote.trim());
  const refuse = (problem: string) => fail({ name, note, problem });
  if (!/[\p{L}\p{N}]/u.test(name)) return refuse("Please type your name.");
  if (name.length > longestName) return refuse(`A name has at most ${longestName} characters.`);
  if (note.length > longestNote) return refuse(`A note has at most ${longestNote} characters.`);
  return ok({ name, note: note === "" ? null : note });
}
