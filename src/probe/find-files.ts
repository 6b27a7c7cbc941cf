import type { Stats } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok, type Result } from "../base/result.ts";
import { codeOf } from "./world.ts";

export interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

export interface Found {
  readonly newest: FoundFile | null;
  /** Regular files that match. */
  readonly count: number;
  /** What matches and is no regular file. */
  readonly others: number;
}

/** More entries than this are not looked through. */
const mostEntries = 100_000;
const atOnce = 32;

/**
 * The regular files that an absolute pattern means; `*` and `?` stay within one name, and `*` takes no
 * leading dot, as in a shell. The failure says what could not be read.
 */
export async function findFiles(
  pattern: string,
  stop: AbortSignal,
): Promise<Result<Found, string>> {
  const parts = pattern.split("/").filter((part) => part !== "");
  const walk = { left: mostEntries, stop };
  try {
    const paths = await expand("/", parts, walk);
    return ok(await statAll(paths, stop));
  } catch (error) {
    if (error instanceof TooMany) return fail(`more than ${mostEntries} entries lie there`);
    return fail(explain(codeOf(error)));
  }
}

class TooMany extends Error {}

interface Walk {
  left: number;
  readonly stop: AbortSignal;
}

async function expand(folder: string, parts: readonly string[], walk: Walk): Promise<string[]> {
  const first = parts.findIndex((part) => /[*?]/u.test(part));
  if (first === -1) return [join(folder, ...parts)];
  const parent = join(folder, ...parts.slice(0, first));
  const fits = nameTest(parts[first] ?? "");
  const rest = parts.slice(first + 1);
  const found: string[] = [];
  const entries = await absentAsNull(opendir(parent));
  if (entries === null) return [];
  for await (const entry of entries) {
    walk.left -= 1;
    if (walk.left < 0) throw new TooMany();
    walk.stop.throwIfAborted();
    if (!fits(entry.name)) continue;
    const path = join(parent, entry.name);
    if (rest.length === 0) found.push(path);
    else if (!entry.isFile()) found.push(...(await expand(path, rest, walk)));
  }
  return found;
}

/** A name with `*` and `?` as a test. */
function nameTest(pattern: string): (name: string) => boolean {
  const source = pattern
    .split(/([*?]+)/u)
    .map((piece) =>
      /^[*?]/u.test(piece)
        ? `.{${piece.replaceAll("*", "").length},${piece.includes("*") ? "" : piece.length}}`
        : piece.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"),
    )
    .join("");
  const form = new RegExp(`^${source}$`, "su");
  const takesDots = pattern.startsWith(".");
  return (name) => (takesDots || !name.startsWith(".")) && form.test(name);
}

async function statAll(paths: readonly string[], stop: AbortSignal): Promise<Found> {
  let newest: FoundFile | null = null;
  let count = 0;
  let others = 0;
  for (let from = 0; from < paths.length; from += atOnce) {
    stop.throwIfAborted();
    const batch = paths.slice(from, from + atOnce);
    const seen = await Promise.all(batch.map(async (path) => await absentAsNull(stat(path))));
    seen.forEach((stats, index) => {
      if (stats === null) return;
      if (!stats.isFile()) {
        others += 1;
        return;
      }
      count += 1;
      if (newest === null || stats.mtimeMs > newest.stats.mtimeMs)
        newest = { path: batch[index] ?? "", stats };
    });
  }
  return { newest, count, others };
}

async function absentAsNull<Value>(wanted: Promise<Value>): Promise<Value | null> {
  try {
    return await wanted;
  } catch (error) {
    if (/^(?:ENOENT|ENOTDIR)$/u.test(codeOf(error))) return null;
    throw error;
  }
}

/** What the system says of a file that can't be looked at. */
export function explain(code: string): string {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ELOOP":
      return "too many symbolic links";
    case "AbortError":
      return "the time was over";
    default:
      return `the system says ${code}`;
  }
}
