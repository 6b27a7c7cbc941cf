import { unreachable } from "../../base/unreachable.ts";
import type { ContextProblem } from "../problem.ts";
import { listed, quote, suggest, type Explanation } from "./words.ts";

export function explainContext(problem: ContextProblem): Explanation {
  const say = (message: string, remedy: string): Explanation => ({ message, remedy });
  switch (problem.kind) {
    case "unknown-name":
      return say(
        `there is no ${problem.noun} ${quote(problem.read)}`,
        suggest(problem.read, problem.known, `describe it under \`${problem.noun}s:\``),
      );
    case "duplicate": {
      const { first } = problem;
      const where = first === null ? "" : `, first at ${first.file}:${first.line}:${first.column}`;
      return say(
        `the ${problem.noun} ${quote(problem.read)} is there twice${where}`,
        "keep one of them, or give the other a name of its own",
      );
    }
    case "name-taken":
      return say(
        `${quote(problem.read)} can't be an earlier name: its history belongs to \`${problem.by}\``,
        "give each earlier name to one monitor, and to none while a monitor still has it",
      );
    case "conflict":
      return say(
        `${listed(problem.keys, "and")} don't go together: ${problem.why}`,
        problem.cure ?? "keep the one that is meant",
      );
    case "needs-one-of":
      return say(`${listed(problem.keys, "or")} is missing here`, "add it");
    case "no-effect":
      return say(
        `\`${problem.key}\` has no effect without \`${problem.needed}\``,
        `add \`${problem.needed}\`, or leave \`${problem.key}\` out`,
      );
    case "reserved-variable":
      return say(
        `luota itself sets ${quote(problem.read)}`,
        "choose another name for the variable",
      );
    case "name-of-luota":
      return say(
        `${quote(problem.read)} is what luota calls a step of \`expect:\``,
        "choose another name for the step",
      );
    case "proves-itself":
      return say(
        `a run of ${quote(problem.read)} can't be the proof of itself`,
        "name the monitor that proves it, or let the job claim the step",
      );
    default:
      return unreachable(problem);
  }
}
