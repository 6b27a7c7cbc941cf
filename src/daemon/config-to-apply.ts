import { compileConfig } from "../config/compiled.ts";
import type { Config } from "../config/config.ts";
import { proofStep } from "../domain/evidence-step.ts";
import type { Monitor } from "../domain/monitor.ts";
import { matchesAnyPattern } from "../domain/name-pattern.ts";
import { scheduleOf } from "../domain/schedule.ts";
import type { ConfigToApply } from "../store/config-in-force.ts";

/** What the store is to know of a config: the monitors that are watched on this host, and the routes. */
export function configToApply(config: Config, host: string): ConfigToApply {
  const monitors = monitorsOn(config, host).map((monitor) => ({
    name: monitor.name,
    was: monitor.was,
    cadence: scheduleOf(monitor, host).key,
    exitCodes: monitor.exitCodes,
    steps: monitor.evidence.map(proofStep),
    expects: monitor.cadence.kind !== "none" || monitor.freshness !== null,
  }));
  const routes = config.routes.map((route) => route.name);
  return { ...compileConfig(config), monitors, routes };
}

export function monitorsOn(config: Config, host: string): readonly Monitor[] {
  return config.monitors.filter(({ hosts }) => matchesAnyPattern(hosts, host));
}
