import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { routeDigest } from "../deliver/route-digest.ts";
import { digestEveryMs } from "../domain/digest-facts.ts";
import { digestTimes } from "../domain/digest-due.ts";
import type { Route } from "../domain/route.ts";
import type { DigestRecord } from "../store/digest-read.ts";
import { isDigestMissing, oweDigests, type OwedDigest } from "../store/digest-owe.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Store } from "../store/store.ts";
import { recipientsOf } from "./audience.ts";
import { digestFor, readDigest } from "./read-digest.ts";
import type { Rules } from "./rules.ts";

/** Owes the weekly digest when its time has come; asked often, it looks seldom. */
export type OweDigest = (
  rules: Rules,
  now: EpochMilliseconds,
) => Promise<Result<void, StoreFailure>>;

export function createOweDigest(store: Store): OweDigest {
  let known = { config: -1, until: 0 };
  return async (rules, now) => {
    const { config, number } = rules;
    if (config?.digest !== "weekly" || (known.config === number && now < known.until))
      return ok(undefined);
    const { last, next } = digestTimes(config.timezone, now);
    const missing = isDigestMissing(store, last);
    if (!missing.ok) return missing;
    if (missing.value) {
      const owed = await oweAll(store, rules, last, now);
      if (!owed.ok) return owed;
    }
    known = { config: number, until: next };
    return ok(undefined);
  };
}

async function oweAll(
  store: Store,
  rules: Rules,
  week: EpochMilliseconds,
  now: EpochMilliseconds,
): Promise<Result<number, StoreFailure>> {
  const routes = (rules.config?.routes ?? []).filter(isForPeople);
  if (routes.length === 0) return ok(0);
  const record = await readDigest(store, { from: week - digestEveryMs, until: week }, rules);
  if (!record.ok) return record;
  const owed = routes.flatMap((route) => digestsOf(record.value, rules, route));
  return oweDigests(store, week, owed, now);
}

/** Nobody is woken to be told that all is well. */
function isForPeople({ pager, target }: Route): boolean {
  return !pager && target.kind !== "pagerduty";
}

/** A route of one owner hears of that owner's promises; one that several share, of all. */
function digestsOf(record: DigestRecord, rules: Rules, route: Route): readonly OwedDigest[] {
  const owners = (rules.config?.owners ?? []).filter((each) => each.routes.includes(route.name));
  const owner = owners.length === 1 ? (owners[0]?.name ?? null) : null;
  if (owners.length === 0) return [];
  const { title, sections } = digestFor(record, rules, owner);
  const about = { route: route.name, digest: routeDigest(route.target) };
  return recipientsOf(route).map((recipient) => ({
    ...about,
    recipient,
    content: { title, sections },
  }));
}
