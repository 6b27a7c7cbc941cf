import type { RunComplaint } from "./run-request.ts";

const flags = new Set(["--quiet", "--no-overlap", "--help"]);
/** Options with a value; bin/luota knows the same list, for the day when no Node is found. */
const valued = new Set([
  "--timeout",
  "--kill-after",
  "--capture",
  "--shell",
  "--sha",
  "--tag",
  "--payload",
  "--external-id",
  "--summary",
  "--store",
  "--config",
]);
export const runOptions: readonly string[] = [...valued, ...flags];
const short: Readonly<Record<string, string>> = { "-q": "--quiet", "-h": "--help" };

/** The words of one `luota run`, told apart but not yet understood. */
export interface RunWords {
  readonly name: string | null;
  readonly command: readonly string[];
  /** The command stands behind an explicit `--`, so no misread option can be part of it. */
  readonly certain: boolean;
  readonly help: boolean;
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly complaints: readonly RunComplaint[];
}

/** Options come before the command; the first word that is no option and not the name begins it. */
export function scanRunWords(words: readonly string[]): RunWords {
  const seen = new Set<string>();
  const values = new Map<string, string[]>();
  const complaints: RunComplaint[] = [];
  let name: string | null = null;
  let index = 0;
  let certain = false;
  for (; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--") {
      certain = true;
      index += 1;
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      if (name !== null) break;
      name = word;
      continue;
    }
    const equals = word.startsWith("--") ? word.indexOf("=") : -1;
    const written = equals === -1 ? word : word.slice(0, equals);
    const option = short[written] ?? written;
    if (flags.has(option)) {
      if (equals === -1) seen.add(option);
      else complaints.push({ kind: "unwanted-value", option });
    } else if (valued.has(option)) {
      const value = equals === -1 ? valueAfter(words, index) : word.slice(equals + 1);
      if (value === undefined) complaints.push({ kind: "missing-value", option });
      else values.set(option, [...(values.get(option) ?? []), value]);
      if (equals === -1 && value !== undefined) index += 1;
    } else {
      complaints.push({ kind: "unknown-option", option: written });
      if (equals === -1 && isValueOfUnknown(words, index + 1, name)) index += 1;
    }
  }
  const command = words.slice(index);
  return { name, command, certain, help: seen.has("--help"), flags: seen, values, complaints };
}

/**
 * Whether the word belongs to the unknown option before it: where `--` still comes and nothing but
 * options and the name may stand before that, one word too many can only be a value.
 */
function isValueOfUnknown(words: readonly string[], index: number, name: string | null): boolean {
  if (!words.includes("--", index)) return false;
  const [isWord, nextIsWord, thirdIsWord] = [0, 1, 2].map(
    (ahead) => words[index + ahead]?.startsWith("-") === false,
  );
  if (isWord !== true) return false;
  return name === null ? nextIsWord === true && thirdIsWord === false : nextIsWord === false;
}

/** `--` is never a value: `--timeout -- cmd` lacks one. */
function valueAfter(words: readonly string[], index: number): string | undefined {
  const next = words[index + 1];
  return next === "--" ? undefined : next;
}
