import type { Fact } from "../domain/message.ts";

/** Decides the colour, where there is one. */
export type Mood = "broken" | "mended" | "noted" | "news";

/** How much is told of each incident of a message: less where there are so many that it would get too long. */
export type Detail = "full" | "brief" | "list";

/** Something a person can do. A `link` is a URL with http or https; a `command` is typed as it stands. */
export interface Step {
  readonly label: string;
  readonly text: string;
  readonly form: "link" | "command" | "words";
}

export type Part =
  | {
      readonly kind: "head";
      readonly mood: Mood;
      readonly badge: string;
      readonly title: string;
      /** Smaller, below it; may be empty. */
      readonly under: string;
    }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | { readonly kind: "list"; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: "output"; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: "steps"; readonly title: string; readonly steps: readonly Step[] }
  | { readonly kind: "rule" };

export interface Letter {
  readonly parts: readonly Part[];
  readonly footer: readonly string[];
}
