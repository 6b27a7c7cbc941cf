import type { EpochMilliseconds } from "../base/time.ts";
import type { RecordSource } from "./document-timeline.ts";

/** A line of the story before it is known in which phase it falls. */
export interface Line {
  readonly at: EpochMilliseconds;
  readonly noticedAt?: EpochMilliseconds;
  readonly title: string;
  readonly text: string;
  readonly source: RecordSource;
}
