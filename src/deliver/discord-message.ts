import type { Json, JsonObject } from "../base/json.ts";
import { toIso } from "../base/time.ts";
import type { Message, Story } from "../domain/message.ts";
import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";
import { cutTo } from "./webhook-fit.ts";
import { plainWords, storyLine, storyTitle, webLink } from "./webhook-text.ts";

/** Discord's limits, in characters. All texts of the embeds together may have 6,000. */
const limits = { title: 256, description: 4_096, name: 256, value: 1_024, footer: 2_048 } as const;
const mostFields = 12;

/** The body of an execution of a webhook: nobody is mentioned, whatever the texts say. */
export function discordBody(message: Message): string {
  const { body } = message;
  const only = body.kind === "incidents" && body.stories.length === 1 ? body.stories[0] : undefined;
  const embed = only === undefined ? plainEmbed(message) : storyEmbed(only, message);
  const silent = message.quiet || body.kind === "digest";
  return JSON.stringify({
    embeds: [embed],
    allowed_mentions: { parse: [] },
    ...(silent ? { flags: suppressNotifications } : {}),
  });
}

const suppressNotifications = 4_096;

/** The texts of one incident: 256 + 1,900 + at most 2,750 in fields + 200, under 6,000 in all. */
function storyEmbed(story: Story, message: Message): JsonObject {
  const { headline, output, acknowledgeCommand, runbook, acknowledgeUrl } = story;
  const ack = webLink(acknowledgeUrl);
  const book = webLink(runbook);
  const paragraphs = [
    escaped(headline, 700),
    ack === null ? "" : `[Acknowledge](${inLink(ack)})`,
    book === null ? "" : `[Runbook](${inLink(book)})`,
    ack === null && acknowledgeCommand !== null ? fenced(acknowledgeCommand, 200) : "",
    output === null ? "" : `${output.stream}\n${fenced(output.text, 900)}`,
  ];
  const description = paragraphs.filter((part) => part !== "").join("\n");
  return {
    title: escaped(storyTitle(story), limits.title),
    // Links are never cut: one that is too long leaves the words without it.
    description: description.length <= limits.description ? description : escaped(headline, 700),
    color: colourOf(story),
    timestamp: toIso(story.happenedAt),
    fields: fieldsOf(story, book === null ? runbook : null),
    footer: { text: cutTo(footerOf(message), 200) },
  };
}

function fieldsOf(story: Story, runbook: string | null): Json {
  const { facts, greenSignals, differences } = story;
  const told = [
    ...facts.slice(0, 8).map(({ label, text }) => [label, [text]] as const),
    ["Healthy all the same", greenSignals] as const,
    ["Different from the last good run", differences] as const,
    ["Runbook", runbook === null ? [] : [runbook]] as const,
  ].filter(([, lines]) => lines.length > 0);
  let room = 2_750;
  return told.slice(0, mostFields).flatMap(([label, lines]) => {
    const name = escaped(label, 60).trim() || "-";
    const value = lines
      .map((line) => escaped(line, 300))
      .join("\n")
      .trim();
    const cut = cutEscaped(value, Math.min(limits.value, 500, room - name.length));
    room -= name.length + cut.length;
    return room <= 0 || cut === "" ? [] : [{ name, value: cut }];
  });
}

/** Several incidents, a digest, a test. */
function plainEmbed(message: Message): JsonObject {
  const { body } = message;
  const { title, paragraphs, link } = plainWords(message);
  const lines = body.kind === "incidents" ? body.stories.map(storyLine) : paragraphs;
  const page = link === null ? "" : `\n[${link.label}](${inLink(link.url)})`;
  const text = cutEscaped(lines.map((line) => escapeMarkdown(line)).join("\n"), 3_500);
  return {
    title: escaped(title, limits.title),
    description: page.length > 500 ? text : text + page,
    color: body.kind === "incidents" ? red : grey,
    footer: { text: cutTo(footerOf(message), 200) },
  };
}

const red = 0xc0392b;
const green = 0x2e8b57;
const grey = 0x808080;

function colourOf({ kind, drill }: Story): number {
  if (drill || kind === "acknowledged") return grey;
  return kind === "resolved" || kind === "healed" ? green : red;
}

function footerOf({ workspace, host, witness }: Message): string {
  const link = witness === null ? [] : [`audit ${witness.seq} ${witness.hash.slice(0, 16)}`];
  return [...(workspace === null ? [] : [workspace]), host, ...link]
    .map(neutraliseLine)
    .join(" · ");
}

function escaped(text: string, longest: number): string {
  return cutEscaped(escapeMarkdown(neutraliseLine(text)), longest);
}

/** With a backslash nothing begins a mark, a link, a mention, a heading or a list. */
function escapeMarkdown(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\*_~`|<[\]@]|:(?=\/\/)/gu, String.raw`\$&`)
    .replace(/^(\s*)([#>\-+])/gmu, String.raw`$1\$2`);
}

/** Cut behind an escaped character, never between the backslash and what it escapes. */
function cutEscaped(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = cutTo(text, Math.max(1, longest)).slice(0, -1);
  const trailing = /\\*$/u.exec(cut)?.[0].length ?? 0;
  return `${trailing % 2 === 1 ? cut.slice(0, -1) : cut}…`;
}

/** A block of code, which nothing in the text can end. */
function fenced(text: string, longest: number): string {
  const inner = neutraliseLines(text).trimEnd().toWellFormed().replaceAll("`", "'");
  return `\`\`\`\n${cutTo(inner, longest)}\n\`\`\``;
}

function inLink(url: string): string {
  return url.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll("\\", "%5C");
}
