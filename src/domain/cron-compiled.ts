import { fail, ok, type Result } from "../base/result.ts";
import { complainOfCron } from "./cron-complaint.ts";
import type { CronFailure } from "./cron-failure.ts";
import { parseCron } from "./cron-parse.ts";
import type { CronSchedule } from "./cron-schedule.ts";
import { checkZone, complainOfZone, type ZoneFailure } from "./zone-name.ts";
import { zoneSpansOf, type ZoneSpans } from "./zone-span.ts";

/** A cron cadence made ready for arithmetic. */
export interface CompiledCron {
  readonly schedule: CronSchedule;
  readonly zone: ZoneSpans;
}

/** Reads a pattern and its zone, or tells which of them is wrong. */
export function readCron(
  pattern: string,
  timezone: string,
): Result<CompiledCron, CronFailure | ZoneFailure> {
  const schedule = parseCron(pattern);
  if (!schedule.ok) return schedule;
  const zone = checkZone(timezone);
  if (!zone.ok) return fail(zone.failure);
  return ok({ schedule: schedule.value, zone: zoneSpansOf(timezone) });
}

/** Says what is wrong with a pattern or its zone. */
export function complainOfCronCadence(failure: CronFailure | ZoneFailure, pattern: string): string {
  return failure.kind === "unknown-zone"
    ? complainOfZone(failure)
    : complainOfCron(failure, pattern);
}

/** Enough for 10,000 monitors that all differ; each takes some 300 bytes. */
const mostKept = 20_000;

const kept = new Map<string, Map<string, CompiledCron>>();
let keptCount = 0;

/** As `readCron`, remembered, for patterns and zones that have been checked; a bad one throws. */
export function compileCron(pattern: string, timezone: string): CompiledCron {
  const known = kept.get(timezone)?.get(pattern);
  if (known !== undefined) return known;
  const read = readCron(pattern, timezone);
  if (!read.ok) throw new Error(complainOfCronCadence(read.failure, pattern));
  if (keptCount >= mostKept) {
    kept.clear();
    keptCount = 0;
  }
  const ofZone = kept.get(timezone) ?? new Map<string, CompiledCron>();
  kept.set(timezone, ofZone.set(pattern, read.value));
  keptCount += 1;
  return read.value;
}
