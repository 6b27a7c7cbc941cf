import { Cron } from "croner";

/**
 * The same slots from croner, as a calculator: what cron takes for a wildcard is left one, all else
 * is spelled out, since croner takes a step for a wildcard too.
 */
export function cronerSlots(
  pattern: string,
  timezone: string,
  after: number,
  count: number,
): readonly number[] {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = pattern.split(" ");
  const wild = minute.startsWith("*") || hour.startsWith("*");
  const spelled = [
    wild ? minute : spellOut(minute, 0, 59),
    wild ? hour : spellOut(hour, 0, 23),
    spellOut(day, 1, 31),
    spellOut(month, 1, 12),
    spellOut(weekday, 0, 7),
  ].join(" ");
  const cron = new Cron(spelled, {
    timezone,
    mode: "5-part",
    fixedTimeRule: "no-wildcard",
    domAndDow: day.startsWith("*") || weekday.startsWith("*"),
  });
  return cron.nextRuns(count, new Date(after)).map(Number);
}

function spellOut(field: string, low: number, high: number): string {
  if (field === "*") return field;
  const values = field.split(",").map((item) => {
    const [range = "", step = "1"] = item.split("/");
    if (!/^[\d*-]+$/u.test(range)) return item;
    const [from, to] = range === "*" ? [low, high] : range.split("-").map(Number);
    const first = from ?? low;
    const last = to ?? first;
    const listed = [];
    for (let value = first; value <= last; value += Number(step)) listed.push(value);
    return listed.join(",");
  });
  return values.join(",");
}
