import { Option } from "commander";

export function storeOption(): Option {
  return new Option("--store <file>", "the store (else $LUOTA_STORE, else the usual place)");
}

export function examplesOf(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
