/**
 * Debian's cron, as naive as can be: its main loop, minute by minute of real time, over the wall
 * clock that the zone shows. Nothing here is shared with what it is compared to.
 */

/** The wall clock of a zone, minute by minute: minutes since 1970 as if the zone were UTC. */
export function wallMinutes(zone: string, from: number, minutes: number): readonly number[] {
  const clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return Array.from({ length: minutes }, (_, index) => {
    const at = from + index * 60_000;
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/u.exec(clock.format(at));
    const offset = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
    return at / 60_000 + (match?.[1] === "-" ? -offset : offset);
  });
}

/** The indexes of the minutes at which cron starts the job, each once. */
export function debianRuns(pattern: string, walls: readonly number[]): readonly number[] {
  const entry = readEntry(pattern);
  const runs = new Set<number>();
  let virtual = walls[0] ?? 0;
  for (let index = 1; index < walls.length; index += 1) {
    const clock = walls[index] ?? 0;
    const find = (minute: number, wild: boolean, fixed: boolean) => {
      if ((entry.wild ? wild : fixed) && matches(entry, minute)) runs.add(index);
    };
    const difference = clock - virtual;
    if (difference > -180 && difference <= 0) {
      find(clock, true, false);
    } else if (difference > 5 && difference <= 180) {
      find(clock, true, false);
      while (virtual < clock) find((virtual += 1), false, true);
    } else if (difference > 0 && difference <= 5) {
      while (virtual < clock) find((virtual += 1), true, true);
    } else {
      virtual = clock;
      find(clock, true, true);
    }
  }
  return [...runs];
}

interface Entry {
  readonly sets: readonly ReadonlySet<number>[];
  readonly wild: boolean;
  readonly anyDay: boolean;
}

const months = ["", "jan", "feb", "mar", "apr", "may", "jun"];
months.push("jul", "aug", "sep", "oct", "nov", "dec");
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function readEntry(pattern: string): Entry {
  const fields = pattern.split(" ");
  const sets = bounds.map(([low, high], index) => {
    const set = new Set<number>();
    for (const item of (fields[index] ?? "").split(",")) {
      const [range = "", step = "1"] = item.split("/");
      const [from = "", to = from] = range === "*" ? [String(low), String(high)] : range.split("-");
      for (let value = valueOf(from); value <= valueOf(to); value += Number(step)) set.add(value);
    }
    if (index === 4 && set.has(7)) set.add(0);
    return set;
  });
  const star = (index: number) => fields[index]?.startsWith("*") === true;
  return { sets, wild: star(0) || star(1), anyDay: star(2) || star(4) };
}

function valueOf(text: string): number {
  const word = text.toLowerCase();
  if (months.indexOf(word) > 0) return months.indexOf(word);
  return days.includes(word) ? days.indexOf(word) : Number(text);
}

function matches({ sets, anyDay }: Entry, wall: number): boolean {
  const date = new Date(wall * 60_000);
  const has = (index: number, value: number) => sets[index]?.has(value) === true;
  if (!has(0, date.getUTCMinutes()) || !has(1, date.getUTCHours())) return false;
  if (!has(3, date.getUTCMonth() + 1)) return false;
  const [day, weekday] = [has(2, date.getUTCDate()), has(4, date.getUTCDay())];
  return anyDay ? day && weekday : day || weekday;
}
