import { fail, ok } from "../../base/result.ts";
import { parseMonitorName } from "../../domain/monitor-name.ts";
import { unreachable } from "../../base/unreachable.ts";
import { textLeaf, type Leaf } from "./leaf.ts";
import { form } from "./texts.ts";

/** The name of a monitor. */
export function monitorName(): Leaf<string> {
  const schema = {
    pattern: "^[A-Za-z0-9._/][A-Za-z0-9._\\-/]{0,127}$",
    examples: ["billing-sync"],
  };
  return textLeaf("a monitor's name", schema, (text) => {
    const parsed = parseMonitorName(text);
    if (parsed.ok) return ok(parsed.value);
    const expected = expectedOf(parsed.failure.reason);
    return fail({ kind: "bad-form", read: text, expected, example: null });
  });
}

/** The name of an owner or a route. */
export function shortName(): Leaf<string> {
  const pattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;
  return form("a name of letters, digits, `.`, `_` and `-`, up to 64", pattern, "ops-slack");
}

/** The name of an evidence step. */
export function stepName(): Leaf<string> {
  const pattern = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/u;
  return form("a name of letters, digits, `.`, `_` and `-`, up to 64", pattern, "restored");
}

type BadName =
  | "empty"
  | "too-long"
  | "bad-character"
  | "no-letter"
  | "looks-like-an-incident"
  | "looks-like-an-option";

function expectedOf(reason: BadName): string {
  switch (reason) {
    case "empty":
      return "a name";
    case "too-long":
      return "a name of at most 128 characters";
    case "bad-character":
      return "a name of letters, digits, `.`, `_`, `-` and `/`";
    case "no-letter":
      return "a name with a letter or a digit";
    case "looks-like-an-incident":
      return "a name that is not an incident's";
    case "looks-like-an-option":
      return "a name that does not start with `-`";
    default:
      return unreachable(reason);
  }
}
