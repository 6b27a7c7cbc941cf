import type { Story } from "../domain/message.ts";
import { boundedEnd, boundedLine } from "./email-bounded.ts";
import type { Detail, Part } from "./email-letter-parts.ts";
import { stepsOf } from "./email-letter-steps.ts";
import { badgeOf, badgesOf, kindWords, moodOf, togetherWords } from "./email-letter-words.ts";

/** One incident: what broke, for whom, since when; what changed; what to do. */
export function tellStory(story: Story, detail: Detail): readonly Part[] {
  const head = headOf(story);
  if (detail === "list") return [head];
  const brief = detail === "brief";
  const healthy = story.greenSignals.slice(0, 10).map((line) => boundedLine(line, 200));
  const different = story.differences.slice(0, 10).map((line) => boundedLine(line, 300));
  const parts: readonly (Part | null)[] = [
    head,
    story.drill ? { kind: "paragraph", text: drillWords } : null,
    {
      kind: "facts",
      facts: story.facts.slice(0, brief ? 6 : 20).map(({ label, text }) => ({
        label: boundedLine(label, 40),
        text: boundedLine(text, brief ? 300 : 800),
      })),
    },
    listOf("Looked healthy all the same", healthy),
    listOf("Different from the last good run", different),
    moodOf(story) === "mended" ? null : stepsOf(story),
    // Last, since it may be long.
    brief || story.output === null ? null : outputOf(story.output),
  ];
  return parts.filter((part) => part !== null);
}

/** Several that broke or healed together: all in a few lines, then each. */
export function tellStories(
  stories: readonly Story[],
  host: string,
  detail: Detail,
): readonly Part[] {
  const hosts = new Set(stories.map((story) => story.host));
  const where = hosts.size > 1 ? `${hosts.size} hosts` : boundedLine(host, 100);
  const moods = new Set(stories.map(moodOf));
  const [mood = "broken"] = moods.has("broken") ? ["broken" as const] : moods;
  const lines = stories.slice(0, mostListed).map(lineOf);
  const more = stories.length - lines.length;
  const told = detail === "list" ? [] : stories.slice(0, detail === "full" ? 12 : 6);
  const left = detail === "list" ? 0 : stories.length - told.length;
  return [
    {
      kind: "head",
      mood,
      badge: badgesOf(stories),
      title: `${stories.length} ${moods.size > 1 ? "incidents have news" : togetherWords(mood)} on ${where}.`,
      under: "",
    },
    { kind: "list", title: "", lines: more > 0 ? [...lines, `and ${more} more`] : lines },
    ...told.flatMap((story): readonly Part[] => [{ kind: "rule" }, ...tellStory(story, detail)]),
    ...(left > 0
      ? [{ kind: "rule" as const }, { kind: "paragraph" as const, text: restWords(left, host) }]
      : []),
  ];
}

const mostListed = 100;

const drillWords =
  "This is a drill: nothing is broken. It took the same way that a real alert takes, to show that the way is open.";

function restWords(left: number, host: string): string {
  return `The other ${left === 1 ? "one is" : `${left} are`} told by \`luota incidents\` on ${boundedLine(host, 100)}.`;
}

function headOf(story: Story): Part {
  const about = [`INC-${story.incident}`, `severity ${story.severity}`, kindWords(story.kind)];
  return {
    kind: "head",
    mood: moodOf(story),
    badge: badgeOf(story),
    title: boundedLine(story.headline, 600),
    under: `${boundedLine(story.monitor, 128)} on ${boundedLine(story.host, 100)} · ${about.filter((word) => word !== "").join(" · ")}`,
  };
}

function lineOf(story: Story): string {
  const monitor = boundedLine(story.monitor, 128);
  const headline = boundedLine(story.headline, 240);
  const said = headline.includes(monitor) ? headline : `${monitor}: ${headline}`;
  return `${badgeOf(story)}, INC-${story.incident}: ${said}`;
}

function listOf(title: string, lines: readonly string[]): Part | null {
  return lines.length === 0 ? null : { kind: "list", title, lines };
}

function outputOf({ stream, text }: NonNullable<Story["output"]>): Part | null {
  const lines = boundedEnd(text, 30);
  if (lines.every((line) => line === "")) return null;
  return { kind: "output", title: `The end of its ${stream}`, lines };
}
