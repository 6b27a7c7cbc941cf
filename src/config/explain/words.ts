import { nearestName } from "../../domain/nearest-name.ts";
import { hideSecrets } from "../hide-secrets.ts";

/** What is wrong in one line, and what to do about it. */
export interface Explanation {
  readonly message: string;
  readonly remedy: string;
}

/** Something read from the file, fit to be shown: short, on one line, without secrets. */
export function quote(read: string): string {
  const shown = hideSecrets(read).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "?");
  return `\`${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}\``;
}

/** A guess at what was meant, or else all that is known. */
export function suggest(read: string, known: readonly string[], otherwise: string): string {
  const near = nearestName(read, known);
  if (near !== null) return `did you mean \`${near}\`?`;
  return known.length === 0 ? otherwise : `known here: ${known.join(", ")}`;
}

/** `a`, `a and b`, `a, b and c`, each as code. */
export function listed(words: readonly string[], joint: "and" | "or"): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2
    ? quoted.join("")
    : `${quoted.slice(0, -1).join(", ")} ${joint} ${quoted.at(-1) ?? ""}`;
}
