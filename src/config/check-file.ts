import * as z from "zod";
import { checkShape } from "./check-shape.ts";
import type { Entry } from "./entry.ts";
import { failureAt, type ParsedFile } from "./parsed-file.ts";
import type { ConfigFailure, PathPart } from "./problem.ts";
import { fragmentFrameShape, mainFrameShape, type RawSettings } from "./shape/file.ts";
import { describe } from "./shape/leaf.ts";
import { defaultsShape, monitorShape, type RawDefaults, type RawMonitor } from "./shape/monitor.ts";
import { monitorName, shortName } from "./shape/names.ts";
import { ownerShape, type RawOwner } from "./shape/owner.ts";
import { routeShape, type RawRoute } from "./shape/route.ts";
import { silenceShape, type RawSilence } from "./shape/silence.ts";

/** What one file holds, each part checked by itself, so that a slip in one hides none in another. */
export interface CheckedFile {
  readonly file: ParsedFile;
  readonly settings: RawSettings;
  readonly defaults: RawDefaults;
  readonly routes: readonly Entry<RawRoute>[];
  readonly owners: readonly Entry<RawOwner>[];
  readonly monitors: readonly Entry<RawMonitor>[];
  readonly silences: readonly Entry<RawSilence>[];
  readonly failures: readonly ConfigFailure[];
}

export function checkFile(file: ParsedFile, role: "main" | "fragment"): CheckedFile {
  const failures: ConfigFailure[] = [];
  const data = mapping(file.data);
  if (data === null) {
    const found = describe(file.data);
    failures.push(failureAt(file, [], "value", { kind: "not-a-mapping", found }));
  }
  const parts = data ?? {};

  const check = <Raw>(shape: z.ZodType<Raw>, path: readonly PathPart[], part: unknown) => {
    const checked = checkShape(shape, file, path, part);
    if (checked.ok) return { raw: checked.value, rest: null };
    failures.push(...checked.failure);
    return { raw: null, rest: soundRest(shape, checked.failure, path.length, part) };
  };
  const entries = <Raw>(key: string, nameShape: z.ZodType<string>, shape: z.ZodType<Raw>) =>
    Object.entries(mapping(parts[key]) ?? {}).map(([name, value]): Entry<Raw> => {
      check(z.record(nameShape, z.unknown()), [key], { [name]: null });
      // A monitor of which nothing is said is one that only has a name.
      return { file, path: [key, name], name, ...check(shape, [key, name], value ?? {}) };
    });
  const silences = Array.isArray(parts["silences"]) ? (parts["silences"] as unknown[]) : [];

  const settings = role === "main" ? check(mainFrameShape, [], parts).raw : null;
  if (role === "fragment") check(fragmentFrameShape, [], parts);
  const defaults = check(defaultsShape, ["defaults"], parts["defaults"] ?? {});
  return {
    file,
    settings: settings ?? {},
    defaults: defaults.raw ?? defaults.rest ?? {},
    routes: entries("routes", shortName(), routeShape),
    owners: entries("owners", shortName(), ownerShape),
    monitors: entries("monitors", monitorName(), monitorShape),
    silences: silences.map((value, index) => {
      const path = ["silences", index];
      return { file, path, name: String(index), ...check(silenceShape, path, value) };
    }),
    failures,
  };
}

/** A part without the keys that are broken, or null where nothing sound is left. */
function soundRest<Raw>(
  shape: z.ZodType<Raw>,
  failures: readonly ConfigFailure[],
  depth: number,
  part: unknown,
): Raw | null {
  const broken = new Set(failures.map((failure) => failure.path[depth]));
  const sound = Object.entries(mapping(part) ?? {}).filter(([key]) => !broken.has(key));
  const checked = shape.safeParse(Object.fromEntries(sound));
  return checked.success ? checked.data : null;
}

function mapping(data: unknown): Readonly<Record<string, unknown>> | null {
  const isMapping = typeof data === "object" && data !== null && !Array.isArray(data);
  return isMapping ? (data as Record<string, unknown>) : null;
}
