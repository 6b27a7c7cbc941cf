import { closeSync, readFileSync } from "node:fs";

/** What Node puts where bytes are not UTF-8: its strings have lost them then, the kernel has not. */
export const garbled = "\ufffd";

/** Reads a NUL-separated list as the kernel gives it; null where it can't be read, or is empty. */
export function readEntries(source: string | number): Buffer[] | null {
  try {
    const text = readFileSync(source);
    if (typeof source === "number") closeSync(source);
    if (text.length === 0) return null;
    const entries: Buffer[] = [];
    for (let start = 0; start < text.length;) {
      const nul = text.indexOf(0, start);
      const end = nul < 0 ? text.length : nul;
      entries.push(text.subarray(start, end));
      start = end + 1;
    }
    return entries;
  } catch {
    return null;
  }
}

/** The bytes of words that luota's own command line ended with; null where Node's strings hold them all. */
export function rawWordsOf(words: readonly string[]): readonly Buffer[] | null {
  if (!words.some((word) => word.includes(garbled))) return null;
  const last = readEntries("/proc/self/cmdline")?.slice(-words.length) ?? [];
  const same =
    last.length === words.length && last.every((raw, at) => raw.toString() === words[at]);
  return same ? last : null;
}

/** The bytes of `--shell LINE` or `--shell=LINE`. */
export function rawLineOf(line: string): Buffer | null {
  if (!line.includes(garbled)) return null;
  for (const raw of readEntries("/proc/self/cmdline") ?? []) {
    const word = raw.toString();
    if (word === line) return raw;
    if (word === `--shell=${line}`) return raw.subarray("--shell=".length);
  }
  return null;
}

/** A line of sh that puts bytes into `$w`; the dot keeps newlines at the end, which `$()` would take. */
export function assignRaw(bytes: Buffer): string {
  const octal = Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, "0")}`);
  return `w=$(printf '${octal.join("")}.');w=\${w%.};`;
}
