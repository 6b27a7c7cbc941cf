import { recordStyle } from "./html-style.ts";
import { markup, nothing, type Html } from "./html-text.ts";

/** One self-contained page: no script, nothing fetched, and a policy that forbids both. */
export function htmlPage(title: string, banner: string | null, body: Html): string {
  const style: Html = { html: recordStyle };
  const head = banner === null ? nothing : markup`<div class="drill">${banner}</div>`;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        ${head}
        <main>${body}</main>
      </body>
    </html> `;
  return `${page.html.trim()}\n`;
}

export function htmlSection(title: string, body: Html): Html {
  return body.html === ""
    ? nothing
    : markup`<section>
        <h2>${title}</h2>
        ${body}
      </section> `;
}

export function htmlList(lines: readonly (string | Html)[]): Html {
  if (lines.length === 0) return nothing;
  return markup`<ul>
    ${lines.map((line) => markup`<li>${line}</li>`)}
  </ul>`;
}

/** Those with a text. */
export function htmlFacts(
  facts: readonly (readonly [label: string, text: string | Html | null])[],
): Html {
  const told = facts.flatMap(([label, text]) =>
    text === null || text === ""
      ? []
      : [
          markup`<dt>${label}</dt>
            <dd>${text}</dd>`,
        ],
  );
  return told.length === 0 ? nothing : markup`<dl>${told}</dl>`;
}

/** On a phone each row becomes a block of labelled lines. */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
): Html {
  const cells = head.map((title) => markup`<th scope="col">${title}</th>`);
  const lines = rows.map((row) => {
    const all = row.map((cell, at) => markup`<td data-label="${head[at] ?? ""}">${cell}</td>`);
    return markup`<tr>
      ${all}
    </tr>`;
  });
  return markup`<table class="fold">
    <thead>
      <tr>
        ${cells}
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}
