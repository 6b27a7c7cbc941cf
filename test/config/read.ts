import type { Config } from "../../src/config/config.ts";
import { explainFailure } from "../../src/config/explain/explain.ts";
import { readConfig } from "../../src/config/read-config.ts";

/** Reads a main file and files of conf.d, given as texts; the host is in Helsinki. */
export function read(main: string, fragments: Readonly<Record<string, string>> = {}) {
  const sources = {
    main: { file: "luota.yaml", text: main },
    fragments: Object.entries(fragments).map(([file, text]) => ({ file, text })),
  };
  return readConfig(sources, "Europe/Helsinki");
}

/** The config of a text that must be sound. */
export function configOf(main: string, fragments: Readonly<Record<string, string>> = {}): Config {
  const result = read(main, fragments);
  if (!result.ok) throw new Error(result.failure.map(explainFailure).join("\n"));
  return result.value.config;
}

/** The first lines of what is told of a text: its failures, or else its notes. */
export function told(main: string, fragments: Readonly<Record<string, string>> = {}): string[] {
  const result = read(main, fragments);
  if (!result.ok) return result.failure.map((each) => explainFailure(each).split("\n")[0] ?? "");
  return result.value.notes.map(({ what }) => what.kind);
}
