import type { EpochMilliseconds } from "../base/time.ts";
import { createLinks, linkBase, type Links } from "../http/links.ts";
import type { Message, Story } from "../domain/message.ts";
import type { Delivering, Parcel } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import type { Actor } from "../domain/audit.ts";
import type { Compose } from "./deliver-one.ts";
import { readStory } from "./read-story.ts";
import type { Rules } from "./rules.ts";

export interface ComposeParts {
  /** The connection behind `delivering`. */
  readonly store: Store;
  readonly delivering: Pick<Delivering, "linkKey">;
  readonly storeId: string;
  readonly rules: () => Rules;
  readonly host: string;
  readonly actor: Actor;
  readonly now: () => EpochMilliseconds;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
}

/** Composes messages from what the store holds at the moment of sending. */
export function createCompose(parts: ComposeParts): Compose {
  return async (parcel, begun): Promise<Message> => {
    const now = parts.now();
    const { config } = parts.rules();
    const { id, route, recipient, quiet, thread } = parcel;
    const links = await linksOf(parts);
    const stories: Story[] = [];
    for (const item of parcel.items)
      stories.push(...(await storyOf(parts, parcel, item, links, now)));
    if (stories.length === 0) throw new Error(`message ${id} tells of no incident`);
    return {
      ...{ id, attempt: begun.number, store: parts.storeId, workspace: config?.workspace ?? null },
      ...{ host: parts.host, at: now, route, recipient, quiet, thread, witness: begun.witness },
      body: { kind: "incidents", stories },
    };
  };
}

async function storyOf(
  parts: ComposeParts,
  { route, recipient }: Parcel,
  { incident, kind }: Parcel["items"][number],
  links: Links | null,
  now: EpochMilliseconds,
): Promise<readonly Story[]> {
  const acknowledgeUrl = links?.acknowledge(incident, route, recipient, now) ?? null;
  const scene = { rules: parts.rules(), host: parts.host, now };
  const story = await readStory(parts.store, scene, { incident, kind, acknowledgeUrl });
  if (!story.ok) throw new Error(parts.describeStoreFailure(story.failure));
  return story.value === null ? [] : [story.value];
}

async function linksOf(parts: ComposeParts): Promise<Links | null> {
  const { config } = parts.rules();
  const publicUrl = linkBase(config);
  if (config === null || publicUrl === null) return null;
  const key = await parts.delivering.linkKey({ by: parts.actor, now: parts.now() });
  if (!key.ok) throw new Error(parts.describeStoreFailure(key.failure));
  const { routes } = config;
  return createLinks({ publicUrl, routes, key: key.value, store: parts.storeId });
}
