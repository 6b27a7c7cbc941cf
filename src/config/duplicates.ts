import type { CheckedFile } from "./check-file.ts";
import type { Entry } from "./entry.ts";
import { failureAt, placeInFile } from "./parsed-file.ts";
import type { ConfigFailure } from "./problem.ts";
import { listOf } from "./shape/section.ts";

/** Names that are given twice, in whichever files, and earlier names that are somebody else's. */
export function findDuplicates(files: readonly CheckedFile[]): readonly ConfigFailure[] {
  return [
    ...twice(
      "route",
      files.flatMap((file) => file.routes),
    ),
    ...twice(
      "owner",
      files.flatMap((file) => file.owners),
    ),
    ...twice(
      "monitor",
      files.flatMap((file) => file.monitors),
    ),
    ...takenNames(files),
  ];
}

/** Within one file YAML itself refuses a second key of the same name. */
function twice(noun: string, entries: readonly Entry<unknown>[]): ConfigFailure[] {
  const seen = new Map<string, Entry<unknown>>();
  return entries.flatMap((entry) => {
    const first = seen.get(entry.name);
    seen.set(entry.name, first ?? entry);
    if (first === undefined) return [];
    const place = placeInFile(first.file, first.path, "key");
    const problem = { kind: "duplicate", noun, read: entry.name, first: place } as const;
    return [failureAt(entry.file, entry.path, "key", problem)];
  });
}

function takenNames(files: readonly CheckedFile[]): ConfigFailure[] {
  const monitors = files.flatMap((file) => file.monitors);
  const heirs = new Map(monitors.map((entry) => [entry.name, entry.name]));
  return monitors.flatMap((entry) => {
    const was = (entry.raw ?? entry.rest)?.was;
    return listOf(was).flatMap((name, index) => {
      const heir = heirs.get(name);
      heirs.set(name, heir ?? entry.name);
      if (heir === undefined) return [];
      const path = [...entry.path, "was", ...(typeof was === "string" ? [] : [index])];
      const problem = { kind: "name-taken", read: name, by: heir } as const;
      return [failureAt(entry.file, path, "value", problem)];
    });
  });
}
