import type { DigestFacts } from "./digest-facts.ts";
import { counted, firstLines } from "./words/list.ts";
import { utcSeconds } from "./words/when.ts";

const mostLines = 10;

/** Backups that were really restored in that time. */
export function proofLines({ monitors, span }: DigestFacts): readonly string[] {
  const lines = monitors.flatMap(({ name, restoredAt }) =>
    restoredAt === null || restoredAt < span.from ? [] : [`${name}: ${utcSeconds(restoredAt)} UTC`],
  );
  return firstLines(lines, mostLines);
}

/** Drills that were done, and those that are overdue. */
export function drillLines({ monitors, span }: DigestFacts): readonly string[] {
  const done = monitors.flatMap(({ name, lastDrillAt }) =>
    lastDrillAt === null || lastDrillAt < span.from
      ? []
      : [`${name}: done, ${utcSeconds(lastDrillAt)} UTC`],
  );
  const overdue = monitors
    .filter(({ drillBy }) => drillBy !== null && drillBy <= span.until)
    .sort((one, other) => (one.drillBy ?? 0) - (other.drillBy ?? 0))
    .map(({ name, drillBy, lastDrillAt }) => {
      const days = Math.floor((span.until - (drillBy ?? span.until)) / 86_400_000);
      const late = days === 0 ? "overdue today" : `overdue for ${counted(days, "day")}`;
      const last = lastDrillAt === null ? ", never done" : "";
      return `${name}: ${late}${last}: luota drill ${name}`;
    });
  return [...firstLines(done, mostLines), ...firstLines(overdue, mostLines)];
}
