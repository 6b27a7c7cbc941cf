import { unreachable } from "../base/unreachable.ts";
import type { Story } from "../domain/message.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { boundedLine } from "./email-bounded.ts";
import type { Mood } from "./email-letter-parts.ts";

/** The states of several incidents, each once: `MISSED, FAILED`. */
export function badgesOf(stories: readonly Story[]): string {
  const badges = [...new Set(stories.map(badgeOf))];
  return badges.length > 3 ? `${badges.slice(0, 2).join(", ")} …` : badges.join(", ");
}

/** `MISSED`, `STILL MISSED`; a drill always says that it is one. */
export function badgeOf({ badge, kind, drill }: Story): string {
  const word = boundedLine(badge, 40).replace(/[[\]]/gu, "");
  const said = kind === "reminder" ? `STILL ${word}` : word;
  return drill && !/drill/iu.test(said) ? `DRILL: ${said}` : said;
}

/** What several promises of one mood have in common. */
export function togetherWords(mood: Mood): string {
  switch (mood) {
    case "broken":
      return "promises are broken";
    case "mended":
      return "promises are kept again";
    case "noted":
      return "incidents are acknowledged";
    case "news":
      return "drills are under way";
    default:
      return unreachable(mood);
  }
}

export function moodOf({ kind, drill }: Story): Mood {
  if (drill) return "news";
  if (kind === "resolved" || kind === "healed") return "mended";
  return kind === "acknowledged" ? "noted" : "broken";
}

/** What the badge alone does not say. */
export function kindWords(kind: NoticeKind): string {
  switch (kind) {
    case "opened":
    case "resolved":
    case "acknowledged":
      return "";
    case "cause-added":
      return "one more cause";
    case "occurrence":
      return "happened again";
    case "reopened":
      return "broke again";
    case "flapping":
      return "breaks and heals in turn";
    case "healed":
      return "healed before this was sent";
    case "reminder":
      return "not acknowledged yet";
    case "escalated":
      return "escalated, nobody has acknowledged it";
    default:
      return unreachable(kind);
  }
}
