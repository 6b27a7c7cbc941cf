/** One line of the story. */
export type RecordEntry = {
  readonly at: string;
  /** When a watcher saw it, where that was later. */
  readonly noticedAt: string;
  /** `opened`, `acknowledged`, `notice delivered`, `run failed` … */
  readonly title: string;
  readonly text: string;
  readonly phase: RecordPhase;
  readonly source: RecordSource;
};

export const recordPhases = ["before", "broken", "acknowledged", "resolved"] as const;

/** Before the break, until somebody took it, from then on, and after it was resolved. */
export type RecordPhase = (typeof recordPhases)[number];

/**
 * What says so. `audit`: the event `seq` of the chain, which anybody can check. The others name what
 * they come from by `name`, with the event that holds a digest of it where there is one.
 */
export type RecordSource = {
  readonly kind:
    "audit" | "run" | "attempt" | "config" | "schedule" | "silence" | "pause" | "watch";
  readonly name: string | null;
  readonly seq: number | null;
};
