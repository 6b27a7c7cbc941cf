import { unreachable } from "../base/unreachable.ts";
import type * as z from "zod";
import { fail, ok, type Result } from "../base/result.ts";
import { failureAt, type At, type ParsedFile } from "./parsed-file.ts";
import type { ConfigFailure, PathPart, Problem } from "./problem.ts";
import { describe } from "./shape/leaf.ts";
import { mainOnlyKeys } from "./shape/file.ts";

/** Checks a part of a file, found at `path`, against its shape: every problem at once, each at its place. */
export function checkShape<Output>(
  shape: z.ZodType<Output>,
  file: ParsedFile,
  path: readonly PathPart[],
  data: unknown,
): Result<Output, readonly ConfigFailure[]> {
  const checked = shape.safeParse(data);
  if (checked.success) return ok(checked.data);
  const found = checked.error.issues.flatMap((issue) => problemsOf(issue, [], data));
  return fail(
    found.map((each) => pinpoint(failureAt(file, [...path, ...each.path], each.at, each.problem))),
  );
}

interface Found {
  readonly path: readonly PathPart[];
  readonly at: At;
  readonly problem: Problem;
}

function problemsOf(issue: z.core.$ZodIssue, above: readonly PathPart[], data: unknown): Found[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === "symbol" ? "" : part))];
  const value = valueAt(data, path);
  const found = (problem: Problem, at: At = "value"): Found[] => [{ path, at, problem }];
  switch (issue.code) {
    case "custom":
      return found(issue.params?.["problem"] as Problem);
    case "unrecognized_keys": {
      const allowed = issue.message.split(" ");
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: "key",
        problem: unknownKey(key, allowed),
      }));
    }
    case "invalid_key":
      return issue.issues.flatMap((inner) => problemsOf(inner, path, data)).map(atKey);
    case "invalid_union": {
      // Unions are of two forms: that of what was given says which side was meant.
      const [one = [], other = []] = issue.errors;
      const isOther = Array.isArray(value) || (!hasForm(one) && hasForm(other));
      const meant = isOther ? other : one;
      return meant.flatMap((inner) => problemsOf(inner, path, data));
    }
    case "too_small":
      return found({ kind: "empty-list" });
    case "invalid_type": {
      const expected = issue.expected === "array" ? "a list" : "a mapping";
      return value === undefined
        ? found({ kind: "missing", expected })
        : found({ kind: "wrong-type", expected, found: describe(value) });
    }
    case "invalid_element":
    case "invalid_format":
    case "invalid_value":
    case "not_multiple_of":
    case "too_big":
      return found({ kind: "wrong-type", expected: issue.message, found: describe(value) });
    default:
      return unreachable(issue);
  }
}

/** Whether what is wrong lies inside of a value, not in its being of another form altogether. */
function hasForm(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every((issue) => {
    if (issue.path.length > 0) return true;
    const problem = issue.code === "custom" ? (issue.params?.["problem"] as Problem) : null;
    return issue.code !== "invalid_type" && problem?.kind !== "wrong-type";
  });
}

/** A bad part of a cron expression has a place of its own, as far as the expression is on one line. */
function pinpoint(failure: ConfigFailure): ConfigFailure {
  const { place, what } = failure;
  if (what.kind !== "bad-cron") return failure;
  const quoteMark = /["']/u.test(place.quoted.charAt(place.column - 1)) ? 1 : 0;
  const column = place.column + quoteMark + what.span.at;
  const endColumn = column + Math.max(1, what.span.length);
  if (endColumn > place.endColumn) return failure;
  return { ...failure, place: { ...place, column, endColumn } };
}

function unknownKey(key: string, allowed: readonly string[]): Problem {
  const isFragment = !allowed.includes("workspace") && allowed.includes("monitors");
  if (isFragment && mainOnlyKeys.includes(key)) return { kind: "main-file-only", key };
  return { kind: "unknown-key", key, allowed };
}

function atKey(found: Found): Found {
  return { ...found, at: "key" };
}

function valueAt(data: unknown, path: readonly PathPart[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PathPart, unknown>)[part]
        : undefined,
    data,
  );
}
