import type { Milliseconds } from "../base/duration.ts";

/** When a monitor is due: at the times of a cron pattern in a zone, every so often, or on demand. */
export type Cadence =
  | { readonly kind: "cron"; readonly pattern: string; readonly timezone: string }
  | { readonly kind: "every"; readonly everyMs: Milliseconds }
  | { readonly kind: "none" };
