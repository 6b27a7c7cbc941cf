import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import { decodeCompiled, type CompiledFailure } from "../config/compiled.ts";
import type { Config } from "../config/config.ts";
import { defaultMonitor } from "../domain/default-monitor.ts";
import { proofStep } from "../domain/evidence-step.ts";
import type { Schedule, Watched } from "../domain/facts.ts";
import type { Monitor } from "../domain/monitor.ts";
import type { Owner } from "../domain/owner.ts";
import type { Route } from "../domain/route.ts";
import { routeMonitor, routeOfMonitor } from "../domain/route-monitor.ts";
import { scheduleOf } from "../domain/schedule.ts";
import type { Silence } from "../domain/silence.ts";
import type { ConfigInForce } from "../store/config-in-force.ts";
import type { KnownMonitor } from "../store/known-monitor.ts";
import type { StoredSilence } from "../store/pause-row.ts";

/** The config in force, made ready to judge and to tell by. */
export interface Rules {
  /** The number of that config; 0 where none was applied yet. */
  readonly number: number;
  readonly config: Config | null;
  readonly watch: (monitor: KnownMonitor) => Watched;
  /** The monitor as the config has it, else as one that is only recorded. */
  readonly monitorNamed: (name: string) => Monitor;
  readonly ownerOf: (monitor: Monitor) => Owner | null;
  readonly routeNamed: (name: string) => Route | null;
  readonly silences: readonly Silence[];
}

/** Reads the config in force on a host. `startsWithin`: so late its watcher may start a job. */
export function readRules(
  inForce: ConfigInForce | null,
  host: string,
  startsWithin: Milliseconds = 0,
): Result<Rules, CompiledFailure> {
  if (inForce === null) return ok(makeRules(0, null, host, startsWithin));
  const config = decodeCompiled(inForce);
  return config.ok ? ok(makeRules(inForce.number, config.value, host, startsWithin)) : config;
}

export function makeRules(
  number: number,
  config: Config | null,
  host: string,
  startsWithin: Milliseconds = 0,
): Rules {
  const monitors = byName(config?.monitors ?? []);
  const owners = byName(config?.owners ?? []);
  const routes = byName(config?.routes ?? []);
  // To compile a cadence takes a while, so each is done once, when it is first asked for.
  const schedules = new Map<string, Schedule>();
  const monitorNamed = (name: string) => monitors.get(name) ?? unnamed(name);
  function unnamed(name: string): Monitor {
    const route = routeOfMonitor(name);
    return route === null || config === null ? defaultMonitor(name) : routeMonitor(route, config);
  }
  function scheduleFor(monitor: Monitor): Schedule {
    const known = schedules.get(monitor.name);
    const schedule = known ?? scheduleOf(monitor, host);
    if (known === undefined) schedules.set(monitor.name, schedule);
    return schedule;
  }
  return {
    number,
    config,
    monitorNamed,
    watch: (known) => {
      const { name, knownSince, cadenceSince } = known;
      const monitor = known.configured ? monitorNamed(name) : unnamed(name);
      const steps = monitor.evidence.map(proofStep);
      const schedule = known.configured ? scheduleFor(monitor) : recordedOnly;
      const leastGraceMs = monitor.job === null ? 0 : startsWithin;
      return { monitor, schedule, steps, leastGraceMs, knownSince, cadenceSince };
    },
    ownerOf: ({ owner }) => (owner === null ? null : (owners.get(owner) ?? null)),
    routeNamed: (name) => routes.get(name) ?? null,
    silences: config?.silences ?? [],
  };
}

const recordedOnly: Schedule = { kind: "none", key: "none" };

/** All silences, those of the config and those of the command line. */
export function allSilences(rules: Rules, stored: readonly StoredSilence[]): readonly Silence[] {
  const asked = stored.map(({ monitor, reason, from, until }): Silence => {
    return { reason, monitors: [monitor], window: { kind: "once", from, until } };
  });
  return [...rules.silences, ...asked];
}

function byName<Named extends { readonly name: string }>(
  list: readonly Named[],
): ReadonlyMap<string, Named> {
  return new Map(list.map((each) => [each.name, each]));
}
