import { exitCode } from "../../base/exit-code.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Config } from "../../config/config.ts";
import { compileCron } from "../../domain/cron-compiled.ts";
import { zoneEffects } from "../../domain/cron-zone-effects.ts";
import type { Schedule } from "../../domain/facts.ts";
import type { Monitor } from "../../domain/monitor.ts";
import { matchesAnyPattern } from "../../domain/name-pattern.ts";
import { scheduleOf } from "../../domain/schedule.ts";
import { zoneOffset } from "../../domain/zone.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { complainOfConfig } from "../complain/config.ts";
import { describeUnconfigured } from "../complain/unknown.ts";
import { loadIn, type ConfigWorld } from "../config-world.ts";
import { jsonText } from "../view/json.ts";
import { planOfMonitorToJson, renderPlans, type MonitorPlan } from "../view/plans.ts";
import { readCount, readFrom, type PlanOptions } from "./plan.ts";

export interface PlanMonitorsWorld extends ConfigWorld {
  readonly now: () => EpochMilliseconds;
  readonly width: number;
}

/** `luota plan [NAME]`: the next slots of the monitors of the config, or of one of them. */
export function planMonitors(
  name: string | undefined,
  options: PlanOptions,
  world: PlanMonitorsWorld,
): number {
  const loaded = loadIn(world, options.config);
  if (!loaded.ok) {
    world.err(complainOfConfig(loaded.failure));
    return exitCode.config;
  }
  const made = plansOf(name, options, loaded.value.config, world.now());
  if (!made.ok) {
    world.err(`luota: ${made.failure}`);
    return exitCode.usage;
  }
  world.out(
    options.json === true
      ? jsonText(made.value.map(planOfMonitorToJson))
      : renderPlans(made.value, { single: name !== undefined, width: world.width }, world.now()),
  );
  return exitCode.done;
}

function plansOf(
  name: string | undefined,
  options: PlanOptions,
  config: Config,
  now: EpochMilliseconds,
): Result<readonly MonitorPlan[], string> {
  const monitors = config.monitors.filter((each) => name === undefined || each.name === name);
  const names = config.monitors.map((each) => each.name);
  if (name !== undefined && monitors.length === 0) return fail(describeUnconfigured(name, names));
  const from = readFrom(options, now, config.timezone);
  if (!from.ok) return from;
  const count = readCount(options, name === undefined ? 1 : 10);
  if (!count.ok) return count;
  const host = hostName();
  return ok(monitors.map((monitor) => planOf(monitor, host, from.value, count.value)));
}

/** Changes of the clocks are told this far ahead, also where only the next slot is shown. */
const aheadMs = 14 * 86_400_000;

function planOf(
  monitor: Monitor,
  host: string,
  from: EpochMilliseconds,
  count: number,
): MonitorPlan {
  const { name, cadence, job } = monitor;
  const slots = slotsOf(scheduleOf(monitor, host), from, count);
  const here = matchesAnyPattern(monitor.hosts, host);
  const lookEveryMs = monitor.freshness?.lookEveryMs ?? null;
  const plan = { name, here, cadence, ownJob: job !== null, lookEveryMs, effects: [] };
  switch (cadence.kind) {
    case "none":
      return { ...plan, slots: [] };
    case "every":
      return { ...plan, slots: slots.map((at) => ({ at, offsetMs: 0 })) };
    case "cron": {
      const { pattern, timezone } = cadence;
      const until = Math.max(slots.at(-1) ?? from, from + aheadMs);
      const effects = zoneEffects(compileCron(pattern, timezone), from, until);
      const zoned = slots.map((at) => ({ at, offsetMs: zoneOffset(at, timezone) }));
      return { ...plan, slots: zoned, effects };
    }
    default:
      return unreachable(cadence);
  }
}

/** A floating cadence has no slots before something ran. */
function slotsOf(
  schedule: Schedule,
  from: EpochMilliseconds,
  count: number,
): readonly EpochMilliseconds[] {
  if (schedule.kind !== "fixed") return [];
  const slots: EpochMilliseconds[] = [];
  for (let at = schedule.next(from); at !== null && slots.length < count; at = schedule.next(at))
    slots.push(at);
  return slots;
}
