import type { Message, Story } from "../domain/message.ts";
import { cutText } from "../text/cut-text.ts";
import { slackLine } from "../text/slack.ts";
import {
  context,
  fitLines,
  header,
  longestHeader,
  longestMessage,
  section,
  textLength,
  type SlackBlock,
  type SlackContent,
} from "./slack-blocks.ts";
import { contextLine } from "./slack-context.ts";
import { linksOf, titleOf } from "./slack-story.ts";

/** Several that broke or healed together: how many, then each in a few lines, as many as have room. */
export function tellStories(message: Message, stories: readonly Story[]): SlackContent {
  const title = titleOfAll(message, stories);
  const about = context(contextLine(message, []) || `route ${slackLine(message.route, 100)}`);
  const sections = fittingSections(stories);
  const left = stories.length - sections.length;
  const more = `and ${left} more: \`luota incidents\` on ${slackLine(message.host, 60)}`;
  const lines = stories.map((story) => `${titleOf(story)} (INC-${story.incident})`);
  return {
    blocks: [header(title), ...sections, ...(left > 0 ? [section(more)] : []), about],
    text: `${title}: ${fitLines(lines.slice(0, 3), 600).replaceAll("\n", ", ")}`,
    plain: `${title}\n${fitLines(lines, 3_000)}\nMore: luota incidents`,
  };
}

/** Room for a title, the line about the rest and the small print is kept free. */
function fittingSections(stories: readonly Story[]): readonly SlackBlock[] {
  const sections: SlackBlock[] = [];
  let room = longestMessage - 700;
  for (const story of stories.slice(0, mostSections)) {
    const block = section(fitLines(linesOf(story), 2_800));
    room -= textLength(block);
    if (room < 0) break;
    sections.push(block);
  }
  return sections;
}

const mostSections = 10;

function linesOf(story: Story): readonly string[] {
  return [
    `*${titleOf(story)}* · INC-${story.incident} · severity ${story.severity}`,
    slackLine(story.headline, 400),
    ...linksOf(story),
  ].filter((line) => line !== "");
}

/** `7 incidents on db1: 5 MISSED, 2 FAILED`. */
function titleOfAll(message: Message, stories: readonly Story[]): string {
  const hosts = new Set(stories.map((story) => story.host));
  const host = cutText(stories[0]?.host ?? message.host, 40);
  const title = `${stories.length} incidents on ${hosts.size > 1 ? `${hosts.size} hosts` : host}`;
  const isDrill = stories.every((story) => story.drill);
  return slackLine(
    isDrill ? `[DRILL] ${title}` : `${title}: ${countBadges(stories)}`,
    longestHeader,
  );
}

function countBadges(stories: readonly Story[]): string {
  const counts = new Map<string, number>();
  for (const { badge } of stories) counts.set(badge, (counts.get(badge) ?? 0) + 1);
  return [...counts].map(([badge, count]) => `${count} ${cutText(badge, 40)}`).join(", ");
}
