import type { Monitor } from "../domain/monitor.ts";
import type { ConfigSince } from "../domain/world.ts";
import type { ConfigHead } from "../store/configs.ts";
import type { Store } from "../store/store.ts";
import { changesOfMonitors } from "./config-changes.ts";

/**
 * What each config but the first changed of one monitor, oldest first; those that changed nothing of
 * it are left out.
 */
export function configsSince(
  store: Store,
  configs: readonly ConfigHead[],
  { name, was }: Pick<Monitor, "name" | "was">,
): readonly ConfigSince[] {
  return configs.flatMap((after, index): readonly ConfigSince[] => {
    const before = configs[index - 1];
    if (before === undefined) return [];
    const all = changesOfMonitors(store, before, after);
    const changes = [name, ...was].flatMap((each) => all.get(each) ?? []);
    const { number, since: at, by } = after;
    return changes.length === 0 ? [] : [{ number, at, by: by.user, changes }];
  });
}
