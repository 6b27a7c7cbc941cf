import { dirname, join, resolve } from "node:path";
import { readSmallFile } from "./small-file.ts";

const variables = ["LUOTA_SHA", "GITHUB_SHA", "CI_COMMIT_SHA"] as const;

/** Some 40,000 branches and tags, in bytes. */
const largestPackedRefs = 4 * 2 ** 20;

/** The deployed commit: as given, from the environment, or from the checkout around `cwd`, read without starting git. */
export function deploySha(
  given: string | null,
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string | null,
): string | null {
  if (given !== null) return given;
  for (const variable of variables) {
    const value = environment[variable]?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return cwd === null ? null : shaOfCheckout(cwd);
}

function shaOfCheckout(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const head = readSmallFile(join(folder, ".git", "HEAD"));
    if (head !== null) return shaOfHead(head, join(folder, ".git"), join(folder, ".git"));
    const pointer = /^gitdir: (.+)$/mu.exec(readSmallFile(join(folder, ".git")) ?? "")?.[1];
    if (pointer !== undefined) return shaOfWorktree(resolve(folder, pointer));
    if (folder === dirname(folder)) return null;
  }
}

/** A linked worktree has its own HEAD, and shares its branches with the main checkout. */
function shaOfWorktree(folder: string): string | null {
  const common = readSmallFile(join(folder, "commondir"))?.trim();
  const head = readSmallFile(join(folder, "HEAD"));
  return head === null
    ? null
    : shaOfHead(head, folder, common === undefined ? folder : resolve(folder, common));
}

function shaOfHead(head: string, own: string, common: string): string | null {
  const branch = /^ref: (\S+)/u.exec(head)?.[1];
  if (branch === undefined) return asSha(head);
  return (
    asSha(readSmallFile(join(own, branch)) ?? "") ??
    asSha(readSmallFile(join(common, branch)) ?? "") ??
    packedSha(readSmallFile(join(common, "packed-refs"), largestPackedRefs) ?? "", branch)
  );
}

function packedSha(packed: string, branch: string): string | null {
  const line = packed.split("\n").find((text) => text.endsWith(` ${branch}`));
  return line === undefined ? null : asSha(line.split(" ")[0] ?? "");
}

function asSha(text: string): string | null {
  return /^[0-9a-f]{40,64}$/u.exec(text.trim())?.[0] ?? null;
}
