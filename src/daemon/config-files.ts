import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EpochMilliseconds } from "../base/time.ts";
import type { ConfigPlace } from "../config/places.ts";

/** The files of a config as they lie there, without being read. */
export interface ConfigFiles {
  /** Changes when any of them does, or one comes or goes. */
  readonly signature: string;
  /** When the latest of them was changed; null: there is none. */
  readonly changedAt: EpochMilliseconds | null;
}

/** Looks at the files that would be read now; costs a few calls of stat. */
export function lookAtConfigFiles(places: readonly ConfigPlace[]): ConfigFiles {
  const place = places.find((each) => each.named || statOf(each.file) !== null);
  if (place === undefined) return { signature: "", changedAt: null };
  const parts: string[] = [];
  let changedAt: EpochMilliseconds | null = null;
  for (const file of [place.file, ...fragmentsOf(place.file)]) {
    const stat = statOf(file);
    parts.push(stat === null ? `${file} -` : `${file} ${stat.ino} ${stat.size} ${stat.mtimeMs}`);
    if (stat !== null) changedAt = Math.max(changedAt ?? 0, stat.mtimeMs, stat.ctimeMs);
  }
  return { signature: parts.join("\n"), changedAt };
}

function fragmentsOf(file: string): readonly string[] {
  if (basename(file) !== "luota.yaml") return [];
  const folder = join(dirname(file), "conf.d");
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function statOf(file: string) {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}
