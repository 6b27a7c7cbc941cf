import { fail, ok, type Result } from "../base/result.ts";
import type { CronFailure } from "./cron-failure.ts";
import {
  allowedIn,
  cronFields,
  dayOfMonth,
  second,
  type CronField,
  type CronFieldName,
} from "./cron-field.ts";
import { parseCronItem } from "./cron-item.ts";
import { expandNickname } from "./cron-nickname.ts";
import { buildCronSchedule, type CronFieldItems, type CronSchedule } from "./cron-schedule.ts";
import { splitCronFields, type CronPart } from "./cron-split.ts";
import { nextWallTime } from "./cron-wall.ts";

/**
 * Reads a cron expression as Debian's cron does: five fields or a nickname. Also taken are a
 * leading field of seconds, `L` for the last day of the month, `fri#2` and `friL` for the second
 * and the last Friday. What cron accepts and then runs otherwise than it looks is a failure.
 */
export function parseCron(text: string): Result<CronSchedule, CronFailure> {
  const expanded = expandNickname(text);
  if (!expanded.ok) return expanded;
  const parts = splitCronFields(expanded.value ?? text);
  if (!parts.ok) return parts;
  const fields = parts.value.length > cronFields.length ? [second, ...cronFields] : cronFields;
  const items = new Map<CronFieldName, CronFieldItems>();
  for (const [index, field] of fields.entries()) {
    const read = parseField(field, parts.value[index]);
    if (!read.ok) return read;
    items.set(field.name, read.value);
  }
  const schedule = buildCronSchedule(items);
  if (nextWallTime(schedule, 0) !== null) return ok(schedule);
  return fail(neverMatching(text, parts.value.at(-3)));
}

function parseField(
  field: CronField,
  part: CronPart | undefined,
): Result<CronFieldItems, CronFailure> {
  const items = [];
  let at = part?.at ?? 0;
  for (const text of (part?.text ?? "").split(",")) {
    const item = parseCronItem(field, text, at);
    if (!item.ok) return item;
    items.push(item.value);
    at += text.length + 1;
  }
  return ok({ items, star: part?.text.startsWith("*") ?? false });
}

/** Only the days can be impossible: every day has every hour, and every date comes on every weekday. */
function neverMatching(text: string, day: CronPart | undefined): CronFailure {
  const at = day?.at ?? 0;
  const allowed = allowedIn(dayOfMonth);
  return { kind: "never", at, read: text.slice(at).trim(), allowed, suggestion: null };
}
