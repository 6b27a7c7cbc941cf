import { formatSize } from "../../base/size.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { YamlProblem } from "../problem.ts";
import { quote, type Explanation } from "./words.ts";

export function explainYaml(problem: YamlProblem): Explanation {
  const say = (message: string, remedy: string): Explanation => ({ message, remedy });
  switch (problem.kind) {
    case "unreadable":
      return say(`this file can't be read: ${problem.reason}`, "check its path, owner and mode");
    case "not-utf8":
      return say("this file is not UTF-8 text", "save it as UTF-8");
    case "too-large":
      return say(
        `this file has ${formatSize(problem.bytes)}; at most ${formatSize(problem.most)} are read`,
        "split it into several files in conf.d",
      );
    case "empty-file":
      return say("this file says nothing", "`luota init` writes one to start from");
    case "not-a-mapping":
      return say(
        `the file holds ${problem.found} where keys are expected`,
        "write it as `monitors:` and below it the monitors, each with its name",
      );
    case "many-documents":
      return say("a second YAML document starts here", "keep one document in each file");
    case "too-many-nodes":
      return problem.aliased
        ? say("the aliases in this file multiply too far", "write out what they stand for")
        : say("this file has too many entries", "split it into several files in conf.d");
    case "too-deep":
      return say("this is nested too deeply", "nothing in a config goes deeper than six levels");
    case "unknown-alias":
      return say(
        `there is no anchor \`&${problem.name}\` before this`,
        `quote the value if it is to start with a star: "*${problem.name}"`,
      );
    case "tab":
      return say("a tab stands where YAML wants spaces", "indent with spaces");
    case "unquoted-start":
      return say(
        `a value that starts with \`${problem.character}\` has to be quoted`,
        problem.character === "*"
          ? 'put quotes around all of it, as in cron: "*/15 * * * *"'
          : "put quotes around all of it",
      );
    case "unquoted-colon":
      return say(
        "a second key stands where a value is expected",
        'put quotes around a value with ": " in it; start each key on a line of its own, evenly indented',
      );
    case "unclosed-quote":
      return say("this quote is never closed", "close it on the same line");
    case "tag":
      return say(
        `luota knows no tag ${quote(problem.tag.replace(/^tag:yaml\.org,2002:/u, "!!"))}`,
        "leave the tag out",
      );
    case "odd-key":
      return say(
        problem.found === "" ? "a key is missing here" : `${quote(problem.found)} can't be a key`,
        "write a plain word and a colon",
      );
    case "merge-key":
      return say(
        "luota does not merge with `<<`",
        "put what monitors have in common under `defaults:`",
      );
    case "yaml":
      return say(
        `this is no YAML: ${uncapitalise(problem.said)}`,
        "mend the line, or the one above",
      );
    default:
      return unreachable(problem);
  }
}

function uncapitalise(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
