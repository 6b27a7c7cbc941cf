/** Seeded randomness (mulberry32): the same seed gives the same numbers, from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

const monthNames = ["jan", "FEB", "Mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov"];
const dayNames = ["sun", "MON", "Tue", "wed", "thu", "fri", "sat"];

/** A random cron expression that cron takes, with hours near midnight and 2 o'clock favoured. */
export function randomCron(random: () => number): string {
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const item = (low: number, high: number, names: readonly string[]): string => {
    const kind = random();
    if (names.length > 0 && kind < 0.3) return pick(random, names);
    if (kind < 0.6) return String(whole(low, high));
    const from = whole(low, high);
    const to = whole(from, high);
    return `${from}-${to}${random() < 0.4 ? `/${whole(1, Math.max(1, to - from))}` : ""}`;
  };
  const field = (
    star: number,
    low: number,
    high: number,
    names: readonly string[] = [],
  ): string => {
    if (random() < star) return random() < 0.6 ? "*" : `*/${whole(1, high - low + 1)}`;
    const count = random() < 0.6 ? 1 : whole(2, 3);
    return Array.from({ length: count }, () => item(low, high, names)).join(",");
  };
  const hour = random() < 0.5 ? field(0, 0, 4) : field(0.5, 0, 23);
  const minute = field(0.35, 0, 59);
  const days = `${field(0.75, 1, 31)} ${field(0.85, 1, 12, monthNames)} ${field(0.7, 0, 7, dayNames)}`;
  return `${minute} ${hour} ${days}`;
}
