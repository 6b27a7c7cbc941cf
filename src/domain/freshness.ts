import type { Milliseconds } from "../base/duration.ts";

/** What is looked at. `pattern` is an absolute path, perhaps with `*` and `?`; the newest match counts. */
type FreshnessTarget = { readonly kind: "file"; readonly pattern: string };

/** What must be true of a reading: at least one of the limits is set. */
export interface Freshness {
  readonly target: FreshnessTarget;
  readonly maxAgeMs: Milliseconds | null;
  /** Bytes. */
  readonly minSize: number | null;
  readonly lookEveryMs: Milliseconds;
}
