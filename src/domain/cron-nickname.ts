import { fail, ok, type Result } from "../base/result.ts";
import type { CronFailure } from "./cron-failure.ts";
import { nearestName } from "./nearest-name.ts";

/** The nicknames of cron, as it expands them. */
const nicknames: ReadonlyMap<string, string> = new Map([
  ["@hourly", "0 * * * *"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@weekly", "0 0 * * 0"],
  ["@monthly", "0 0 1 * *"],
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
]);

/** The five fields that a nickname stands for; null for a text that is no nickname. */
export function expandNickname(text: string): Result<string | null, CronFailure> {
  const word = text.trim();
  if (!word.startsWith("@")) return ok(null);
  const fields = nicknames.get(word.toLowerCase());
  if (fields !== undefined) return ok(fields);
  const reason = reasonAgainst(word.toLowerCase());
  return fail({
    kind: "nickname",
    reason,
    at: text.indexOf("@"),
    read: word,
    allowed: [...nicknames.keys()].join(", "),
    suggestion: reason === "unknown" ? nearestName(word, nicknames.keys()) : null,
  });
}

function reasonAgainst(word: string): "reboot" | "every" | "unknown" {
  if (word === "@reboot") return "reboot";
  return word.startsWith("@every ") || word === "@every" ? "every" : "unknown";
}
