import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";

/** Who does something, and when. */
export interface Deed {
  readonly by: Actor;
  readonly now: EpochMilliseconds;
}
