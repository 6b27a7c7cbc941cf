import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Drift } from "../domain/drift.ts";
import type { Story } from "../domain/message.ts";
import type { Monitor } from "../domain/monitor.ts";
import type { NoticeKind } from "../domain/notice.ts";
import { composeStory } from "../domain/story.ts";
import type { StoryFacts } from "../domain/story-facts.ts";
import { readDrifts } from "../store/drift-read.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import { readStoryRecord, type StoryRecord } from "../store/story-read.ts";
import { configsSince } from "./configs-since.ts";
import type { Rules } from "./rules.ts";

/** A store that can't tell now costs the story no more than that. */
function driftsOf(store: Store, run: string, { drift }: Monitor): readonly Drift[] {
  const read = readDrifts(store, run, drift);
  return read.ok ? read.value : [];
}

/** By what a story is told. */
export interface StoryScene {
  readonly rules: Rules;
  readonly host: string;
  readonly now: EpochMilliseconds;
}

export interface StoryQuestion {
  readonly incident: number;
  readonly kind: NoticeKind;
  /** Where a person acknowledges with a browser; null where nothing listens. */
  readonly acknowledgeUrl: string | null;
}

/** Reads and composes what a message tells of an incident; null where there is no such incident. */
export async function readStory(
  store: Store,
  scene: StoryScene,
  question: StoryQuestion,
): Promise<Result<Story | null, StoreFailure>> {
  const read = await Promise.resolve(readStoryRecord(store, question.incident));
  if (!read.ok) return read;
  return ok(
    read.value === null ? null : composeStory(storyFacts(store, read.value, scene, question)),
  );
}

/** What the store holds of an incident beside what the config says of its promise. */
export function storyFacts(
  place: Store,
  { store, record, run, lastGood, configs, outages, neighbour, readings }: StoryRecord,
  { rules, host, now }: StoryScene,
  { kind, acknowledgeUrl }: Omit<StoryQuestion, "incident">,
): StoryFacts {
  const { number, incident, timeline } = record;
  const monitor = rules.monitorNamed(incident.monitor);
  const world = {
    configs: configsSince(place, configs, monitor),
    outages,
    script: null,
    freeDisk: null,
    neighbour,
    readings,
    drifts: run === null ? [] : driftsOf(place, run.start.id, monitor),
  };
  const owner = rules.ownerOf(monitor)?.title ?? null;
  return {
    ...{ store, host, now, kind, number, incident, timeline, rules: monitor, owner },
    ...{ run, lastGood, world, acknowledgeUrl },
  };
}
