import { unreachable } from "../../base/unreachable.ts";
import type { Note } from "../problem.ts";
import { writeDuration } from "../units.ts";
import { quote, suggest, type Explanation } from "./words.ts";

const nameTheState = "name the customer-visible state, not the job name";

export function explainNote(note: Note): Explanation {
  const say = (message: string, remedy: string): Explanation => ({ message, remedy });
  switch (note.kind) {
    case "no-promise":
      return say(`${quote(note.monitor)} has no promise`, `add \`promise:\`: ${nameTheState}`);
    case "promise-repeats-name":
      return say(`the promise only repeats the name ${quote(note.monitor)}`, nameTheState);
    case "no-owner":
      return say(
        `${quote(note.monitor)} has no owner, so nobody is told when it breaks`,
        note.owners.length === 0
          ? "describe one under `owners:` and name it in `defaults:`"
          : `name one of: ${note.owners.join(", ")}`,
      );
    case "owner-without-routes":
      return say(
        `the owner ${quote(note.owner)} has no routes, so nobody is told`,
        "add `routes:` with the names of routes",
      );
    case "unused-route":
      return say(
        `no owner and no monitor uses the route ${quote(note.route)}`,
        "name it under an owner's `routes:`",
      );
    case "longer-than-gap": {
      const { key, lengthMs, gapMs } = note;
      return say(
        `\`${key}\` (${writeDuration(lengthMs)}) is longer than the gap between two slots (${writeDuration(gapMs)})`,
        key === "grace"
          ? "a missed slot shows only after the next one was due"
          : "runs may overlap before this limit tells",
      );
    }
    case "timeout-before-finish":
      return say(
        `a run of ${quote(note.monitor)} is killed before \`finishWithin\` can tell`,
        "make `finishWithin` shorter than `timeout`, or leave it out",
      );
    case "nothing-starts-it":
      return say(
        `nothing starts the command of ${quote(note.monitor)} by itself`,
        "add `cron:` or `every:`, unless people are to start it",
      );
    case "silence-fits-nothing":
      return say(
        `no monitor fits ${quote(note.read)}`,
        suggest(note.read, note.known, "there are no monitors yet"),
      );
    default:
      return unreachable(note);
  }
}
