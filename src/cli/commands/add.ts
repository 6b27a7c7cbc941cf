import { exitCode } from "../../base/exit-code.ts";
import { addMonitor } from "../../config/edit/add-monitor.ts";
import { replaceFile } from "../../config/edit/write-file.ts";
import { readSources } from "../../config/load.ts";
import { readConfig } from "../../config/read-config.ts";
import { said, type PlainMap } from "../../config/write/plain.ts";
import { complainOfConfig, complainOfProblems, complainOfWriting } from "../complain/config.ts";
import { quote } from "../complain/quote.ts";
import { loadIn, type ConfigWorld } from "../config-world.ts";

/** The words of `luota add NAME`, as they were typed; the config's own checks judge them. */
export interface AddOptions {
  readonly config?: string | undefined;
  readonly every?: string | undefined;
  readonly cron?: string | undefined;
  readonly timezone?: string | undefined;
  readonly promise?: string | undefined;
  readonly owner?: string | undefined;
  readonly runbook?: string | undefined;
  readonly severity?: string | undefined;
  readonly grace?: string | undefined;
  readonly timeout?: string | undefined;
  readonly command?: string | undefined;
  readonly user?: string | undefined;
}

/** `luota add NAME --every 15m`: one more monitor in the main file, whose other lines stay as they are. */
export function add(name: string, options: AddOptions, world: ConfigWorld): number {
  const loaded = loadIn(world, options.config);
  if (!loaded.ok) return refuse(complainOfConfig(loaded.failure), world);
  const [file = ""] = loaded.value.files;
  if (loaded.value.config.monitors.some((monitor) => monitor.name === name)) {
    return refuse(`luota: there is a monitor ${quote(name)} already; edit it in ${file}`, world);
  }
  const sources = readSources(file);
  if (!sources.ok) return refuse(complainOfProblems(sources.failure), world);
  const { main, fragments } = sources.value;
  const text = addMonitor(main.text, name, monitorOf(options));
  const read = readConfig({ main: { file, text }, fragments }, world.hostZone);
  if (!read.ok) {
    const problems = complainOfProblems(read.failure);
    return refuse(`${problems}; ${file} stays as it was`, world);
  }
  const written = replaceFile(file, main.text, text);
  if (!written.ok) return refuse(complainOfWriting(written.failure), world);
  world.out(`added ${name} to ${file}\n${nextStep(name, options)}`);
  return exitCode.done;
}

function refuse(words: string, world: ConfigWorld): number {
  world.err(words);
  return exitCode.config;
}

function monitorOf(options: AddOptions): PlainMap {
  const { severity } = options;
  return said({
    promise: options.promise,
    owner: options.owner,
    runbook: options.runbook,
    severity: severity !== undefined && /^\d+$/u.test(severity) ? Number(severity) : severity,
    cron: options.cron,
    timezone: options.timezone,
    every: options.every,
    grace: options.grace,
    timeout: options.timeout,
    command: options.command,
    user: options.user,
  });
}

function nextStep(name: string, options: AddOptions): string {
  const force = "`luota config apply` puts it into force at once; the watcher does it by itself";
  return options.command === undefined
    ? `put \`luota run ${name} -- \` in front of its command where it runs today\n${force}`
    : force;
}
