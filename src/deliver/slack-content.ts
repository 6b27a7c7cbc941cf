import type { DigestSection, Message, MessageBody } from "../domain/message.ts";
import { unreachable } from "../base/unreachable.ts";
import { slackLine, slackLink } from "../text/slack.ts";
import {
  context,
  fitLines,
  header,
  longestHeader,
  longestMessage,
  section,
  type SlackBlock,
  type SlackContent,
} from "./slack-blocks.ts";
import { contextLine } from "./slack-context.ts";
import { tellStories } from "./slack-stories.ts";
import { tellStory } from "./slack-story.ts";

/** A message as Slack shows it, within the limits of Block Kit, with nothing in it that Slack would act on. */
export function composeSlack(message: Message): SlackContent {
  const { body } = message;
  switch (body.kind) {
    case "incidents": {
      const [story, ...others] = body.stories;
      return story !== undefined && others.length === 0
        ? tellStory(message, story)
        : tellStories(message, body.stories);
    }
    case "digest":
      return tellDigest(message, body);
    case "test":
      return tellTest(message, body);
    default:
      return unreachable(body);
  }
}

type BodyOf<Kind> = Extract<MessageBody, { readonly kind: Kind }>;

function tellDigest(message: Message, { title, sections }: BodyOf<"digest">): SlackContent {
  const head = slackLine(title, longestHeader) || "Digest";
  const blocks: SlackBlock[] = [];
  let room = longestMessage - 700;
  for (const part of sections.slice(0, mostSections)) {
    const text = digestText(part);
    if (text === "") continue;
    room -= text.length;
    if (room < 0) break;
    blocks.push(section(text));
  }
  const about = contextLine(message, [`luota on ${slackLine(message.host, 100)}`]);
  return {
    blocks: [header(head), ...blocks, context(about)],
    text: head,
    plain: fitLines([head, ...sections.map(digestText), about], 3_500),
  };
}

const mostSections = 30;
const mostLines = 40;

function digestText({ title, lines }: DigestSection): string {
  const head = slackLine(title, 150);
  const shown = lines.slice(0, mostLines).map((line) => `•  ${slackLine(line, 300)}`);
  const text = fitLines([...(head === "" ? [] : [`*${head}*`]), ...shown], 2_500);
  const left = lines.length - text.split("\n").filter((line) => line.startsWith("•")).length;
  return left > 0 ? `${text}\nand ${left} more` : text;
}

function tellTest(message: Message, { text, proveUrl, code }: BodyOf<"test">): SlackContent {
  const title = slackLine(`[TEST] luota on ${message.host}, route ${message.route}`, longestHeader);
  const link = proveUrl === null ? null : slackLink(proveUrl, "I see this message");
  const steps = [
    ...(link === null ? [] : [link]),
    ...(code === null ? [] : [`The code to type: *${slackLine(code, 100)}*`]),
  ];
  const words = fitLines(
    [slackLine(text, 1_500), "Nothing is broken, and nothing was changed.", ...steps],
    2_900,
  );
  const about = contextLine(message, [`luota on ${slackLine(message.host, 100)}`]);
  return {
    blocks: [header(title), section(words), context(about)],
    text: `${title}: ${slackLine(text, 500)}`,
    plain: fitLines([title, words, about], 3_500),
  };
}
