import type { DigestFacts, DigestMonitor } from "./digest-facts.ts";
import type { SlotOutcome } from "./slot-row.ts";
import { counted, firstLines } from "./words/list.ts";
import { utcSeconds } from "./words/when.ts";

const mostLines = 10;

const order: readonly SlotOutcome[] = ["met", "late", "missed", "skipped", "excused", "unknown"];

/** All slots together, then the promises that were not met in time, the most first. */
export function slotLines({ monitors }: DigestFacts): readonly string[] {
  const totals = order.map((outcome) => [outcome, sum(monitors, outcome)] as const);
  const told = totals.filter(([, count]) => count > 0);
  if (told.length === 0) return [];
  const off = (monitor: DigestMonitor) => of(monitor, "missed") + of(monitor, "late");
  const lines = monitors
    .filter((monitor) => off(monitor) > 0)
    .sort((one, other) => of(other, "missed") - of(one, "missed") || off(other) - off(one))
    .map((monitor) => {
      const all = order.reduce((total, outcome) => total + of(monitor, outcome), 0);
      const parts = (["missed", "late"] as const).filter((outcome) => of(monitor, outcome) > 0);
      const words = parts.map((outcome) => `${of(monitor, outcome)} ${outcome}`).join(", ");
      return `${monitor.name}: ${words}, of ${all}`;
    });
  const head = told.map(([outcome, count]) => `${count} ${outcome}`).join(", ");
  return [head, ...firstLines(lines, mostLines)];
}

export function warnedLines({ monitors }: DigestFacts): readonly string[] {
  const lines = monitors.flatMap(({ name, warned }) =>
    warned === null
      ? []
      : [`${name}: ${counted(warned.count, "run")}, the last at ${utcSeconds(warned.last)} UTC`],
  );
  return firstLines(lines, mostLines);
}

/** Slots of which nobody can tell what became. */
export function unknownLines({ monitors }: DigestFacts): readonly string[] {
  const lines = monitors
    .filter((monitor) => of(monitor, "unknown") > 0)
    .map((monitor) => `${monitor.name}: ${counted(of(monitor, "unknown"), "slot")} unheard`);
  return firstLines(lines, mostLines);
}

function of({ slots }: DigestMonitor, outcome: SlotOutcome): number {
  return slots[outcome] ?? 0;
}

function sum(monitors: readonly DigestMonitor[], outcome: SlotOutcome): number {
  return monitors.reduce((total, monitor) => total + of(monitor, outcome), 0);
}
