import type { Message, Story } from "../domain/message.ts";
import { cutText } from "../text/cut-text.ts";
import { slackLine, slackLink, slackTail } from "../text/slack.ts";
import {
  context,
  fitLines,
  header,
  longestHeader,
  section,
  type SlackBlock,
  type SlackContent,
} from "./slack-blocks.ts";
import { contextLine } from "./slack-context.ts";

/** One incident: what broke, since when, for whom; what changed; what to do. What follows a break is short. */
export function tellStory(message: Message, story: Story): SlackContent {
  const title = titleOf(story);
  const headline = slackLine(story.headline, 1_000);
  const brief = story.kind === "acknowledged" || story.kind === "resolved";
  const about = contextLine(message, [`INC-${story.incident}`, `severity ${story.severity}`]);
  return {
    blocks: [...(brief ? briefBlocks(title, story) : fullBlocks(title, story)), context(about)],
    text: `${title}: ${slackLine(story.headline, 500)}`,
    plain: fitLines(
      [title, headline, ...wordsToDo(story), `More: luota show INC-${story.incident}`, about],
      3_500,
    ),
  };
}

/** `[DRILL] STILL MISSED nightly-backup on db1`: a drill always says that it is one. */
export function titleOf({ badge, drill, kind, monitor, host }: Story): string {
  const word = cutText(badge, 40).replace(/^DRILL\b ?/u, "");
  const parts = [
    drill ? "[DRILL]" : "",
    kind === "reminder" ? "STILL" : "",
    word,
    cutText(monitor, 60),
    `on ${cutText(host, 30)}`,
  ];
  return slackLine(parts.filter((part) => part !== "").join(" "), longestHeader);
}

/** Links to what a person can do, or the words to do it without a browser. */
export function linksOf(story: Story): readonly string[] {
  const { acknowledgeUrl: url, runbook } = story;
  const acknowledge = url === null ? null : slackLink(url, "Acknowledge");
  const book = runbook === null ? null : slackLink(runbook, "Runbook");
  const links = [acknowledge, book].filter((link) => link !== null).join("  ·  ");
  const command = story.acknowledgeCommand;
  return [
    links,
    acknowledge === null && command !== null ? `Acknowledge: ${slackLine(command, 300)}` : "",
    book === null && runbook !== null ? `Runbook: ${slackLine(runbook, 600)}` : "",
  ].filter((line) => line !== "");
}

function fullBlocks(title: string, story: Story): readonly SlackBlock[] {
  const healthy = slackLine(story.greenSignals.join(" · "), 500);
  const facts = [
    ...story.facts.map(({ label, text }) => `*${slackLine(label, 40)}:*  ${slackLine(text, 400)}`),
    ...(healthy === "" ? [] : [`*Looked healthy:*  ${healthy}`]),
  ];
  const differences = story.differences.map((line) => `•  ${slackLine(line, 200)}`);
  const sections = [
    slackLine(story.headline, 1_000),
    fitLines(facts, 2_600),
    differences.length === 0
      ? ""
      : fitLines(["*Different from the last good run*", ...differences], 1_100),
    outputOf(story),
    fitLines(linksOf(story), 2_300),
  ];
  return [header(title), ...sections.filter((text) => text !== "").map(section)];
}

function briefBlocks(title: string, story: Story): readonly SlackBlock[] {
  const facts = story.facts.map(
    ({ label, text }) => `${slackLine(label, 40)}: ${slackLine(text, 300)}`,
  );
  const links = linksOf(story);
  return [
    section(fitLines([`*${title}*`, slackLine(story.headline, 1_000), ...links], 2_800)),
    ...(facts.length === 0 ? [] : [context(fitLines(facts, 1_500))]),
  ];
}

function outputOf({ output }: Story): string {
  const tail = output === null ? "" : slackTail(output.text, 2_000);
  return tail.trim() === ""
    ? ""
    : `*The end of its ${output?.stream ?? "output"}*\n\`\`\`\n${tail}\n\`\`\``;
}

function wordsToDo({ acknowledgeUrl, acknowledgeCommand, runbook }: Story): readonly string[] {
  const acknowledge = acknowledgeUrl ?? acknowledgeCommand;
  return [
    acknowledge === null ? "" : `Acknowledge: ${slackLine(acknowledge, 1_000)}`,
    runbook === null ? "" : `Runbook: ${slackLine(runbook, 600)}`,
  ].filter((line) => line !== "");
}
