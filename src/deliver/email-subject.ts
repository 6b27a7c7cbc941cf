import { unreachable } from "../base/unreachable.ts";
import type { Message, Story } from "../domain/message.ts";
import { boundedLine } from "./email-bounded.ts";
import { headerText } from "./email-headers.ts";
import { badgesOf } from "./email-letter-words.ts";

/**
 * `[MISSED] nightly-backup on db1 (INC-42)`. What is in square brackets, which Gmail ignores when it
 * puts messages into threads, changes while an incident lives; the rest stays the same.
 */
export function writeSubject(message: Message): string {
  return headerText(subjectOf(message), 150);
}

function subjectOf({ body, host, route }: Message): string {
  switch (body.kind) {
    case "incidents":
      return aboutStories(body.stories, host);
    case "digest":
      return `[DIGEST] ${boundedLine(body.title, 100)} (${boundedLine(host, 40)})`;
    case "test":
      return `[TEST] luota on ${boundedLine(host, 40)}, route ${boundedLine(route, 80)}`;
    default:
      return unreachable(body);
  }
}

/** Each part is cut for itself, so that a long name leaves room for the host and the number. */
function aboutStories(stories: readonly Story[], host: string): string {
  const [first, second, ...others] = stories;
  if (first === undefined) return `[NEWS] luota on ${boundedLine(host, 40)}`;
  const badge = boundedLine(badgesOf(stories), 40);
  const hosts = new Set(stories.map((story) => story.host));
  const where = hosts.size > 1 ? `${hosts.size} hosts` : boundedLine(first.host, 30);
  const number = `INC-${first.incident}`;
  if (second === undefined) {
    return `[${badge}] ${boundedLine(first.monitor, 58)} on ${where} (${number})`;
  }
  const names = [first, second].map((story) => boundedLine(story.monitor, 20)).join(", ");
  const rest = others.length === 0 ? "" : ` and ${others.length} more`;
  return `[${badge}] ${names}${rest} on ${where} (${number} +${stories.length - 1})`;
}
