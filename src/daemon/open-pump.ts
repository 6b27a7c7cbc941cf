import { fail, ok, type Result } from "../base/result.ts";
import { openSender } from "../deliver/open-sender.ts";
import { readStoreId } from "../store/audit-verify.ts";
import type { StoreFailure } from "../store/failure.ts";
import { createCompose } from "./compose-message.ts";
import { tellUndeliverable } from "./last-resort.ts";
import { createOweDigest } from "./owe-digest.ts";
import { createPump, type Pump } from "./pump.ts";
import { createPumpRoutes } from "./pump-routes.ts";
import type { Rules } from "./rules.ts";
import type { SecretFailure } from "./secret-values.ts";
import type { Stores } from "./stores.ts";
import { passOnStranded } from "./tend-stranded.ts";
import type { WatcherWorld } from "./world.ts";

/** The pump of a watcher, with all that it needs of its store and its world, and what it does in the end. */
export function openPump(
  { watch, watched }: Pick<Stores, "watch" | "watched">,
  rules: () => Rules,
  world: WatcherWorld,
  lastResort = tellUndeliverable,
): Result<Pump, StoreFailure> {
  const storeId = readStoreId(watched);
  if (!storeId.ok) return fail(storeId.failure);
  const { clock, log, host, actor, describeStoreFailure } = world;
  const now = clock.wall;
  const compose = createCompose({
    ...{ store: watched, delivering: watch, storeId: storeId.value ?? "" },
    ...{ rules, host, actor, now, log, describeStoreFailure },
  });
  const routes = createPumpRoutes(
    world.environment,
    (target) => openSender(target, now),
    tellSecrets(log),
  );
  const oweDigest = createOweDigest(watched);
  const tend = async (by: Rules): Promise<Result<void, StoreFailure>> => {
    const passed = await passOnStranded(watch, by, { by: actor, now: now() });
    if (!passed.ok) return passed;
    const owed = await oweDigest(by, now());
    if (!owed.ok) return owed;
    const told = await lastResort(watch, world.tellHost, world);
    return told.ok ? ok(undefined) : told;
  };
  const chance = Math.random;
  return ok(createPump({ store: watch, compose, routes, rules, tend }, { ...world, chance }));
}

/** Says once that a route can't be used here, and once that it can again. */
function tellSecrets(log: WatcherWorld["log"]) {
  const told = new Map<string, string>();
  return (route: string, failure: SecretFailure | null): void => {
    const reason = failure === null ? null : `${failure.reference}: ${failure.reason}`;
    if ((told.get(route) ?? null) === reason) return;
    if (reason === null) {
      told.delete(route);
      log("info", "route-usable", `${route} can be used from here again`, { route });
      return;
    }
    told.set(route, reason);
    const rest = "its notices are left to whoever can";
    log("warn", "route-unusable", `${route} can't be used from here: ${reason}; ${rest}`, {
      route,
    });
  };
}
