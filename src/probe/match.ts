import { createContext, Script } from "node:vm";
import type { TextExpectation } from "../domain/probe.ts";
import type { TextSeen } from "../domain/reading.ts";

/** A pattern may be of the kind that takes for ever: then nothing else would be looked at. */
const patienceMs = 1_000;

export type Match =
  | { readonly kind: "match"; readonly group: string | null }
  | { readonly kind: "none" }
  | { readonly kind: "too-slow" };

/** Searches a text, with `^` and `$` at every line; `group` is what the first parentheses took. */
export function findMatch(pattern: string, text: string): Match {
  sandbox["pattern"] = pattern;
  sandbox["text"] = text;
  try {
    const found = search.runInContext(context, { timeout: patienceMs }) as
      readonly (string | undefined)[] | null;
    return found === null ? { kind: "none" } : { kind: "match", group: found[1] ?? null };
  } catch {
    return { kind: "too-slow" };
  } finally {
    sandbox["text"] = "";
  }
}

const sandbox: Record<string, string> = {};
const context = createContext(sandbox);
const search = new Script(`new RegExp(pattern, "mu").exec(text)`);

/** What a text holds of what is asked; null where a pattern takes too long. */
export function seeText(
  { matches, not }: TextExpectation,
  text: string,
  whole: boolean,
): TextSeen | null {
  const wanted = matches === null ? null : findMatch(matches, text);
  const unwanted = not === null ? null : findMatch(not, text);
  if (wanted?.kind === "too-slow" || unwanted?.kind === "too-slow") return null;
  return {
    matched: wanted === null ? null : wanted.kind === "match",
    unwanted: unwanted === null ? null : unwanted.kind === "match",
    whole,
  };
}

export const tooSlow = "a pattern took longer than a second to search";
