import type { Json, JsonObject } from "../base/json.ts";

/**
 * The config of a compiled text of format 1 as one of now: routes were fewer, and differently
 * written. So a new luota goes on with what was in force, also where the files can't be read.
 */
export function upgradeFromFirst(config: JsonObject): JsonObject {
  const routes = config["routes"] as readonly JsonObject[];
  return { ...config, routes: routes.map(upgradeRoute) };
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
