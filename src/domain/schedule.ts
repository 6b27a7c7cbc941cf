import { nextSlot, gapAt } from "./cadence.ts";
import { nextGridSlot, stableJitter } from "./every.ts";
import type { Schedule } from "./facts.ts";
import type { Monitor } from "./monitor.ts";

/**
 * The slots of a monitor on a host: those of its cron pattern; for `every` a grid where luota runs
 * the job itself, and floating ones where the job reports. To be made once per config, not per look.
 */
export function scheduleOf(
  monitor: Pick<Monitor, "name" | "cadence" | "job">,
  host: string,
): Schedule {
  const { cadence, job } = monitor;
  switch (cadence.kind) {
    case "none":
      return { kind: "none", key: "none" };
    case "cron":
      return {
        kind: "fixed",
        key: `cron ${cadence.timezone} ${cadence.pattern}`,
        next: (after) => nextSlot(cadence, after),
        gapAt: (slot) => gapAt(cadence, slot) ?? longestGap,
      };
    case "every": {
      const { everyMs } = cadence;
      if (job === null) return { kind: "floating", key: `every ${everyMs}`, everyMs };
      const within = job.jitterMs ?? everyMs;
      const anchor = within < 1_000 ? 0 : stableJitter(host, monitor.name, within);
      return {
        kind: "fixed",
        key: `grid ${everyMs} ${anchor}`,
        next: (after) => nextGridSlot(everyMs, anchor, after),
        gapAt: () => everyMs,
      };
    }
  }
}

/** The gap around a slot that is the only one. */
const longestGap = 366 * 86_400_000;
