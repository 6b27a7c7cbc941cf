import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { neutraliseLine } from "../text/neutralise.ts";
import { styles } from "./styles.ts";

/** A piece of HTML in which every text that was put in is escaped. */
export type Markup = ReturnType<typeof html>;

/** A whole page. Its title is text; what it holds was made with `html`. */
export function renderPage(title: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>${shown(title)}</title>
        ${styleElement}
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
}

/** In one piece: the policy names its text by its hash, to the last space. */
const styleElement = raw(`<style>${styles}</style>`);

/** A page that only says something. */
export function renderWords(title: string, ...sentences: readonly string[]): Markup {
  const lines = sentences.map((sentence) => html`<p>${shown(sentence)}</p>`);
  return renderPage(
    title,
    html`<h1>${shown(title)}</h1>
      ${lines}`,
  );
}

/** Recorded text as a page may show it: direction marks and controls would change what is seen. */
export function shown(text: string): string {
  return neutraliseLine(text);
}

/** What the policy of the pages allows: this style, and nothing else from anywhere. */
export const styleSource = `'sha256-${createHash("sha256").update(styles).digest("base64")}'`;
