import { writeReference } from "../../domain/secret-reference.ts";
import type { Silence } from "../../domain/silence.ts";
import type { Owner } from "../../domain/owner.ts";
import type { Config } from "../config.ts";
import { writeDuration, writeSize } from "../units.ts";
import { writeMonitor } from "./monitor.ts";
import { said, type PlainMap } from "./plain.ts";
import { writeRoute } from "./route.ts";

/**
 * A config in its own language, with every default visible; reading it again gives the same config.
 * What follows from the gap between slots (grace, early) is absent, as it is null.
 */
export function writeConfig(config: Config): PlainMap {
  const { watchdog, retention, listen } = config;
  return said({
    workspace: config.workspace,
    timezone: config.timezone,
    publicUrl: config.publicUrl,
    listen: listen === null ? null : writeListen(listen),
    watchdog:
      watchdog === null
        ? null
        : { url: writeReference(watchdog.url), every: writeDuration(watchdog.everyMs) },
    digest: config.digest,
    retention: {
      evidence: writeDuration(retention.evidenceMs),
      incidents: writeDuration(retention.incidentsMs),
      keepRuns: retention.keepRuns,
      maxSize: writeSize(retention.maxSize),
    },
    envFile: config.envFile,
    redact: config.redact,
    routes: byName(config.routes, writeRoute),
    owners: byName(config.owners, writeOwner),
    monitors: byName(config.monitors, writeMonitor),
    silences: config.silences.map(writeSilence),
  });
}

function byName<Item extends { readonly name: string }>(
  items: readonly Item[],
  write: (item: Item) => PlainMap,
): PlainMap {
  return Object.fromEntries(items.map((item) => [item.name, write(item)]));
}

function writeListen({ host, port }: NonNullable<Config["listen"]>): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function writeOwner(owner: Owner): PlainMap {
  return said({
    name: owner.title,
    routes: owner.routes,
    remind: owner.remindMs === null ? "never" : writeDuration(owner.remindMs),
    escalate: owner.escalate.map((step) => ({
      after: writeDuration(step.afterMs),
      routes: step.routes,
    })),
  });
}

function writeSilence({ reason, monitors, window }: Silence): PlainMap {
  if (window.kind === "once") {
    const moment = (at: number) => new Date(at).toISOString().replace(".000Z", "Z");
    return said({ reason, monitors, from: moment(window.from), until: moment(window.until) });
  }
  const { days, fromMinute, untilMinute, timezone } = window;
  const weekly = { days, from: timeOfDay(fromMinute), until: timeOfDay(untilMinute) };
  return said({ reason, monitors, weekly, timezone });
}

function timeOfDay(minutes: number): string {
  const two = (count: number) => String(count).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
