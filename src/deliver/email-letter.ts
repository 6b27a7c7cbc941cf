import { toIso } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Message } from "../domain/message.ts";
import { boundedLine } from "./email-bounded.ts";
import { tellStories, tellStory } from "./email-letter-story.ts";
import { safeStep } from "./email-letter-steps.ts";
import type { Detail, Letter, Part } from "./email-letter-parts.ts";

/** What a message says, before it is laid out as text and as HTML. Every text in it is harmless and bounded. */
export function writeLetter(message: Message, detail: Detail): Letter {
  return { parts: partsOf(message, detail), footer: footerOf(message) };
}

function partsOf(message: Message, detail: Detail): readonly Part[] {
  const { body } = message;
  switch (body.kind) {
    case "incidents": {
      const [story, ...others] = body.stories;
      return story !== undefined && others.length === 0
        ? tellStory(story, detail)
        : tellStories(body.stories, message.host, detail);
    }
    case "digest":
      return [
        {
          kind: "head",
          mood: "news",
          badge: "DIGEST",
          title: boundedLine(body.title, 300),
          under: "",
        },
        ...body.sections.slice(0, 40).map((section): Part => ({
          kind: "list",
          title: boundedLine(section.title, 200),
          lines: bounded(section.lines, 60),
        })),
      ];
    case "test":
      return [
        {
          kind: "head",
          mood: "news",
          badge: "TEST",
          title: boundedLine(body.text, 600),
          under: "",
        },
        { kind: "paragraph", text: "Nothing is broken, and nothing was changed." },
        ...confirmation(body.proveUrl, body.code),
      ];
    default:
      return unreachable(body);
  }
}

function confirmation(url: string | null, code: string | null): readonly Part[] {
  const steps = [
    ...(url === null ? [] : [{ label: "I see this message", text: url, form: "link" as const }]),
    ...(code === null
      ? []
      : [{ label: "The code to type", text: boundedLine(code, 100), form: "command" as const }]),
  ];
  return steps.length === 0
    ? []
    : [{ kind: "steps", title: "Please confirm", steps: steps.map(safeStep) }];
}

/** So many lines, and how many more there are. */
function bounded(lines: readonly string[], most: number): readonly string[] {
  const shown = lines.slice(0, most).map((line) => boundedLine(line, 300));
  return lines.length <= most ? shown : [...shown, `and ${lines.length - most} more`];
}

function footerOf({ host, workspace, route, at, id, witness }: Message): readonly string[] {
  const places = [`luota on ${boundedLine(host, 100)}`, workspace, `route ${route}`];
  const sent = `${toIso(at).slice(0, 19).replace("T", " ")} UTC`;
  const link = witness === null ? [] : [`audit ${witness.seq} ${witness.hash}`];
  return [
    places.flatMap((place) => (place === null ? [] : [boundedLine(place, 200)])).join(" · "),
    `Written ${sent} · message ${boundedLine(id, 100)}`,
    ...link.map((line) => boundedLine(line, 120)),
  ];
}
