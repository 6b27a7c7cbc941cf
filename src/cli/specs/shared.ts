import { Option } from "commander";

export function storeOption(): Option {
  return new Option("--store <file>", "the store (else $LUOTA_STORE, else the usual place)");
}

export function examplesOf(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

/** For an option that may be given again and again. */
export function collect(word: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), word];
}
