import type { EpochMilliseconds } from "../base/time.ts";
import type { NumberedIncident, TimelineEntry } from "./incident.ts";
import type { Monitor } from "./monitor.ts";
import type { NoticeKind } from "./notice.ts";
import type { Run } from "./run.ts";
import type { World } from "./world.ts";

/** All that a story is composed of. */
export interface StoryFacts extends NumberedIncident {
  /** The id of the store. */
  readonly store: string;
  readonly host: string;
  readonly now: EpochMilliseconds;
  readonly kind: NoticeKind;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** The monitor as the config has it now. */
  readonly rules: Monitor;
  /** The owner's name for people; null where nobody answers for it. */
  readonly owner: string | null;
  /** The run that broke the promise, with its outputs; null where none began, and for drills. */
  readonly run: Run | null;
  readonly lastGood: Run | null;
  readonly world: World;
  /** Null where nothing listens. */
  readonly acknowledgeUrl: string | null;
}
