import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { StoredAttempt } from "../../store/delivering.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { storyLine } from "./drill.ts";

/** An attempt that ended, as a line of the story: the provider's own word where it gave one. */
export function attemptLine(attempt: StoredAttempt, endedAt: EpochMilliseconds): string {
  const { route, recipient } = attempt;
  const where = recipient === "" ? route : `${route} (${recipient})`;
  return storyLine(endedAt, neutraliseLine(`${where}: ${whatWords(attempt)}`));
}

function whatWords({ state, reason, receipt }: StoredAttempt): string {
  const said = receipt === null ? "" : ` ${[receipt.status, receipt.text].join(" ").trim()}`;
  const why = reason === null ? said : ` ${reason}`;
  switch (state) {
    case "delivered":
      return `receipt:${cut(said === "" ? " yes" : said)}`;
    case "try-later":
      return `not delivered, to be tried again:${cut(why)}`;
    case "refused":
      return `refused:${cut(why)}`;
    case "unknown":
    case "begun":
      return `left, and no answer came:${cut(why)}`;
    default:
      return unreachable(state);
  }
}

const longest = 160;

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
