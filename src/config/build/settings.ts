import type { Config } from "../config.ts";
import type { RawSettings } from "../shape/file.ts";
import { listOf } from "../shape/section.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

type Parts = "routes" | "owners" | "monitors" | "silences";

/** The settings of the main file, with every default in place. */
export function buildSettings(raw: RawSettings, hostTimezone: string): Omit<Config, Parts> {
  return {
    workspace: raw.workspace ?? null,
    timezone: raw.timezone ?? hostTimezone,
    publicUrl: raw.publicUrl ?? null,
    listen: raw.listen ?? null,
    watchdog:
      raw.watchdog === undefined
        ? null
        : { url: raw.watchdog.url, everyMs: raw.watchdog.every ?? minute },
    digest: raw.digest ?? "weekly",
    retention: {
      evidenceMs: raw.retention?.evidence ?? 30 * day,
      incidentsMs: raw.retention?.incidents ?? 400 * day,
      keepRuns: raw.retention?.keepRuns ?? 100,
      maxSize: raw.retention?.maxSize ?? 2 ** 30,
    },
    envFile: raw.envFile ?? "/etc/luota/luota.env",
    redact: listOf(raw.redact),
  };
}
