import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { configToApply } from "../../daemon/config-to-apply.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { complainOfConfig } from "../complain/config.ts";
import { nobodyWatches } from "../complain/watching.ts";
import { configWorldOf, loadIn } from "../config-world.ts";
import type { Io } from "../io.ts";
import { appliedToJson, renderApplied } from "../view/applied.ts";
import { jsonText } from "../view/json.ts";
import { configDiff, type ConfigOptions } from "./config.ts";
import { withWatch } from "./with-watch.ts";

export interface ApplyOptions extends ConfigOptions {
  readonly store?: string;
}

/** `luota config apply`: the files into force at once, where a watcher would let them rest first. */
export async function configApply(options: ApplyOptions, io: Io): Promise<number> {
  const loaded = loadIn(configWorldOf(io), options.config);
  if (!loaded.ok) {
    io.terminal.err(complainOfConfig(loaded.failure));
    return exitCode.config;
  }
  const { config } = loaded.value;
  return await withWatch(options, io, async ({ watch, actor }) => {
    const now = io.now();
    const applied = await watch.applyConfig(configToApply(config, hostName()), { by: actor, now });
    if (!applied.ok) return applied;
    io.terminal.out(
      options.json === true ? jsonText(appliedToJson(applied.value)) : renderApplied(applied.value),
    );
    const health = await watch.health(now);
    if (!health.ok) return health;
    const unwatched = nobodyWatches(health.value, now);
    if (unwatched !== null) io.terminal.err(`luota: ${unwatched}`);
    return ok(exitCode.done);
  });
}

/** `luota config diff`. */
export async function configDiffInForce(options: ApplyOptions, io: Io): Promise<number> {
  const world = configWorldOf(io);
  return await withWatch(
    options,
    io,
    ({ rules }) => Promise.resolve(ok(configDiff(rules.config, options, world))),
    () => configDiff(null, options, world),
  );
}
