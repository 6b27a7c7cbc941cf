import { unreachable } from "../base/unreachable.ts";
import type { Message, Story } from "../domain/message.ts";
import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";

/** A message in plain words, with everything in it that came from outside made harmless. */
export interface PlainWords {
  /** One line. */
  readonly title: string;
  /** Paragraphs, the weightiest first. */
  readonly paragraphs: readonly string[];
  /** A page that a person is asked to open; the paragraphs don't repeat it. */
  readonly link: { readonly label: string; readonly url: string } | null;
}

export function plainWords({ body, workspace }: Message): PlainWords {
  const where = workspace === null ? "" : ` (${neutraliseLine(workspace)})`;
  switch (body.kind) {
    case "incidents": {
      const [first, ...others] = body.stories;
      if (first === undefined) return { title: "No incident", paragraphs: [], link: null };
      if (others.length === 0) {
        const url = webLink(first.acknowledgeUrl);
        const link = url === null ? null : { label: "Acknowledge", url };
        return { title: storyTitle(first), paragraphs: storyWords(first), link };
      }
      const title = `${body.stories.length} incidents${where}`;
      return { title, paragraphs: [body.stories.map(storyLine).join("\n")], link: null };
    }
    case "digest":
      return {
        link: null,
        title: neutraliseLine(body.title),
        paragraphs: body.sections.map(({ title, lines }) =>
          [title, ...lines.map((line) => `- ${line}`)].map(neutraliseLine).join("\n"),
        ),
      };
    case "test": {
      const { text, code } = body;
      const url = webLink(body.proveUrl);
      const answer = code === null ? [] : [`Code: ${neutraliseLine(code)}`];
      return {
        title: `Test of a route${where}`,
        paragraphs: [neutraliseLines(text), ...answer],
        link: url === null ? null : { label: "I saw it", url },
      };
    }
    default:
      return unreachable(body);
  }
}

/** `MISSED billing-sync on db1 (INC-4)`. */
export function storyTitle({ badge, monitor, host, incident }: Story): string {
  return neutraliseLine(`${badge} ${monitor} on ${host} (INC-${incident})`);
}

export function storyLine(story: Story): string {
  return `${storyTitle(story)}: ${neutraliseLine(story.headline)}`;
}

function storyWords(story: Story): readonly string[] {
  const { headline, facts, greenSignals, differences, output, runbook, acknowledgeCommand } = story;
  const parts = [
    [headline],
    facts.map(({ label, text }) => `${label}: ${text}`),
    greenSignals.length === 0 ? [] : [`Healthy all the same: ${greenSignals.join(", ")}`],
    listed("Different from the last good run:", differences),
    runbook === null ? [] : [`Runbook: ${runbook}`],
    acknowledgeCommand === null ? [] : [`Acknowledge: ${acknowledgeCommand}`],
  ].map((lines) => lines.map(neutraliseLine).join("\n"));
  const tail =
    output === null ? "" : `${output.stream}:\n${neutraliseLines(output.text).trimEnd()}`;
  return [...parts, tail].filter((part) => part !== "");
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
}

/** A text as a link, where it is one that a browser opens; null for a path or a sentence. */
export function webLink(text: string | null): string | null {
  const url = text === null || /\s/u.test(text.trim()) ? null : URL.parse(text.trim());
  return url !== null && /^https?:$/u.test(url.protocol) && url.username === "" ? url.href : null;
}
