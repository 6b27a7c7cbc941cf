import type { Json } from "../../base/json.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { ConfigChange } from "../../config/diff.ts";
import type { Plain, PlainMap } from "../../config/write/plain.ts";

/** Differences between two configs, one each: `+` comes, `-` goes, `~` changes. */
export function renderChanges(changes: readonly ConfigChange[]): string {
  return changes.flatMap(renderChange).join("\n");
}

export function changeToJson(change: ConfigChange): Json {
  const { kind, path } = change;
  switch (kind) {
    case "added":
      return { kind, path, before: null, after: change.after };
    case "removed":
      return { kind, path, before: change.before, after: null };
    case "changed":
      return { kind, path, before: change.before, after: change.after };
    default:
      return unreachable(change);
  }
}

function renderChange(change: ConfigChange): readonly string[] {
  const name = change.path.join(".");
  switch (change.kind) {
    case "added":
      return isMap(change.after)
        ? [`+ ${name}`, ...membersOf(change.after)]
        : [`+ ${name}: ${short(change.after)}`];
    case "removed":
      return isMap(change.before) ? [`- ${name}`] : [`- ${name}: ${short(change.before)}`];
    case "changed":
      return [`~ ${name}: ${short(change.before)} -> ${short(change.after)}`];
    default:
      return unreachable(change);
  }
}

function membersOf(map: PlainMap): readonly string[] {
  return Object.entries(map).map(([key, value]) => `    ${key}: ${short(value)}`);
}

function short(value: Plain): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isMap(value: Plain): value is PlainMap {
  return typeof value === "object" && !Array.isArray(value);
}
