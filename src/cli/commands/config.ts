import { exitCode } from "../../base/exit-code.ts";
import type { Json } from "../../base/json.ts";
import type { Config } from "../../config/config.ts";
import { diffConfigs } from "../../config/diff.ts";
import { explanationOf, explainNoteAt } from "../../config/explain/explain.ts";
import { explainNote } from "../../config/explain/note.ts";
import type { Explanation } from "../../config/explain/words.ts";
import { jsonSchema } from "../../config/json-schema.ts";
import type { LoadedConfig, LoadFailure } from "../../config/load.ts";
import type { Located } from "../../config/problem.ts";
import { writeConfig } from "../../config/write/config.ts";
import { configYaml } from "../../config/write/yaml.ts";
import { neutraliseLines } from "../../text/neutralise.ts";
import { complainOfConfig } from "../complain/config.ts";
import { loadIn, type ConfigWorld } from "../config-world.ts";
import { changeToJson, renderChanges } from "../view/config-changes.ts";
import { jsonText } from "../view/json.ts";

export interface ConfigOptions {
  /** The file to read in place of the usual one. */
  readonly config?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `luota config check [FILE]`: every problem at its place, or how much is sound. */
export function configCheck(options: ConfigOptions, world: ConfigWorld): number {
  const loaded = loadIn(world, options.config);
  if (options.json === true)
    world.out(jsonText(loaded.ok ? soundJson(loaded.value) : badJson(loaded.failure)));
  else if (loaded.ok) tellSound(loaded.value, world);
  else world.err(complainOfConfig(loaded.failure));
  return loaded.ok ? exitCode.done : exitCode.config;
}

/** `luota config show`: what is in force, with every default, and with the places of secrets only. */
export function configShow(options: ConfigOptions, world: ConfigWorld): number {
  const loaded = loadIn(world, options.config);
  if (!loaded.ok) {
    world.err(complainOfConfig(loaded.failure));
    return exitCode.config;
  }
  const { config, files } = loaded.value;
  const head = `# from ${files.join(", ")}\n# grace and early, where absent, follow from the gap between slots\n`;
  world.out(
    options.json === true
      ? jsonText(writeConfig(config))
      : neutraliseLines(head + configYaml(config)),
  );
  return exitCode.done;
}

/** `luota config diff`: the files against what the watcher works with; null where that is nothing yet. */
export function configDiff(
  applied: Config | null,
  options: ConfigOptions,
  world: ConfigWorld,
): number {
  const loaded = loadIn(world, options.config);
  if (!loaded.ok) {
    world.err(complainOfConfig(loaded.failure));
    return exitCode.config;
  }
  const changes = diffConfigs(applied, loaded.value.config);
  if (options.json === true) world.out(jsonText(changes.map(changeToJson)));
  else if (changes.length > 0) world.out(neutraliseLines(renderChanges(changes)));
  else world.err("luota: the files say what is in force; nothing would change");
  return exitCode.done;
}

/** `luota config schema`: the JSON Schema of the file, for editors. */
export function configSchema(world: Pick<ConfigWorld, "out">): number {
  world.out(jsonSchema());
  return exitCode.done;
}

const mostNotes = 20;

function tellSound({ config, notes, files }: LoadedConfig, world: ConfigWorld): void {
  for (const note of notes.slice(0, mostNotes)) world.err(explainNoteAt(note));
  if (notes.length > mostNotes) {
    world.err(`luota: ${notes.length - mostNotes} more notes; --json shows them all`);
  }
  const counts = [
    count(config.monitors.length, "monitor"),
    count(config.owners.length, "owner"),
    count(config.routes.length, "route"),
  ];
  world.out(neutraliseLines(`${files.join(", ")}: sound (${counts.join(", ")})`));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function soundJson({ config, notes, files }: LoadedConfig): Json {
  const said = notes.map((note) => locatedJson(note, explainNote(note.what)));
  return { sound: true, files, monitors: config.monitors.length, problems: [], notes: said };
}

function badJson(failure: LoadFailure): Json {
  const problems =
    failure.kind === "bad-config"
      ? failure.failures.map((each) => locatedJson(each, explanationOf(each)))
      : [];
  const places = failure.kind === "no-config" ? failure.places : [];
  return { sound: false, places, problems, notes: [] };
}

function locatedJson(located: Located<{ readonly kind: string }>, said: Explanation): Json {
  const { file, line, column, quoted } = located.place;
  const { message, remedy } = said;
  const path = located.path.map(String);
  return { kind: located.what.kind, file, line, column, path, quoted, message, remedy };
}
