import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import type { Config } from "../../config/config.ts";
import { lookFor, type LookWorld } from "../../daemon/look-for.ts";
import { createProberEyes } from "../../daemon/prober-eyes.ts";
import { readEnvFile } from "../../daemon/secret-values.ts";
import { probeOfLook } from "../../domain/look-probe.ts";
import type { Monitor } from "../../domain/monitor.ts";
import type { Probe } from "../../domain/probe.ts";
import type { ReadingState, WeighedReading } from "../../domain/reading.ts";
import { readLaunch } from "../../process/launch.ts";
import { keepAskedReading } from "../../store/readings.ts";
import { complainOfConfig } from "../complain/config.ts";
import { describeNoProbe } from "../complain/probe.ts";
import { describeUnconfigured } from "../complain/unknown.ts";
import { configWorldOf, loadIn } from "../config-world.ts";
import type { Io } from "../io.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { probedToJson, renderProbed } from "../view/probed.ts";
import { withWatch } from "./with-watch.ts";

export interface ProbeOptions {
  readonly config?: string;
  readonly store?: string;
  readonly record?: boolean;
  readonly json?: boolean;
}

/** `luota probe NAME [STEP]`: looks now, as the config's files say. 1 where it is bad, 69 where it can't be told. */
export async function probe(
  name: string,
  step: string | null,
  options: ProbeOptions,
  io: Io,
): Promise<number> {
  const loaded = loadIn(configWorldOf(io), options.config);
  if (!loaded.ok) {
    io.terminal.err(complainOfConfig(loaded.failure));
    return exitCode.config;
  }
  const { config } = loaded.value;
  const monitor = config.monitors.find((each) => each.name === name);
  if (monitor === undefined) {
    const names = config.monitors.map((each) => each.name);
    io.terminal.err(`luota: ${describeUnconfigured(name, names)}`);
    return exitCode.usage;
  }
  const purpose = step === null ? "freshness" : "verify";
  const asked = probeOfLook(monitor, { purpose, subject: step ?? "" });
  if (asked === null) {
    io.terminal.err(`luota: ${describeNoProbe(monitor, step)}`);
    return exitCode.usage;
  }
  const seen = await look(monitor, asked, config, io);
  io.terminal.out(
    options.json === true
      ? jsonText(probedToJson({ monitor: name, step, ...seen }))
      : renderProbed({ monitor: name, probe: asked, ...seen }, lookOf(io.terminal)),
  );
  if (options.record !== true || step !== null) return codeOf(seen.weighed.state);
  return await record(name, seen, options, io);
}

async function look(
  monitor: Monitor,
  asked: Probe,
  config: Config,
  io: Io,
): Promise<WeighedReading> {
  const { env: environment } = readLaunch(io.environment);
  const source = { environment, file: readEnvFile(config.envFile) };
  const stop = new AbortController();
  const probeAsWords = [process.execPath, process.argv[1] ?? "", "probe-as"];
  const eyes = createProberEyes({ environment, now: io.now, probeAsWords }, stop.signal);
  const world: LookWorld = { eyes, config, source, uid: io.uid, now: io.now };
  const seen = await lookFor(asked, { monitor, run: null, runStartedAt: null }, world);
  eyes.rest();
  return seen;
}

function codeOf(state: ReadingState): number {
  if (state === "good") return exitCode.done;
  return state === "bad" ? exitCode.broken : exitCode.notWatched;
}

async function record(
  name: string,
  seen: WeighedReading,
  options: ProbeOptions,
  io: Io,
): Promise<number> {
  return await withWatch(options, io, async ({ store }) => {
    const kept = await Promise.resolve(keepAskedReading(store, name, seen));
    if (!kept.ok) return kept;
    if (!kept.value) {
      const why = "nobody was to look at it, or somebody does right now: is the config in force?";
      io.terminal.err(`luota: this was not kept: ${why}`);
    }
    return ok(codeOf(seen.weighed.state));
  });
}
