import type { Json, JsonObject } from "../base/json.ts";

/**
 * The config of a compiled text of format 1 as one of now: routes were fewer, and differently
 * written. So a new luota goes on with what was in force, also where the files can't be read.
 */
export function upgradeFromFirst(config: JsonObject): JsonObject {
  const routes = config["routes"] as readonly JsonObject[];
  return { ...config, routes: routes.map(upgradeRoute) };
}

/** The same for format 2: luota looked at files alone, and only jobs said as whom. */
export function upgradeFromSecond(config: JsonObject): JsonObject {
  const monitors = config["monitors"] as readonly JsonObject[];
  return { ...config, monitors: monitors.map(upgradeMonitor) };
}

function upgradeMonitor(monitor: JsonObject): JsonObject {
  const job = monitor["job"] as JsonObject | null;
  const { shell = "/bin/sh", user = null, cwd = null, env = {} } = job ?? {};
  const freshness = upgradeFreshness(monitor["freshness"] as JsonObject | null);
  const evidence = (monitor["evidence"] as readonly JsonObject[]).map(upgradeStep);
  return { ...monitor, evidence, freshness, surroundings: { shell, user, cwd, env } };
}

function upgradeStep({ name = "" }: JsonObject): JsonObject {
  return { name, withinMs: null, proof: { kind: "claim" } };
}

function upgradeFreshness(freshness: JsonObject | null): Json {
  if (freshness === null) return null;
  const { target, maxAgeMs = null, minSize = null, lookEveryMs = null } = freshness;
  const { pattern = "" } = target as JsonObject;
  const limits = {
    maxAgeMs,
    minSize,
    maxSize: null,
    newerThanRun: false,
    count: null,
    sha256: null,
  };
  const expect = { ...limits, content: { matches: null, not: null } };
  const probe = { kind: "file", pattern, timeoutMs: 30_000, attempts: 1, expect };
  return { probe, lookEveryMs };
}

function upgradeRoute(route: JsonObject): JsonObject {
  return { ...route, target: upgradeTarget(route["target"] as JsonObject) };
}

function upgradeTarget({ webhook, smtp, secret, ...target }: JsonObject): Json {
  const { kind } = target;
  if (kind === "slack") return { ...target, via: { kind: "webhook", url: webhook ?? null } };
  if (kind === "email") return { ...target, mailer: { kind: "smtp", smtp: smtp ?? null } };
  if (kind === "pagerduty") {
    return { ...target, url: "https://events.pagerduty.com/v2/enqueue" };
  }
  const secrets = secret === undefined || secret === null ? [] : [secret];
  return { ...target, secrets, signingKey: null, template: null };
}
