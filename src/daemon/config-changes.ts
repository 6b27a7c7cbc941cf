import { decodeCompiled } from "../config/compiled.ts";
import type { Config } from "../config/config.ts";
import { diffConfigs, type ConfigChange } from "../config/diff.ts";
import type { Plain } from "../config/write/plain.ts";
import { unreachable } from "../base/unreachable.ts";
import { readConfigOf, type ConfigHead } from "../store/configs.ts";
import type { Store } from "../store/store.ts";

type Changes = ReadonlyMap<string, readonly string[]>;

/** By the digests of both: many incidents of one tick ask the same, and to compare takes a while. */
const known = new Map<string, Changes>();
const mostKnown = 12;

/**
 * What is different between two configs, by monitor, as far as it concerns its jobs: `timeout 10m ->
 * 2m`. Configs that can't be read any more tell nothing.
 */
export function changesOfMonitors(store: Store, before: ConfigHead, after: ConfigHead): Changes {
  const key = `${before.digest} ${after.digest}`;
  const found = known.get(key) ?? compare(store, before.number, after.number);
  known.delete(key);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return found;
}

function compare(store: Store, before: number, after: number): Changes {
  const [old, now] = [readOne(store, before), readOne(store, after)];
  if (old === null || now === null) return new Map();
  const renamed = new Map(
    now.monitors.flatMap(({ name, was }) => was.map((each) => [each, name] as const)),
  );
  const monitors = old.monitors.map((each) => ({
    ...each,
    name: renamed.get(each.name) ?? each.name,
  }));
  const changes = diffConfigs({ ...old, monitors }, now).filter(concernsJob);
  const byMonitor = Map.groupBy(changes, ({ path }) => path[1] ?? "");
  return new Map([...byMonitor].map(([name, all]) => [name, all.map(changeWords)]));
}

function readOne(store: Store, number: number): Config | null {
  const read = readConfigOf(store, number);
  if (!read.ok || read.value === null) return null;
  const config = decodeCompiled(read.value);
  return config.ok ? config.value : null;
}

/** Who is told, and how it is worded, breaks no job. */
const tellsNothing = ["promise", "owner", "runbook", "severity", "routes", "remind", "drillEvery"];

function concernsJob({ path }: ConfigChange): boolean {
  return path[0] === "monitors" && !tellsNothing.includes(path[2] ?? "");
}

function changeWords(change: ConfigChange): string {
  const name = change.path.slice(2).join(".");
  switch (change.kind) {
    case "added":
      return name === "" ? "it came into the config" : `${name} ${short(change.after)} is new`;
    case "removed":
      return name === "" ? "it left the config" : `${name} ${short(change.before)} is gone`;
    case "changed":
      return `${name} ${short(change.before)} -> ${short(change.after)}`;
    default:
      return unreachable(change);
  }
}

const longest = 80;

function short(value: Plain): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
