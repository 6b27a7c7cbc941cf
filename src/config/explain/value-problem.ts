import { unreachable } from "../../base/unreachable.ts";
import { nearestName } from "../../domain/nearest-name.ts";
import type { PathPart, ValueProblem } from "../problem.ts";
import { listed, quote, suggest, type Explanation } from "./words.ts";

export function explainValue(problem: ValueProblem, path: readonly PathPart[]): Explanation {
  const say = (message: string, remedy: string): Explanation => ({ message, remedy });
  const key = keyOf(path);
  switch (problem.kind) {
    case "wrong-type":
      return say(`${key} is ${problem.found}`, `write ${problem.expected}`);
    case "missing":
      return say(`${key} is missing`, `add it: ${problem.expected}`);
    case "unknown-key":
      return say(`unknown key ${quote(problem.key)}`, suggest(problem.key, problem.allowed, ""));
    case "main-file-only":
      return say(`\`${problem.key}\` is a setting of the main file`, "move it to luota.yaml");
    case "unknown-word":
      return say(
        `${key} can't be ${quote(problem.read)}`,
        `${guess(problem.read, problem.allowed)}write ${listed(problem.allowed, "or")}`,
      );
    case "bad-duration":
      return say(
        `${quote(problem.read)} is no duration`,
        problem.guess === null
          ? "write it as 90s, 15m, 1h30m or 7d"
          : `write ${problem.guess}; the units are ms, s, m, h and d`,
      );
    case "bad-size":
      return say(`${quote(problem.read)} is no size`, "write it as 64KiB, 10MB or 1GiB");
    case "out-of-range":
      return say(
        `${key} can't be ${quote(problem.read)}`,
        problem.most === null
          ? `write ${problem.least} or more`
          : `write something from ${problem.least} to ${problem.most}`,
      );
    case "sub-second-cadence":
      return say(
        `${quote(problem.read)} is under a second`,
        "the shortest cadence is 1s; for anything faster, let one run do several rounds",
      );
    case "bad-form": {
      const example = problem.example === null ? "" : `, such as ${problem.example}`;
      const what = path.at(-1) === problem.read ? "the name" : key;
      return say(`${what} can't be ${quote(problem.read)}`, `write ${problem.expected}${example}`);
    }
    case "bad-regex":
      return say(
        `${quote(problem.read)} is no regular expression: ${problem.said}`,
        "write it as JavaScript does with the flag u; put single quotes around backslashes",
      );
    case "bad-cron":
      return say(problem.said, "`luota plan --cron EXPR` shows when an expression is due");
    case "unknown-zone":
      return say(
        `${quote(problem.read)} is no time zone that this system knows`,
        problem.nearest === null
          ? "write a name such as Europe/Helsinki, or UTC"
          : `did you mean \`${problem.nearest}\`?`,
      );
    case "literal-secret":
      return say(
        `${problem.what} must not be written into the config`,
        `put it into the envFile as ${problem.variable}=… and write env:${problem.variable} here, or file:/path`,
      );
    case "reserved-header":
      return say(`luota itself sets the header ${quote(problem.read)}`, "leave it out");
    case "unknown-place":
      return say(
        `${key} has no place ${quote(problem.read)}`,
        suggest(problem.read, problem.known, ""),
      );
    case "bad-template":
      return say(
        `${key} is no JSON: ${problem.said}`,
        'write JSON with places, such as {"text": "{{headline}}"}; in quotes a place is put in as text, without them as a value',
      );
    case "empty-list":
      return say(`${key} is an empty list`, "name something, or leave the key out");
    default:
      return unreachable(problem);
  }
}

/** The last key of a path; an item of a list goes by the key of the list. */
function keyOf(path: readonly PathPart[]): string {
  const key = path.findLast((part) => typeof part === "string");
  const item = typeof path.at(-1) === "number" ? "an item of " : "";
  return key === undefined ? "the file" : `${item}${quote(key)}`;
}

function guess(read: string, allowed: readonly string[]): string {
  return nearestName(read, allowed) === null || allowed.length === 1
    ? ""
    : `${suggest(read, allowed, "")} `;
}
