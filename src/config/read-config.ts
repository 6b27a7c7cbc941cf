import { fail, ok, type Result } from "../base/result.ts";
import { buildConfig } from "./build/config.ts";
import { checkFile } from "./check-file.ts";
import type { Config } from "./config.ts";
import { findDuplicates } from "./duplicates.ts";
import { findNotes } from "./notes.ts";
import type { ConfigFailure, ConfigNote } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import type { Source } from "./source.ts";

/** The files of one config: the main one, and those of conf.d in the order of their names. */
export interface Sources {
  readonly main: Source;
  readonly fragments: readonly Source[];
}

export interface ReadConfig {
  readonly config: Config;
  readonly notes: readonly ConfigNote[];
}

/**
 * The texts of a config as one checked config, or everything that is wrong with them, in the order
 * of the files. Nothing is looked up: references to secrets stay references. `hostTimezone` is what
 * holds where the config names no zone.
 */
export function readConfig(
  sources: Sources,
  hostTimezone: string,
): Result<ReadConfig, readonly ConfigFailure[]> {
  const failures: ConfigFailure[] = [];
  const texts = [sources.main, ...sources.fragments];
  const files = texts.flatMap((source, index) => {
    // A file of conf.d may be empty, or commented out.
    const parsed = readYaml(source);
    if (parsed.ok) {
      failures.push(...parsed.value.slips);
      return [checkFile(parsed.value, index === 0 ? "main" : "fragment")];
    }
    const isEmpty = parsed.failure.every(({ what }) => what.kind === "empty-file");
    if (index === 0 || !isEmpty) failures.push(...parsed.failure);
    return [];
  });
  failures.push(...files.flatMap((file) => file.failures), ...findDuplicates(files));
  const built = buildConfig(files, hostTimezone);
  failures.push(...built.failures);
  if (failures.length > 0) return fail(inOrder(failures, texts));
  return ok({ config: built.config, notes: inOrder(findNotes(files, built.config), texts) });
}

function inOrder<Found extends ConfigFailure | ConfigNote>(
  found: readonly Found[],
  texts: readonly Source[],
): readonly Found[] {
  const files = texts.map((source) => source.file);
  return found.toSorted(
    ({ place: left }, { place: right }) =>
      files.indexOf(left.file) - files.indexOf(right.file) ||
      left.line - right.line ||
      left.column - right.column,
  );
}
