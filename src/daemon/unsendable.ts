import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { StoredNotice } from "../store/incident-row.ts";
import type { Deed } from "../store/deed.ts";
import type { WatchStore } from "../store/watch.ts";
import type { Clock } from "./clock.ts";
import { linesFor, type TellHost } from "./last-resort.ts";
import type { SecretFailure } from "./secret-values.ts";

/** Whoever has the secrets would have come by in this time. */
const longEnough: Milliseconds = 5 * 60_000;

const mostAtOnce = 500;

type Store = Pick<WatchStore, "notices" | "toldOnHost">;

/**
 * Tells on the host, once, what waits for a secret that this process can't read and that nobody else
 * brought for minutes: left alone, it would wait in silence for a day.
 */
export async function tellUnsendable(
  store: Store,
  unusable: ReadonlyMap<string, SecretFailure>,
  world: { readonly tellHost: TellHost; readonly clock: Clock; readonly actor: Deed["by"] },
): Promise<Result<void, StoreFailure>> {
  if (unusable.size === 0) return ok(undefined);
  const now = world.clock.wall();
  const waiting = await store.notices({ states: ["waiting"], limit: mostAtOnce });
  if (!waiting.ok) return waiting;
  const stuck: StoredNotice[] = [];
  for (const notice of waiting.value) {
    if (!unusable.has(notice.route) || notice.dueAt + longEnough > now) continue;
    const heard = await wasHeard(store, notice);
    if (!heard.ok) return heard;
    if (!heard.value) stuck.push(notice);
  }
  const told = await store.toldOnHost(stuck, { by: world.actor, now });
  if (!told.ok || told.value.length === 0) return told.ok ? ok(undefined) : told;
  const routes = [...new Set(told.value.map((notice) => notice.route))];
  await world.tellHost([...linesFor(told.value), ...routes.map((route) => why(route, unusable))]);
  return ok(undefined);
}

/** Whether somebody heard of the same change over another route. */
async function wasHeard(
  store: Store,
  { incident, revision, kind }: StoredNotice,
): Promise<Result<boolean, StoreFailure>> {
  const others = await store.notices({ incident, states: ["delivered"], limit: mostAtOnce });
  if (!others.ok) return others;
  return ok(others.value.some((other) => other.revision === revision && other.kind === kind));
}

function why(route: string, unusable: ReadonlyMap<string, SecretFailure>): string {
  const failure = unusable.get(route);
  return `${route} can't be used from here: ${failure?.reference ?? ""}: ${failure?.reason ?? ""}`;
}
