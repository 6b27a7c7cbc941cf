import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";

/** Markup that is ours; every other text is escaped where it is put in. */
export interface Html {
  readonly html: string;
}

/** Fills markup: texts and numbers are neutralised and escaped, `Html` stands as it is. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const filled = parts.map((part, at) => {
    const value = values[at];
    return value === undefined ? part : part + render(value);
  });
  return { html: filled.join("") };
}

export const nothing: Html = { html: "" };

function render(value: string | number | Html | readonly Html[]): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escape(neutraliseLine(value));
  return "html" in value ? value.html : value.map((each) => each.html).join("");
}

/** Captured text of several lines, for a `pre`. */
export function htmlLines(text: string): Html {
  return { html: escape(neutraliseLines(text)) };
}

/** A link where the text is a plain URL; else the text, which may be anything. */
export function htmlLink(text: string): Html {
  const isPlain =
    /^https?:\/\/[A-Za-z0-9][A-Za-z0-9.:-]*(?:\/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?$/u;
  return isPlain.test(text)
    ? markup`<a href="${text}" rel="noreferrer noopener">${text}</a>`
    : markup`${text}`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
