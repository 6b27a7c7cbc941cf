import type { Message, MessageBody, Story } from "../domain/message.ts";
import { unreachable } from "../base/unreachable.ts";
import { cutTo } from "./webhook-fit.ts";

/** The same message with no text longer than anybody reads, so that no sender works for long on one. */
export function boundMessage(message: Message): Message {
  const { workspace, host, body } = message;
  return {
    ...message,
    workspace: workspace === null ? null : cutTo(workspace, longestName),
    host: cutTo(host, longestName),
    body: boundBody(body),
  };
}

const longestName = 300;
const longestLine = 4_000;
const mostLines = 50;

function boundBody(body: MessageBody): MessageBody {
  switch (body.kind) {
    case "incidents":
      return { ...body, stories: body.stories.map(boundStory) };
    case "digest": {
      const sections = body.sections.slice(0, 4 * mostLines).map(({ title, lines }) => {
        return { title: cutTo(title, longestName), lines: boundLines(lines) };
      });
      return { ...body, title: cutTo(body.title, longestLine), sections };
    }
    case "test":
      return { ...body, text: cutTo(body.text, longestLine) };
    default:
      return unreachable(body);
  }
}

function boundStory(story: Story): Story {
  const { facts, output, runbook, acknowledgeCommand: command } = story;
  return {
    ...story,
    monitor: cutTo(story.monitor, longestName),
    host: cutTo(story.host, longestName),
    badge: cutTo(story.badge, longestName),
    headline: cutTo(story.headline, longestLine),
    facts: facts.slice(0, mostLines).map(({ label, text }) => {
      return { label: cutTo(label, longestName), text: cutTo(text, longestLine) };
    }),
    greenSignals: boundLines(story.greenSignals),
    differences: boundLines(story.differences),
    output: output === null ? null : { ...output, text: cutTo(output.text, 2 * longestLine) },
    runbook: runbook === null ? null : cutTo(runbook, longestLine),
    acknowledgeCommand: command === null ? null : cutTo(command, longestLine),
  };
}

function boundLines(lines: readonly string[]): readonly string[] {
  return lines.slice(0, mostLines).map((line) => cutTo(line, longestLine));
}
