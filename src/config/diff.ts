import type { Config } from "./config.ts";
import { writeConfig } from "./write/config.ts";
import type { Plain, PlainMap } from "./write/plain.ts";

/** One difference between two configs, in the language of the config. */
export type ConfigChange =
  | { readonly kind: "added"; readonly path: readonly string[]; readonly after: Plain }
  | { readonly kind: "removed"; readonly path: readonly string[]; readonly before: Plain }
  | {
      readonly kind: "changed";
      readonly path: readonly string[];
      readonly before: Plain;
      readonly after: Plain;
    };

/** What is different between two configs, key by key. A config of before that is null said nothing. */
export function diffConfigs(before: Config | null, after: Config): readonly ConfigChange[] {
  return diff([], before === null ? {} : writeConfig(before), writeConfig(after));
}

function diff(path: readonly string[], before: PlainMap, after: PlainMap): ConfigChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const inner = [...path, key];
    const [old, now] = [at(before, key), at(after, key)];
    if (old === undefined) return now === undefined ? [] : added(inner, now);
    if (now === undefined) return removed(inner, old);
    if (isMap(old) && isMap(now)) return diff(inner, old, now);
    return JSON.stringify(old) === JSON.stringify(now)
      ? []
      : [{ kind: "changed" as const, path: inner, before: old, after: now }];
  });
}

/** A section that appears or goes is told by its entries, as if it had been there, empty. */
function added(path: readonly string[], now: Plain): ConfigChange[] {
  return path.length === 1 && isSection(path[0]) && isMap(now)
    ? diff(path, {}, now)
    : [{ kind: "added", path, after: now }];
}

function removed(path: readonly string[], old: Plain): ConfigChange[] {
  return path.length === 1 && isSection(path[0]) && isMap(old)
    ? diff(path, old, {})
    : [{ kind: "removed", path, before: old }];
}

function isSection(key: string | undefined): boolean {
  return key === "routes" || key === "owners" || key === "monitors";
}

function at(map: PlainMap, key: string): Plain | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isMap(value: Plain): value is PlainMap {
  return typeof value === "object" && !Array.isArray(value);
}
