import type { JsonObject } from "../base/json.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Message, Story } from "../domain/message.ts";
import { byteLength, cutTo, cutToBytes } from "./webhook-fit.ts";
import { plainWords, webLink, type PlainWords } from "./webhook-text.ts";

/** What ntfy takes: longer messages become attachments, larger bodies are refused. In bytes. */
const mostMessage = 4_096;
const mostBody = 8_192;
const longestTitle = 200;

/** The body of a publish request, all in one JSON object: nothing of a message becomes a header. */
export function ntfyBody(message: Message, topic: string): string {
  const { title, paragraphs, link } = plainWords(message);
  const frame = {
    topic,
    title: cutTo(title, longestTitle).toWellFormed(),
    priority: priorityOf(message),
    tags: tagsOf(message),
    ...linksOf(message, link),
  };
  const text = paragraphs.join("\n\n").toWellFormed();
  const write = (most: number) =>
    JSON.stringify({ ...frame, message: cutToBytes(text, most) || title });
  // Quotes and line ends grow when they are written as JSON.
  let most = mostMessage;
  let body = write(most);
  while (byteLength(body) > mostBody && most > 200) {
    most -= Math.max(100, Math.floor((byteLength(body) - mostBody) / 2));
    body = write(Math.max(200, most));
  }
  return body;
}

/** From 1, which makes no sound, to 5, which goes on until it is seen. */
function priorityOf({ quiet, body }: Message): number {
  if (body.kind === "digest") return 2;
  if (body.kind === "test") return 3;
  if (quiet) return 2;
  return Math.max(...body.stories.map(storyPriority), 1);
}

function storyPriority({ severity, drill, kind }: Story): number {
  if (drill || isCalm(kind)) return 3;
  return severity === 1 ? 5 : severity === 2 ? 4 : severity === 3 ? 3 : 2;
}

function tagsOf({ body }: Message): readonly string[] {
  switch (body.kind) {
    case "digest":
      return ["memo"];
    case "test":
      return ["test_tube"];
    case "incidents": {
      const tags = body.stories.map(({ drill, kind, severity }) => {
        if (drill) return "test_tube";
        if (kind === "acknowledged") return "eyes";
        return isCalm(kind) ? "white_check_mark" : severity < 3 ? "rotating_light" : "warning";
      });
      return [...new Set(tags)].slice(0, 5);
    }
    default:
      return unreachable(body);
  }
}

function isCalm(kind: Story["kind"]): boolean {
  return kind === "resolved" || kind === "healed" || kind === "acknowledged";
}

/** The page to acknowledge is opened, not pressed from here: it wants a name. */
function linksOf({ body }: Message, link: PlainWords["link"]): JsonObject {
  const only = body.kind === "incidents" && body.stories.length === 1 ? body.stories[0] : undefined;
  const book = webLink(only?.runbook ?? null);
  const links = [link, book === null ? null : { label: "Runbook", url: book }];
  const actions = links
    .filter((each) => each !== null && each.url.length <= longestLink)
    .map((each) => ({ action: "view", ...each }));
  const first = actions[0]?.url;
  return first === undefined ? {} : { click: first, actions };
}

const longestLink = 1_000;
