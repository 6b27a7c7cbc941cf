import type { EpochMilliseconds } from "../base/time.ts";
import { createLinks, linkBase, type Links } from "../http/links.ts";
import type { Message, Story } from "../domain/message.ts";
import { incidentName } from "../domain/words/incident.ts";
import type { Delivering, Parcel, ParcelItem } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import type { Actor } from "../domain/audit.ts";
import type { Compose } from "./deliver-one.ts";
import type { Log } from "./log.ts";
import { plainStory } from "./plain-story.ts";
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
  readonly log: Log;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
}

/** Composes messages from what the store holds at the moment of sending. */
export function createCompose(parts: ComposeParts): Compose {
  return async (parcel, begun): Promise<Message> => {
    const now = parts.now();
    const { config } = parts.rules();
    const { id, route, recipient, quiet, thread } = parcel;
    const common = {
      ...{ id, attempt: begun.number, store: parts.storeId, workspace: config?.workspace ?? null },
      ...{ host: parts.host, at: now, route, recipient, quiet, thread, witness: begun.witness },
    };
    if (parcel.digest !== null) return { ...common, body: { kind: "digest", ...parcel.digest } };
    const links = await linksOf(parts);
    const stories: Story[] = [];
    for (const item of inOrder(parcel.items)) {
      const isWhole = stories.length < mostWhole;
      stories.push(...(await storyOf(parts, parcel, item, links, now, isWhole)));
      // Jobs that are due meanwhile start in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (stories.length === 0) throw new Error(`message ${id} tells of no incident`);
    return { ...common, body: { kind: "incidents", stories } };
  };
}

/** Nobody reads more than this in one message; the rest is named. */
const mostWhole = 40;

/** The gravest first. */
function inOrder(items: readonly ParcelItem[]): readonly ParcelItem[] {
  const severity = ({ notices }: ParcelItem) => notices[0]?.severity ?? 4;
  return items.toSorted((one, other) => severity(one) - severity(other));
}

async function storyOf(
  parts: ComposeParts,
  { route, recipient }: Parcel,
  item: Parcel["items"][number],
  links: Links | null,
  now: EpochMilliseconds,
  isWhole: boolean,
): Promise<readonly Story[]> {
  const { incident, kind } = item;
  const acknowledgeUrl = links?.acknowledge(incident, route, recipient, now) ?? null;
  const scene = { rules: parts.rules(), host: parts.host, now };
  if (!isWhole) return plainOf(parts, item, acknowledgeUrl);
  try {
    const story = await readStory(parts.store, scene, { incident, kind, acknowledgeUrl });
    if (story.ok) return story.value === null ? [] : [story.value];
    tellTrouble(parts, item, parts.describeStoreFailure(story.failure));
  } catch (error) {
    tellTrouble(parts, item, error instanceof Error ? (error.stack ?? "") : String(error));
  }
  return plainOf(parts, item, acknowledgeUrl);
}

function plainOf(
  { storeId: store, host }: ComposeParts,
  item: ParcelItem,
  acknowledgeUrl: string | null,
): readonly Story[] {
  const story = plainStory(item, { store, host, acknowledgeUrl });
  return story === null ? [] : [story];
}

function tellTrouble({ log }: ComposeParts, { incident }: ParcelItem, reason: string): void {
  log("error", "story-failed", `${incidentName(incident)} is told in short: ${reason}`);
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
