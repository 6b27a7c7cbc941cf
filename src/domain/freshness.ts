import type { Milliseconds } from "../base/duration.ts";
import type { Probe } from "./probe.ts";

/** What luota looks at by itself, and how often. */
export interface Freshness {
  readonly probe: Probe;
  readonly lookEveryMs: Milliseconds;
}
