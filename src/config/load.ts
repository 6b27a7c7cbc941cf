import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import type { ConfigPlace } from "./places.ts";
import type { ConfigFailure, YamlProblem } from "./problem.ts";
import { readConfig, type ReadConfig, type Sources } from "./read-config.ts";
import type { Source } from "./source.ts";

/** Why there is no config: there is none at all, or it is not sound. */
export type LoadFailure =
  | { readonly kind: "no-config"; readonly places: readonly string[] }
  | { readonly kind: "bad-config"; readonly failures: readonly ConfigFailure[] };

export interface LoadedConfig extends ReadConfig {
  /** The main file, then those of conf.d. */
  readonly files: readonly string[];
}

/** Reads and checks the first config that is there. */
export function loadConfig(
  places: readonly ConfigPlace[],
  hostTimezone: string,
): Result<LoadedConfig, LoadFailure> {
  const place = places.find((each) => each.named || exists(each.file));
  if (place === undefined) {
    return fail({ kind: "no-config", places: places.map((each) => each.file) });
  }
  const sources = readSources(place.file);
  if (!sources.ok) return fail({ kind: "bad-config", failures: sources.failure });
  const read = readConfig(sources.value, hostTimezone);
  if (!read.ok) return fail({ kind: "bad-config", failures: read.failure });
  const { main, fragments } = sources.value;
  return ok({ ...read.value, files: [main, ...fragments].map((source) => source.file) });
}

/** The text of a main file, and of the files in conf.d beside it where it is called luota.yaml. */
export function readSources(file: string): Result<Sources, readonly ConfigFailure[]> {
  const fragments = fragmentFiles(file);
  if (!fragments.ok) return fail([fragments.failure]);
  const read = [file, ...fragments.value].map(readSource);
  const failures = read.flatMap((each) => (each.ok ? [] : [each.failure]));
  const [main, ...rest] = read.flatMap((each) => (each.ok ? [each.value] : []));
  return failures.length > 0 || main === undefined ? fail(failures) : ok({ main, fragments: rest });
}

/** A conf.d that is there and can't be listed is a failure: half a config would drop monitors. */
function fragmentFiles(file: string): Result<readonly string[], ConfigFailure> {
  if (basename(file) !== "luota.yaml") return ok([]);
  const folder = join(dirname(file), "conf.d");
  try {
    const names = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/u.test(name));
    return ok(names.sort().map((name) => join(folder, name)));
  } catch (error) {
    return codeOf(error) === "ENOENT" ? ok([]) : fail(unread(folder, problemOf(error)));
  }
}

const mostBytes = 8 * 2 ** 20;

function readSource(file: string): Result<Source, ConfigFailure> {
  const refuse = (what: YamlProblem) => fail(unread(file, what));
  let descriptor: number | null = null;
  try {
    // A fifo in this place would otherwise be waited for.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return refuse({ kind: "unreadable", reason: "it is no regular file" });
    if (stats.size > mostBytes) {
      return refuse({ kind: "too-large", bytes: stats.size, most: mostBytes });
    }
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      readFileSync(descriptor),
    );
    return ok({ file, text });
  } catch (error) {
    return refuse(problemOf(error));
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function unread(file: string, what: YamlProblem): ConfigFailure {
  return { place: { file, line: 1, column: 1, endColumn: 2, quoted: "" }, path: [], what };
}

function problemOf(error: unknown): YamlProblem {
  const code = codeOf(error);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return { kind: "not-utf8" };
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EACCES: "this user may not read it",
    ENOTDIR: "a part of its path is no directory",
    ELOOP: "its links lead in a circle",
    ENXIO: "it is no regular file",
  };
  return { kind: "unreadable", reason: reasons[code] ?? (code || String(error)) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What can't be looked at is there: reading it then tells why it can't be used. */
function exists(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
