import type { EpochMilliseconds } from "../base/time.ts";

/** When each job is next due, so that a pass looks at those alone whose time has come. */
export interface DueJobs {
  /** Null: never again. */
  readonly set: (monitor: string, at: EpochMilliseconds | null) => void;
  readonly clear: () => void;
  /** Takes out those that are due. */
  readonly take: (now: EpochMilliseconds) => string[];
  readonly nextAt: () => EpochMilliseconds | null;
}

interface Entry {
  readonly monitor: string;
  readonly at: EpochMilliseconds;
}

/** A list in the order of time; an entry that was overwritten stays in it until its time comes. */
export function createDueJobs(): DueJobs {
  let entries: Entry[] = [];
  const current = new Map<string, Entry>();

  return {
    set: (monitor, at) => {
      current.delete(monitor);
      if (at === null) return;
      const entry = { monitor, at };
      current.set(monitor, entry);
      entries.splice(placeFor(entries, at), 0, entry);
    },
    clear: () => {
      entries = [];
      current.clear();
    },
    take: (now) => {
      const due = entries.splice(0, placeFor(entries, now));
      const valid = due.filter((entry) => current.get(entry.monitor) === entry);
      for (const { monitor } of valid) current.delete(monitor);
      return valid.map(({ monitor }) => monitor);
    },
    nextAt: () => entries[0]?.at ?? null,
  };
}

/** Behind all entries up to and with an instant. */
function placeFor(entries: readonly Entry[], at: EpochMilliseconds): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
