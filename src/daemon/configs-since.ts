import { decodeCompiled } from "../config/compiled.ts";
import type { Config } from "../config/config.ts";
import { diffConfigs, type ConfigChange } from "../config/diff.ts";
import type { Plain } from "../config/write/plain.ts";
import type { Monitor } from "../domain/monitor.ts";
import type { ConfigSince } from "../domain/world.ts";
import type { ConfigInForce } from "../store/config-in-force.ts";

/**
 * What each config but the first changed of one monitor, oldest first; those that changed nothing of
 * it are left out. One that can't be read any more tells nothing.
 */
export function configsSince(
  configs: readonly ConfigInForce[],
  monitor: Pick<Monitor, "name" | "was">,
): readonly ConfigSince[] {
  // To decode one takes a while, and mostly none came since.
  if (configs.length < 2) return [];
  let before = readOne(configs[0], monitor);
  const found: ConfigSince[] = [];
  for (const config of configs.slice(1)) {
    const after = readOne(config, monitor);
    if (after === null) continue;
    const all = before === null ? [] : diffConfigs(before, after);
    const changes = all.filter(concernsJob).map(changeWords);
    before = after;
    const { number, since: at, by } = config;
    if (changes.length > 0) found.push({ number, at, by: by.user, changes });
  }
  return found;
}

/** The config as if it had this monitor alone. */
function readOne(
  config: ConfigInForce | undefined,
  { name: monitor, was: earlier }: Pick<Monitor, "name" | "was">,
): Config | null {
  const read = config === undefined ? null : decodeCompiled(config);
  if (read?.ok !== true) return null;
  // An earlier name is another word for the same promise.
  const monitors = read.value.monitors
    .filter(({ name }) => name === monitor || earlier.includes(name))
    .map((each) => ({ ...each, name: monitor }));
  return { ...read.value, ...nothing, monitors };
}

const nothing = { routes: [], owners: [], silences: [] };

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
  }
}

const longest = 80;

function short(value: Plain): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
