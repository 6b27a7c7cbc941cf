import { unreachable } from "../base/unreachable.ts";
import type { Letter, Part, Step } from "./email-letter-parts.ts";
import { darkSheet, moodColours, styles, type StyleName } from "./email-style.ts";

/** The letter as a browser or a phone shows it: no scripts, no pictures, nothing fetched from anywhere. */
export function printHtml({ parts, footer }: Letter, title: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${darkSheet}</style></head>
<body ${look("page")}>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" ${look("frame")}>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${look("card")}>
<tr><td ${look("inside")}>
${parts.map(printPart).join("\n")}
</td></tr>
<tr><td ${look("foot")}>${footer.map(escapeMarkup).join("<br>\n")}</td></tr>
</table>
</td></tr></table>
</body></html>
`;
}

function printPart(part: Part): string {
  switch (part.kind) {
    case "head": {
      const badge = `<span ${look("badge", `background-color:${moodColours[part.mood]};`)}>${escapeMarkup(part.badge)}</span>`;
      const under = part.under === "" ? "" : element("p", "under", escapeMarkup(part.under));
      return `<div>${badge}</div>\n${element("h1", "title", escapeMarkup(part.title))}\n${under}`;
    }
    case "paragraph":
      return element("p", "paragraph", escapeMarkup(part.text));
    case "facts":
      return part.facts.length === 0 ? "" : printFacts(part);
    case "list":
      return `${section(part.title)}${element("ul", "list", part.lines.map((line) => element("li", "item", escapeMarkup(line))).join("\n"))}`;
    case "output":
      return `${section(part.title)}${element("pre", "output", part.lines.map(escapeMarkup).join("\n"))}`;
    case "steps":
      return `${section(part.title)}${part.steps.map(printStep).join("\n")}`;
    case "rule":
      return `<hr ${look("rule")}>`;
    default:
      return unreachable(part);
  }
}

function printFacts({ facts }: Extract<Part, { kind: "facts" }>): string {
  const rows = facts.map(
    ({ label, text }) =>
      `<tr>${element("td", "label", escapeMarkup(label))}${element("td", "value", escapeMarkup(text))}</tr>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${look("facts")}>\n${rows.join("\n")}\n</table>`;
}

function printStep({ label, text, form }: Step, index: number): string {
  const said = escapeMarkup(label);
  const shown = escapeMarkup(text);
  switch (form) {
    case "link":
      return index === 0
        ? `<div><a href="${shown}" ${look("button")}>${said}</a></div>`
        : element("p", "step", `${said}: <a href="${shown}" ${look("link")}>${shown}</a>`);
    case "command":
      return element("p", "step", `${said}: <code ${look("command")}>${shown}</code>`);
    case "words":
      return element("p", "step", `${said}: ${shown}`);
    default:
      return unreachable(form);
  }
}

function section(title: string): string {
  return title === "" ? "" : `${element("p", "section", escapeMarkup(title))}\n`;
}

function element(tag: string, name: StyleName, inside: string): string {
  return `<${tag} ${look(name)}>${inside}</${tag}>`;
}

function look(name: StyleName, more = ""): string {
  return `class="${name}" style="${styles[name]}${more}"`;
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/gu, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
}
